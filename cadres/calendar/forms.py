"""One day that is not what its weekday says."""

from accounts.forms import VersionedForm
from cadres.workflow.widgets import date_picker

from .models import Holiday


class HolidayForm(VersionedForm):
    class Meta:
        model = Holiday
        fields = ["name", "is_working"]


class NewHolidayForm(HolidayForm):
    class Meta(HolidayForm.Meta):
        fields = ["day", "name", "is_working"]
        widgets = {"day": date_picker()}
