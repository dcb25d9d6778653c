"""A report's text, one field per section of its paper."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.versions import VersionedForm

from ..models import QuarterlyReport

LONGEST = 20_000


class ReportForm(VersionedForm):
    """The sections; whoever saved first keeps theirs, and the other chooses section by section."""

    class Meta:
        model = QuarterlyReport
        fields = []

    def __init__(self, *args, instance, **kwargs):
        self.base_fields = self.base_fields | {
            key: forms.CharField(
                label=label, required=False, max_length=LONGEST, strip=True,
                initial=instance.sections.get(key, ""),
                widget=forms.Textarea(attrs={"rows": 6, "class": "form-control"}),
            )
            for key, label in instance.outline.items()
        }
        super().__init__(*args, instance=instance, **kwargs)

    def _values(self, report):
        return {key: report.sections.get(key, "") for key in report.outline}

    def save(self, commit=False):
        """The instance with its new sections, not saved: the ledger writes it."""
        self.instance.sections = {key: self.cleaned_data[key] for key in self.instance.outline}
        return self.instance


class ReturnForm(forms.Form):
    """Why a report goes back: overall or by section, one of them at least."""

    note = forms.CharField(
        label=_("Overall"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, report, **kwargs):
        super().__init__(*args, **kwargs)
        for key, label in report.outline.items():
            self.fields[f"section_{key}"] = forms.CharField(
                label=label, required=False, max_length=500
            )
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control"

    def clean(self):
        cleaned = super().clean()
        if not any(cleaned.values()):
            raise forms.ValidationError(_("Say what is missing, overall or at a section."))
        return cleaned

    @property
    def remarks(self):
        """{section key: reason} of what was filled in."""
        sections = {name.removeprefix("section_"): text for name, text in self.cleaned_data.items()}
        return {key: text for key, text in sections.items() if text and key != "note"}
