"""What goes into the suggestion box, and what comes back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cadres.workflow.widgets import text_area

from .models import Complaint


class ComplaintForm(forms.Form):
    kind = forms.ChoiceField(label=_("about"), choices=Complaint.Kind)
    text = forms.CharField(
        label=_("in words"),
        max_length=2000,
        widget=text_area(6),
        help_text=_("Which table or step, how often, how long it takes, what would be better."),
    )
    unnamed = forms.BooleanField(
        label=_("Without my name"),
        required=False,
        help_text=_("Nobody can see who wrote it. You get a code with which you find the answer."),
    )


class ReplyForm(forms.Form):
    answer = forms.CharField(label=_("answer"), max_length=2000, widget=text_area(5))
    published = forms.BooleanField(
        label=_("Let everybody of the county read question and answer"), required=False
    )
