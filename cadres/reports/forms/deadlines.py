"""The days of a report period, and opening it again."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import VersionedForm
from cadres.workflow.widgets import date_picker

from ..models.deadlines import ReportPeriod


class PeriodForm(VersionedForm):
    class Meta:
        model = ReportPeriod
        fields = ["due_on", "late_until", "closes_on"]
        widgets = dict.fromkeys(fields, date_picker())
        help_texts = {
            "due_on": _("Handed in by this day is on time, also for reports that are in already."),
            "closes_on": _("No first submission after this day, unless the period is reopened."),
        }


class ReopenForm(forms.Form):
    """Who signed, why, and until when."""

    signer = forms.CharField(label=_("Signed by"), max_length=40)
    reason = forms.CharField(label=_("Reason"), max_length=200)
    until = forms.DateField(label=_("Open again until"), widget=date_picker())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control"
