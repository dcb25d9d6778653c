"""Changing a number of the programme needs a reason."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import VersionedForm

from ..models import ProgrammeRule


class RuleForm(VersionedForm):
    reason = forms.CharField(
        label=_("Reason"), max_length=200, help_text=_("The decision or document it rests on.")
    )

    class Meta:
        model = ProgrammeRule
        fields = ["value", "clause"]
        widgets = {"value": forms.NumberInput(attrs={"class": "w-num"})}
