"""Compiling the county's report: sums of the accepted reports, and who is missing.

Only townships are summed up: their numbers hold every team of the county once.
"""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from accounts import ledger
from cadres.documents.numbers import percent
from cadres.matters.models import Matter
from cadres.workflow.transitions import transition
from villages.models import County

from .models.county_reports import CountyReport
from .models.deadlines import set_calendar
from .models.reports import QuarterlyReport
from .models.sections import ReportKind, ReportSection
from .numbers import NUMBERS

FIGURES = (
    "villages.count",
    "teams.count",
    "people.posted",
    "presence.expected",
    "presence.present",
    "matters.due",
    "matters.on_time",
    "matters.late",
)


def accepted(county, span):
    """[QuarterlyReport] of the townships, accepted, in order."""
    rows = QuarterlyReport.objects.filter(county=county, township__isnull=False).of_period(span)
    return list(
        rows.filter(state=QuarterlyReport.State.ACCEPTED).with_bodies().order_by("township")
    )


def missing(county, span):
    """[[who, state]] of every report opened and not accepted, townships first."""
    rows = QuarterlyReport.objects.filter(county=county).of_period(span).with_bodies()
    rows = rows.exclude(state=QuarterlyReport.State.ACCEPTED)
    return [
        [str(row.body), row.state]
        for row in sorted(rows, key=lambda row: (row.unit_id or "", row.township_id or ""))
    ]


def add_up(parts):
    """{number code: text or None}: the sum of the parts; a share from the sums of its two."""
    totals = {code: _sum(parts, code) for code in NUMBERS}
    for code, number in NUMBERS.items():
        if number.of:
            part, whole = (totals[each] for each in number.of)
            totals[code] = percent(part, whole) if part is not None and whole else None
    return {code: NUMBERS[code].shown(value) for code, value in totals.items()}


def _sum(parts, code):
    known = [Decimal(part[code]) for part in parts if part.get(code) is not None]
    return sum(known) if known else None


def matters_of(reports):
    """[[category, due, in time, late]] added up over the reports."""
    by_category = {}
    for report in reports:
        for category, *counts in report.tables.get("matters", []):
            before = by_category.get(category, [0] * len(counts))
            by_category[category] = [a + b for a, b in zip(before, counts, strict=True)]
    order = Matter.Category.values
    return [[key, *by_category[key]] for key in sorted(by_category, key=order.index)]


def _read(county, span):
    reports = accepted(county, span)
    parts = [
        {"report": each.pk, "body": str(each.township), "figures": each.figures} for each in reports
    ]
    return {
        "parts": parts,
        "figures": add_up([part["figures"] for part in parts]),
        "tables": {"matters": matters_of(reports)},
        "missing": missing(county, span),
        "taken_at": timezone.now(),
    }


@transaction.atomic
def begin(county, span, by):
    """The county's report of a period, compiled from what is accepted now; made once."""
    County.objects.select_for_update(no_key=True).get(pk=county.pk)
    there = CountyReport.objects.filter(county=county, period=str(span)).first()
    if there:
        return there
    set_calendar(county, ReportKind.COUNTY, span)
    report = CountyReport(
        county=county,
        period=str(span),
        layout=ReportSection.objects.layout(ReportKind.COUNTY),
        **_read(county, span),
    )
    return ledger.write(report, by, gettext_noop("compile"))


def compile_again(report, by):
    """Sum up what is accepted by now, while it is a draft; what was written stays."""
    return transition(
        report,
        by,
        gettext_noop("compile"),
        when=lambda row: row.is_draft,
        before=lambda row: row.reading(),
        **_read(report.county, report.span),
    )


def by_township(report):
    """([code], [[township, text…]], [total text…]) of the annex; the totals are the report's."""
    rows = [
        [part["body"], *[part["figures"].get(code) for code in FIGURES]] for part in report.parts
    ]
    return FIGURES, rows, [report.figures.get(code) for code in FIGURES]
