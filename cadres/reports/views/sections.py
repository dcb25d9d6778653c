"""The templates of reports: their sections, kept by the county."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from accounts.filters import RegistryFilter
from accounts.registry import NumberColumn, RegistryCreate, RegistryEdit, RegistryList
from accounts.registry import RegistryTable as Table
from cadres.workflow.tabs import BackToList, Tabbed

from ..forms.sections import NewSectionForm, SectionForm
from ..models.sections import ReportSection
from ..numbers import NUMBERS


class SectionTable(Table):
    title = tables.Column(linkify=lambda record: record.get_absolute_url())
    kind = tables.Column()
    order = NumberColumn()
    sentence = tables.Column()
    hint = tables.Column()
    needs_text = tables.BooleanColumn(yesno=(_("yes"), "—"))

    class Meta(Table.Meta):
        model = ReportSection
        fields = ()


class SectionFilter(RegistryFilter):
    q = None

    class Meta:
        model = ReportSection
        fields = ["kind"]


class SectionList(Tabbed, RegistryList):
    model = ReportSection
    roles = {"county"}
    table_class = SectionTable
    filterset_class = SectionFilter
    title = _("Templates of reports")
    actions = [(_("Add a section"), "cadres:report_section_create", {"county"})]


class _SectionForm(BackToList):
    model = ReportSection
    roles = {"county"}
    template_name = "cadres/reports/section_form.html"
    list_url = "cadres:report_section_list"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"numbers": NUMBERS.values()}


class SectionCreate(_SectionForm, RegistryCreate):
    form_class = NewSectionForm
    title = _("Add a section")


class SectionEdit(_SectionForm, RegistryEdit):
    """Reports keep the template of the day they were opened."""

    form_class = SectionForm
    title = _("Section of a report")
