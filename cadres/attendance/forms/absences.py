from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import VersionedForm
from cadres.registry.forms.postings import named
from cadres.registry.models.postings import Posting
from cadres.workflow.widgets import date_picker, text_area

from ..models.absences import Absence


class AbsenceForm(VersionedForm):
    class Meta:
        model = Absence
        fields = ["posting", "since", "until", "reason"]
        widgets = {"since": date_picker(), "until": date_picker()}

    def narrow(self, user):
        postings = Posting.objects.visible_to(user).select_related("cadre__unit", "team__village")
        self.fields["posting"].queryset = postings
        self.fields["posting"].label = _("cadre")
        self.fields["posting"].label_from_instance = lambda posting: (
            f"{named(posting.cadre)} {posting.team}"
        )
        self.fields["reason"].required = True
        self.fields["reason"].help_text = _("How it was found, and what was said.")


class ExplainForm(forms.Form):
    words = forms.CharField(label=_("Your explanation"), max_length=300, widget=text_area(4))
