"""The acceptance of three years as a fact of a scheme."""

from datetime import UTC, date, datetime

import pytest

from assessments.evidence import READERS, Cohort
from cadres.models import Acceptance
from cadres.periods import Year

pytestmark = pytest.mark.both

WHEN = datetime(2026, 4, 20, 2, tzinfo=UTC)


@pytest.fixture
def read(cast):
    def value(subject, kind="village", year=2026):
        return READERS["acceptance.passed"].read(Cohort("441621", kind, Year(year)))[subject]

    return value


def accept(cast, conclusion, approved_at=WHEN, state="approved", **place):
    place = place or {"village": cast.places.village, "place_code": cast.places.village.pk}
    number = Acceptance.objects.count() + 1
    return Acceptance.objects.create(
        batch=cast.batch,
        since=date(2023, 1, 8),
        until=date(2026, 1, 7),
        round=number,
        read_at=WHEN,
        held_since=WHEN,
        state=state,
        conclusion=conclusion,
        approved_at=approved_at,
        **place,
    )


@pytest.mark.parametrize(("conclusion", "value"), [("passed", 1), ("mend", 0), ("failed", 0)])
def test_passed_is_one_and_anything_else_nought(cast, read, conclusion, value):
    accept(cast, conclusion)
    assert read(cast.places.village.pk).value == value


def test_the_last_round_of_the_period_counts(cast, read):
    accept(cast, "failed")
    accept(cast, "passed", WHEN.replace(month=9))
    accept(cast, "failed", WHEN.replace(year=2027))
    found = read(cast.places.village.pk)
    assert (found.value, found.note) == (1, "2026-09-20 验收合格")


def test_without_an_approved_conclusion_it_does_not_apply(cast, read):
    accept(cast, "passed", None, "examined")
    assert read(cast.places.village.pk).na
    assert read(cast.places.second.pk).na


def test_a_township_has_its_own(cast, read):
    accept(cast, "passed", township=cast.places.town, place_code=cast.places.town.pk)
    assert read(cast.places.town.pk, "township").value == 1
    assert read(cast.places.village.pk).na
