"""The county's report: one field per section."""

from accounts.forms.versions import VersionedForm

from ..models import CountyReport
from .reports import text_of


class CountyReportForm(VersionedForm):
    """The sections; whoever saved first keeps theirs, and the other chooses section by section."""

    class Meta:
        model = CountyReport
        fields = []

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
        return {key: report.sections.get(key, "") for key in report.outline}

    def save(self, commit=False):
        """The instance with what was typed, not saved: the ledger writes it."""
        self.instance.sections = {key: self.cleaned_data[key] for key in self.instance.outline}
        return self.instance
