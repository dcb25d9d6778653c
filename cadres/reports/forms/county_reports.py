"""The county's report: one field per section."""

from accounts.forms.versions import VersionedForm

from ..models.county_reports import CountyReport
from .reports import ReportForm, text_of


class CountyReportForm(VersionedForm):
    """Who gets a copy, and the sections; whoever saved first keeps theirs, and the other chooses
    field by field."""

    class Meta:
        model = CountyReport
        fields = ["copies"]
        labels, help_texts, widgets = (
            {"copies": of["copies"]}
            for of in (ReportForm.Meta.labels, ReportForm.Meta.help_texts, ReportForm.Meta.widgets)
        )

    def __init__(self, *args, instance, **kwargs):
        self.base_fields = self.base_fields | {
            row["key"]: text_of(row, instance.sections.get(row["key"], ""))
            for row in instance.layout
        }
        super().__init__(*args, instance=instance, **kwargs)

    @property
    def section_fields(self):
        """[(chapter, bound field)] in the order of the paper."""
        return [(chapter, self[chapter.key]) for chapter in self.instance.chapters]

    def _values(self, report):
        texts = {key: report.sections.get(key, "") for key in report.outline}
        return {"copies": report.copies} | texts

    def save(self, commit=False):
        """The instance with what was typed, not saved: the ledger writes it."""
        self.instance.sections = {key: self.cleaned_data[key] for key in self.instance.outline}
        return self.instance
