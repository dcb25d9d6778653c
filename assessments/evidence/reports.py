"""Quarterly written reports of townships and units (S3 四(六)): in time, whole, accepted."""

from collections import defaultdict

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cadres.models import QuarterlyReport
from cadres.reports.models.chapters import is_whole

from . import measures
from .readers import amount, not_applicable, once_per_cohort, rate, reader

BODIES = frozenset({"township", "unit"})
REPORTS = {"clause": "县实施意见 四(六)", "kinds": BODIES, "opens": "cadres:report_list"}
CONTENT = ("layout", "sections", "figures", "settled")
NONE_DUE = "本期没有应报的季度报告"


@once_per_cohort
def reports_by_body(cohort):
    """{body: [(on time, accepted, complete)]} of the reports of the period's quarters."""
    body = f"{cohort.kind}_id"
    rows = QuarterlyReport.objects.filter(
        county=cohort.county,
        period__in=[str(quarter) for quarter in cohort.period.quarters()],
        **{f"{body}__isnull": False},
    ).annotate(on_time=Q(first_submitted_at__date__lte=F("due_on")))
    found = defaultdict(list)
    for code, on_time, state, *content in rows.values_list(body, "on_time", "state", *CONTENT):
        accepted = state == QuarterlyReport.State.ACCEPTED
        found[code].append((bool(on_time), accepted, is_whole(*content)))
    return found


def _each(cohort, value):
    return {
        code: value(reports_by_body(cohort)[code])
        if code in reports_by_body(cohort)
        else not_applicable(NONE_DUE)
        for code in cohort.members
    }


@reader("reports.due", _("Reports due"), unit=measures.REPORTS, **REPORTS)
def due(cohort):
    return {code: amount(len(reports_by_body(cohort).get(code, ()))) for code in cohort.members}


@reader("reports.on_time", _("Reports handed in on time"), unit=measures.REPORTS, **REPORTS)
def on_time(cohort):
    return _each(cohort, lambda found: amount(sum(row[0] for row in found)))


@reader("reports.on_time_rate", _("Share of reports handed in on time"), unit="%", **REPORTS)
def on_time_rate(cohort):
    def value(found):
        punctual = sum(row[0] for row in found)
        return rate(punctual, len(found), f"应报 {len(found)} 份，按时 {punctual} 份", NONE_DUE)

    return _each(cohort, value)


@reader("reports.accepted", _("Reports accepted"), unit=measures.REPORTS, **REPORTS)
def accepted(cohort):
    return _each(cohort, lambda found: amount(sum(row[1] for row in found)))


@reader(
    "reports.complete", _("Reports with every section filled"), unit=measures.REPORTS, **REPORTS
)
def complete(cohort):
    return _each(cohort, lambda found: amount(sum(row[2] for row in found)))


@reader("reports.complete_rate", _("Share of reports complete"), unit="%", **REPORTS)
def complete_rate(cohort):
    def value(found):
        whole = sum(row[2] for row in found)
        return rate(whole, len(found), f"应报 {len(found)} 份，完整 {whole} 份", NONE_DUE)

    return _each(cohort, value)
