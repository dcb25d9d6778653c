"""Township × quarter, unit × quarter: how every report of a year stands, on one page."""

from collections import defaultdict

from django.shortcuts import render
from django.utils import timezone

from accounts.access import for_roles
from accounts.navigation import tabs_of
from accounts.roles import OFFICE
from cadres.periods import Year
from cadres.workflow.tabs import REPORTS

from ..holders import is_escalated, overdue_before
from ..models.reports import QuarterlyReport
from ..models.sections import ReportKind

KINDS = (ReportKind.TOWNSHIP, ReportKind.UNIT)


@for_roles(*OFFICE)
def report_grid(request):
    """`?year=2026&kind=unit`; this year's townships without."""
    today = timezone.localdate()
    reports = QuarterlyReport.objects.visible_to(request.user)
    kind = request.GET.get("kind")
    kind = kind if kind in KINDS else ReportKind.TOWNSHIP
    years = sorted({period[:4] for period in reports.order_by().values_list("period", flat=True)})
    year = request.GET.get("year")
    year = Year.parse(year) if year in years else Year(int(years[-1]) if years else today.year)
    rows, sums = grid(reports.of_kind(kind), kind, year.quarters(), overdue_before(today))
    context = {
        "tabs": tabs_of(request, REPORTS),
        "year": year,
        "years": years,
        "kind": kind,
        "today": today,
        "kinds": [(each.value, each.label) for each in KINDS],
        "quarters": year.quarters(),
        "rows": rows,
        "sums": sums,
        "accepts": request.user.role == "county",
    }
    return render(request, "cadres/reports/grid.html", context)


def grid(reports, kind, quarters, before):
    """([(body, [report or None])], [(in, on time, of)]) of the quarters; one query. Each report
    with `open_disputes` and `escalated`, its review being overdue by the day `before`."""
    found = reports.filter(period__in=[str(each) for each in quarters])
    found = found.with_bodies().with_disputes()
    found = found.defer("sections", "layout", "figures", "tables", "promises", "before")
    by_body = defaultdict(dict)
    for report in found.order_by(kind, "period"):
        report.escalated = is_escalated(report, before)
        by_body[report.body][report.span] = report
    rows = [(body, [of.get(quarter) for quarter in quarters]) for body, of in by_body.items()]
    columns = zip(*[cells for _body, cells in rows], strict=True) if rows else []
    return rows, [_sum([each for each in column if each]) for column in columns]


def _sum(reports):
    sent = [report for report in reports if report.first_submitted_at]
    return len(sent), sum(report.on_time for report in sent), len(reports)
