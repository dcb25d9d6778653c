"""One recorded activity of a village."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.forms import VersionedForm

from ..models import Activity
from .places import day


class ActivityForm(VersionedForm):
    class Meta:
        model = Activity
        fields = ["kind", "on", "title", "attended", "expected", "note"]
        widgets = {
            "on": day(),
            "attended": forms.NumberInput(attrs={"class": "w-num"}),
            "expected": forms.NumberInput(attrs={"class": "w-num"}),
            "note": forms.Textarea(attrs={"rows": 4}),
        }

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise forms.ValidationError(_("It has not taken place yet."))
        return on

    def clean(self):
        cleaned = super().clean()
        attended, expected = cleaned.get("attended"), cleaned.get("expected")
        if attended is not None and expected is not None and attended > expected:
            self.add_error("attended", _("More attended than were expected: correct one."))
        return cleaned
