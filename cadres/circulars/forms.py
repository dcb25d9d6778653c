"""A circular's text, one field per section; the month for which one is opened."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.versions import VersionedForm
from cadres.periods import Month
from cadres.registry.filters import month_input
from cadres.workflow.widgets import text_area

from .models import AROUND, SECTIONS, Circular

LONGEST = 10_000


class CircularForm(VersionedForm):
    """The sections; whoever saved first keeps theirs, and the other chooses section by section.

    What the records say and the text no longer does stands below its field.
    """

    class Meta:
        model = Circular
        fields = []

    def __init__(self, *args, instance, **kwargs):
        self.base_fields = self.base_fields | {
            key: self._section(key, label, instance) for key, label in SECTIONS.items()
        }
        super().__init__(*args, instance=instance, **kwargs)

    @staticmethod
    def _section(key, label, circular):
        field = forms.CharField(
            label=label,
            required=False,
            strip=True,
            initial=circular.sections.get(key, ""),
            max_length=200 if key in AROUND else LONGEST,
            widget=forms.TextInput() if key in AROUND else text_area(5),
        )
        field.widget.attrs["class"] = "form-control"
        if told := circular.notes.get(key):
            field.help_text = _("The records say: %(text)s") % {"text": told}
        return field

    def _values(self, circular):
        return {key: circular.sections.get(key, "") for key in SECTIONS}

    def save(self, commit=False):
        """The instance with its new sections, not saved: the ledger writes it."""
        self.instance.sections = {key: self.cleaned_data[key] for key in SECTIONS}
        return self.instance


class MonthForm(forms.Form):
    """`cleaned_data["month"]` is a Month."""

    month = forms.CharField(label=_("month"), widget=month_input())

    def clean_month(self):
        try:
            return Month.parse(self.cleaned_data["month"])
        except ValueError:
            raise forms.ValidationError(_("Choose a month.")) from None
