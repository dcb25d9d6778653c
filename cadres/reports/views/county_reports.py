"""The county's own report upward: compiled, written, signed, on paper."""

import django_tables2 as tables
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.access import for_roles
from accounts.filters import RegistryFilter
from accounts.registry import RegistryEdit, RegistryList, RegistryPage, RegistryTable
from accounts.roles import OFFICE
from cadres.documents.downloads import DOCX, handed_out
from cadres.periods import parse_period
from cadres.workflow.refusals import show_refusal
from cadres.workflow.tabs import Tabbed
from cadres.workflow.transitions import WrongState
from villages.models import County

from ..county_paper import docx, title
from ..county_report import begin, by_township, compile_again
from ..forms.county_reports import CountyReportForm
from ..models.county_reports import CountyReport
from ..models.reports import QuarterlyReport
from ..numbers import NUMBERS
from ..tables import spelt, sums


class CountyReportTable(RegistryTable):
    span = tables.Column(
        accessor="span__label",
        order_by="period",
        verbose_name=gettext_lazy("period"),
        linkify=lambda record: record.get_absolute_url(),
    )
    state = tables.Column()
    taken_at = tables.DateTimeColumn(format="Y-m-d H:i")
    signer = tables.Column()
    signed_at = tables.DateTimeColumn(format="Y-m-d H:i")

    class Meta(RegistryTable.Meta):
        model = CountyReport
        fields = ()


class CountyReportFilter(RegistryFilter):
    q = None

    class Meta:
        model = CountyReport
        fields = ["state"]


class CountyReportList(Tabbed, RegistryList):
    model = CountyReport
    roles = OFFICE
    template_name = "cadres/reports/county_report_list.html"
    table_class = CountyReportTable
    filterset_class = CountyReportFilter
    title = gettext_lazy("Reports of the county")
    empty = gettext_lazy("None has been compiled yet.")

    def get_context_data(self, **kwargs):
        reports = QuarterlyReport.objects.visible_to(self.request.user).order_by("-period")
        periods = reports.values_list("period", flat=True).distinct()[:4]
        return super().get_context_data(**kwargs) | {
            "compiles": self.request.user.role == "county",
            "spans": [parse_period(period) for period in periods],
        }


class CountyReportPage(RegistryPage):
    model = CountyReport
    roles = OFFICE
    template_name = "cadres/reports/county_report_page.html"
    context_object_name = "report"

    def get_queryset(self):
        return super().get_queryset().select_related("county")

    def get_context_data(self, **kwargs):
        report = self.object
        codes, rows, total = by_township(report)
        states = dict(QuarterlyReport.State.choices)
        return super().get_context_data(**kwargs) | {
            "header": [NUMBERS[code].label for code in codes],
            "rows": rows,
            "total": total,
            "matters": spelt("matters", report.tables["matters"]),
            "matter_sums": sums(report.tables).get("matters", []),
            "missing": [(body, states.get(state, state)) for body, state in report.missing],
            "writes": self.request.user.role == "county" and report.is_draft,
        }


class CountyReportEdit(RegistryEdit):
    model = CountyReport
    roles = {"county"}
    form_class = CountyReportForm
    template_name = "cadres/reports/county_report_form.html"
    title = gettext_lazy("Write the report of the county")

    def get_object(self, queryset=None):
        report = super().get_object(queryset)
        if not report.is_draft:
            raise WrongState(report, report.get_state_display())
        return report


county_report_edit = show_refusal(CountyReportEdit.as_view())


def _report(request, pk):
    reports = CountyReport.objects.visible_to(request.user).select_related("county")
    return get_object_or_404(reports, pk=pk)


@require_POST
@for_roles("county")
@show_refusal
def county_report_begin(request):
    """Compile the report of a period from what is accepted; again changes nothing."""
    try:
        span = parse_period(request.POST.get("period", ""))
    except ValueError:
        raise BadRequest("period") from None
    county = get_object_or_404(County, pk=request.user.area_code[:6])
    return redirect(begin(county, span, request.user))


@require_POST
@for_roles("county")
@show_refusal
def county_report_compile(request, pk):
    report = _report(request, pk)
    compile_again(report, request.user)
    messages.success(request, _("Compiled again from what is accepted now."))
    return redirect(report)


@require_POST
@for_roles("county")
@show_refusal
def county_report_read_back(request, pk):
    report = _report(request, pk)
    report.read_back(request.user)
    messages.success(request, _("Taken back: the numbers stand as before."))
    return redirect(report)


@require_POST
@for_roles("county")
@show_refusal
def county_report_sign(request, pk):
    report = _report(request, pk)
    report.sign(request.user, request.POST.get("signer", "")[:40])
    return redirect(reverse("cadres:county_report_page", args=[pk]))


@for_roles(*OFFICE)
def county_report_paper(request, pk):
    report = _report(request, pk)
    return handed_out(request, report, f"{title(report)}.docx", docx(report), DOCX)
