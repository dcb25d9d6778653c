"""The decision on a proposal."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import Proposal

CHOICES = [
    (Proposal.State.ADOPTED, _("Adopt")),
    (Proposal.State.DECLINED, _("Do not adopt")),
]


class DecisionForm(forms.Form):
    """Adopted or not, and why; `version` is that of the proposal when the page was opened."""

    decision = forms.ChoiceField(label=_("Decision"), choices=CHOICES, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
