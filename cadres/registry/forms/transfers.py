"""Another unit sends the cadre: since a day, or all along since it was registered wrongly."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cadres.workflow.widgets import date_picker

from ..models.units import Unit

CHANGED, WRONG = "changed", "wrong"
DOORS = (
    (CHANGED, _("It changed on a day: what was registered before is right and stays")),
    (WRONG, _("It was registered wrongly all along: another unit is right from the start")),
)


class TransferForm(forms.Form):
    door = forms.ChoiceField(
        label=_("Why change it"), choices=DOORS, widget=forms.RadioSelect, initial=CHANGED
    )
    since = forms.DateField(
        label=_("From which day"),
        required=False,
        widget=date_picker(),
        help_text=_("The new unit's first day; the day before is the old one's last."),
    )
    unit = forms.ModelChoiceField(label=_("New unit"), queryset=Unit.objects.none())
    post = forms.CharField(
        label=_("New post"),
        max_length=60,
        required=False,
        help_text=_("Only if it changes."),
    )
    basis = forms.CharField(
        label=_("Basis"),
        max_length=120,
        help_text=_("The number of the paper, or why it was registered wrongly."),
    )

    def __init__(self, *args, cadre, user, **kwargs):
        super().__init__(*args, **kwargs)
        units = Unit.objects.visible_to(user).filter(county=cadre.unit.county_id)
        self.fields["unit"].queryset = units.exclude(pk=cadre.unit_id)

    def clean(self):
        data = super().clean()
        if data.get("door") == CHANGED and not data.get("since") and "since" not in self.errors:
            self.add_error("since", _("Give the day."))
        return data
