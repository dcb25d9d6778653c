"""A person's day is one day, however many postings hold it: in pay, presence and papers."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from cadres.attendance.presence import READ, presence
from cadres.calendar.days import own_days
from cadres.care.allowances import allowances
from cadres.circulars.draft import draft
from cadres.models import Posting, WorkTeam
from cadres.periods import Month, Quarter
from cadres.reports.models.reports import QuarterlyReport
from cadres.reports.records import Records
from tests.stage import layer

MAY = Month(2026, 5)
HANDOVER = date(2026, 5, 15)
TO_HANDOVER = (MAY.first_day, HANDOVER)


@layer
def moved(cast):
    """C001 leaves 洋头村 on 15 May and begins in 礼坑村, the same township, on that day."""
    cast.posting.until = HANDOVER
    cast.posting.save()
    team = WorkTeam.objects.create(
        code="T224", village=cast.places.second, batch=cast.batch, size=1
    )
    return Posting.objects.create(cadre=cast.person, team=team, since=HANDOVER)


def of_person(user):
    return [row for row in allowances(user, MAY) if row.posting.cadre_id == "C001"]


def test_the_day_of_handover_is_paid_once(cast, moved):
    rows = of_person(cast.county)
    assert [row.days for row in rows] == [15, 16]
    assert [(row.first.day, row.last.day) for row in rows] == [(1, 15), (16, 31)]
    assert sum(row.amount for row in rows) == Decimal("300.00")


def test_without_a_shared_day_the_month_is_whole_too(cast, moved):
    Posting.objects.filter(pk=moved.pk).update(since=date(2026, 5, 16))
    assert [row.days for row in of_person(cast.county)] == [15, 16]


def test_many_parts_of_a_month_add_up_to_the_month(cast, moved):
    """Each rounded for itself would be 3 × 96.77 + 9.68 = 299.99."""
    first = date(2026, 5, 1)
    Posting.objects.filter(pk=cast.posting.pk).update(since=first, until=date(2026, 5, 10))
    Posting.objects.filter(pk=moved.pk).update(since=date(2026, 5, 10), until=date(2026, 5, 20))
    for begins, ends in ((20, 30), (30, None)):
        Posting.objects.create(
            cadre=cast.person,
            team=cast.team,
            since=first.replace(day=begins),
            until=ends and first.replace(day=ends),
        )
    rows = sorted(of_person(cast.county), key=lambda row: row.first)
    assert [row.days for row in rows] == [10, 10, 10, 1]
    assert sum(row.amount for row in rows) == Decimal("300.00")


def test_an_office_that_sees_one_of_the_villages_counts_the_same_days(cast, moved):
    Posting.objects.filter(pk=moved.pk).update(team=cast.next_team)
    assert [row.days for row in of_person(cast.township)] == [15]
    assert [row.days for row in of_person(cast.neighbour)] == [16]


def test_an_unpaid_posting_takes_no_day_from_a_paid_one(cast, moved):
    Posting.objects.filter(pk=moved.pk).update(team=cast.next_team)
    cast.places.town.is_urban = True
    cast.places.town.save()
    assert [row.days for row in of_person(cast.county)] == [17]


def test_the_last_day_counts(cast, moved):
    Posting.objects.filter(pk=moved.pk).update(until=date(2026, 5, 31))
    assert sum(row.days for row in of_person(cast.county)) == 31


def test_presence_counts_the_day_of_handover_once(cast, moved):
    rows = Posting.objects.filter(cadre=cast.person).prefetch_related(*READ)
    assert presence(rows, HANDOVER, HANDOVER) == (1, 1)
    assert presence(rows.filter(pk=moved.pk), HANDOVER, HANDOVER) == (1, 1)


def test_a_township_reports_one_person_and_one_day(cast, moved):
    records = Records(cast.places.county, Quarter(2026, 2), HANDOVER)
    body = records.of(QuarterlyReport(township=cast.places.town))
    whole = [row for row in body.teams_by_village() if row[0] in {"洋头村", "礼坑村"}]
    assert len(body.people) == 1 == sum(row[1] for row in whole)
    assert body.duty.expected == sum(row[2] for row in whole)
    alone = presence(
        [each for each in records.postings if each.pk == cast.posting.pk], *TO_HANDOVER
    )
    assert presence(body.postings, *TO_HANDOVER) == alone


def test_a_circular_names_the_person_once(cast, moved):
    _drafted, figures = draft(
        cast.places.county, cast.places.town, MAY, MAY.last_day + timedelta(1)
    )
    whole = figures["bodies"]["sum"]
    assert [row["cadres"] for row in figures["bodies"]["rows"]] == [1, 1]
    assert whole["cadres"] == 1
    rows = Posting.objects.filter(team__village__township=cast.places.town)
    rows = rows.prefetch_related(*READ)
    assert whole["expected"] == presence(rows, MAY.first_day, MAY.last_day)[0]


@pytest.mark.parametrize(
    ("stays", "days"),
    [
        ([(1, 15), (15, 31)], [15, 16]),
        ([(1, 31), (10, 20)], [31, None]),
        ([(1, 20), (10, 31)], [20, 11]),
        ([(15, 15), (15, 15)], [1, None]),
        ([(None, None)], [31]),
    ],
)
def test_no_day_is_in_two_spans(stays, days):
    rows = [_Stay(at, *stay) for at, stay in enumerate(stays)]
    spans = own_days(rows, MAY.first_day, MAY.last_day)
    assert [spans[at].days if at in spans else None for at in range(len(rows))] == days


class _Stay:
    cadre_id = "C001"

    def __init__(self, pk, first, last):
        self.pk = pk
        self.since = first and date(2026, 5, first)
        self.until = last and date(2026, 5, last)
