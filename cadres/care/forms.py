from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.forms import VersionedForm
from cadres.workflow.widgets import date_picker

from .models.care import Care


class CareForm(VersionedForm):
    """That it took place, when, and who was there."""

    class Meta:
        model = Care
        fields = ["kind", "on", "by_whom", "note"]
        widgets = {"on": date_picker()}

    def clean_on(self):
        if self.cleaned_data["on"] > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return self.cleaned_data["on"]


class DutyCheckForm(forms.Form):
    """One secretary's month; nothing chosen: not checked yet."""

    passed = forms.ChoiceField(
        label=_("duty record"),
        required=False,
        choices=[("", _("not checked")), ("1", _("in order")), ("0", _("not in order"))],
        widget=forms.Select(attrs={"class": "form-select form-select-sm"}),
    )
    remark = forms.CharField(
        label=_("what is missing"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"class": "form-control form-control-sm"}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args, row, **kwargs):
        check = row.check
        initial = {"seen": 0}
        if check:
            passed = "1" if check.passed else "0"
            initial = {"passed": passed, "remark": check.remark, "seen": check.version}
        super().__init__(*args, prefix=str(row.secretary.pk), initial=initial, **kwargs)
        self.row = row
        for name in ("passed", "remark"):
            field = self.fields[name]
            field.widget.attrs["aria-label"] = f"{row.secretary} {field.label}"

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("passed") == "0" and not cleaned.get("remark"):
            self.add_error("remark", _("Say what is missing."))
        if not cleaned.get("passed") and self.row.check:
            self.add_error("passed", _("What was checked stays checked; correct it instead."))
        return cleaned

    def found(self, rest=None):
        """(passed, remark); `rest` when nothing was chosen."""
        passed = self.cleaned_data["passed"]
        return (passed == "1", self.cleaned_data["remark"]) if passed else rest
