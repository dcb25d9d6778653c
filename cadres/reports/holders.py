"""In whose hands the reports of a county are, since when, and who sits on one too long."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from accounts.models import Role, User
from cadres.calendar.workdays import LONGEST_REST, workdays
from villages.models import ProgrammeRule

from .models.reports import QuarterlyReport

LIMIT = "report_review_days"


def overdue_before(today):
    """A review that came before this day is overdue: more working days have passed since than the
    rule allows. Two queries."""
    limit = int(ProgrammeRule.number(LIMIT))
    long_ago = today - LONGEST_REST - timedelta(days=2 * limit + 7)
    return workdays(long_ago, today)[-limit - 1]


def is_escalated(report, before):
    """Whether the reviewer sits on it, by `overdue_before`."""
    waits = report.state == QuarterlyReport.State.SUBMITTED
    return waits and timezone.localdate(report.held_since) < before


@dataclass(frozen=True)
class Hand:
    """One holder: `reports` [(report, days)] the longest held first."""

    name: str
    reviews: bool
    reports: list
    oldest: int
    escalated: list


def reports_by_holder(reports, today):
    """[Hand] of reports not yet accepted: reviewers first, then by the oldest. Two queries."""
    by_name, before = defaultdict(list), overdue_before(today)
    for report in reports:
        if not report.is_frozen:
            by_name[(not report.is_with_author, str(report.holder_name))].append(report)
    return sorted(
        (_hand(*key, rows, today, before) for key, rows in by_name.items()),
        key=lambda hand: (not hand.reviews, -hand.oldest, hand.name),
    )


def _hand(reviews, name, rows, today, before):
    aged = sorted(((row, row.days_held(today)) for row in rows), key=lambda pair: -pair[1])
    late = [row for row in rows if is_escalated(row, before)]
    return Hand(name, reviews, aged, aged[0][1], late)


def reviewers(report):
    """Users of the county office who may review this report: nobody of its own unit."""
    people = User.objects.filter(role=Role.COUNTY, area_code=report.county_id, is_active=True)
    if report.unit_id:
        people = people.exclude(pk__in=report.unit.liaisons.values("pk"))
    return people.order_by("name", "pk")
