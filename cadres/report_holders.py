"""In whose hands the reports of a county are, since when, and who sits on one too long."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils import timezone

from accounts.models import Role, User
from villages.models import ProgrammeRule

from .models import QuarterlyReport
from .workdays import workdays, worked_since

LIMIT = "report_review_days"


def is_escalated(report, today):
    """Whether the reviewer has had it for more working days than the rule allows."""
    if report.state != QuarterlyReport.State.SUBMITTED:
        return False
    since = timezone.localdate(report.held_since)
    return worked_since(since, today) > ProgrammeRule.number(LIMIT)


def _worked(report, days):
    """How many of the working `days` up to today it has lain since the day it came."""
    since = timezone.localdate(report.held_since)
    return sum(since < day for day in days)


@dataclass(frozen=True)
class Hand:
    """One holder: `reports` [(report, days)] the longest held first."""

    name: str
    reviews: bool
    reports: list
    oldest: int
    escalated: list


def hands(reports, today):
    """[Hand] of reports not yet accepted: reviewers first, then by the oldest. Two queries."""
    held = [report for report in reports if not report.is_frozen]
    since = min((timezone.localdate(report.held_since) for report in held), default=today)
    days, limit = workdays(since, today), ProgrammeRule.number(LIMIT)
    by_name = defaultdict(list)
    for report in held:
        by_name[(not report.is_with_author, str(report.holder_name))].append(report)
    return sorted(
        (_hand(*key, rows, today, days, limit) for key, rows in by_name.items()),
        key=lambda hand: (not hand.reviews, -hand.oldest, hand.name),
    )


def _hand(reviews, name, rows, today, days, limit):
    aged = sorted(((row, row.days_held(today)) for row in rows), key=lambda pair: -pair[1])
    late = [row for row in rows if reviews and _worked(row, days) > limit]
    return Hand(name, reviews, aged, aged[0][1], late)


def reviewers(report):
    """Users of the county office who may review this report: nobody of its own unit."""
    people = User.objects.filter(role=Role.COUNTY, area_code=report.county_id, is_active=True)
    if report.unit_id:
        people = people.exclude(pk__in=report.unit.liaisons.values("pk"))
    return people.order_by("name", "pk")
