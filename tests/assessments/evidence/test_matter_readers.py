"""Matters and diary entries; nothing due is not applicable, and no 0."""

from datetime import date
from decimal import Decimal

import pytest

from cadres.models import (
    DiaryEntry,
    Matter,
    Posting,
)
from tests.assessments.evidence.readings import HOME, NEXT, TOWN, matter, note, read

pytestmark = pytest.mark.both


@pytest.fixture
def matters(cast):
    matter(HOME, date(2026, 4, 1), closed=date(2026, 4, 1), told=date(2026, 4, 2))
    matter(HOME, date(2026, 6, 30), closed=date(2026, 7, 1))
    matter(HOME, date(2026, 5, 1))
    matter(HOME, date(2026, 7, 1))  # falls due in the next quarter
    matter("441621102224", date(2026, 5, 1), closed=date(2026, 4, 30))
    return cast


@pytest.mark.parametrize(
    ("code", "home", "township", "nobody"),
    [
        ("matters.due", 3, 4, 0),
        ("matters.closed", 2, 3, 0),
        ("matters.on_time", 1, 2, "NA"),
        ("matters.on_time_rate", Decimal("33.33"), 50, "NA"),
        ("matters.closed_rate", Decimal("66.67"), 75, "NA"),
        ("matters.told_rate", 50, Decimal("33.33"), "NA"),
        ("matters.overdue", 2, 2, 0),
    ],
)
def test_matters_that_fell_due(matters, code, home, township, nobody):
    found = read("village", code)
    assert (found[HOME], found[NEXT]) == (home, nobody)
    assert read("township", code)[TOWN] == township
    assert read("team", code)["T223"] == home


def test_a_cadre_answers_for_the_days_of_the_posting(matters):
    Posting.objects.filter(pk=matters.posting.pk).update(since=date(2026, 5, 1))
    assert read("cadre", "matters.due")["C001"] == 2  # May 1 and June 30, not April 1


def test_satisfaction_is_a_share_of_those_who_said_anything(matters):
    assert read("village", "matters.satisfied_rate")[HOME] == "NA"
    here = Matter.objects.filter(village=HOME).order_by("pk")
    for row, said in zip(here, ("yes", "fair", "no"), strict=False):
        Matter.objects.filter(pk=row.pk).update(satisfaction=said)
    assert read("village", "matters.satisfied_rate")[HOME] == Decimal("66.67")


def test_nothing_due_has_its_reason_in_words(cast):
    assert note("village", "matters.on_time_rate", HOME) == "本期没有到期的民情事项"


def test_diary_entries_count_only_while_they_wait_to_be_mended(cast):
    for number, state in enumerate(("received", "returned", "returned")):
        DiaryEntry.objects.create(
            cadre=cast.person,
            posting=cast.posting,
            unit=cast.water,
            village=cast.places.village,
            on=date(2026, 4, 1 + number),
            tasks="economy",
            text="走访",
            state=state,
            payload_sha256="0" * 64,
        )
    assert read("village", "diary.returned_open") == {HOME: 2, "441621102224": 0, NEXT: 0}
