"""Promises due and kept, and the votes, as facts of a scheme."""

from datetime import date
from decimal import Decimal

import pytest

from assessments.evidence import READERS, Cohort
from cadres.models import Commitment, DutyReview
from cadres.periods import Quarter

pytestmark = pytest.mark.both

FIRST = Quarter(2026, 1)


@pytest.fixture
def read(cast):
    def value(name, subject, kind="village", period=FIRST):
        return READERS[name].read(Cohort("441621", kind, period))[subject]

    return value


def promise(cast, state, due_on, settled_on=None):
    return Commitment.objects.create(
        village=cast.places.village,
        year=2026,
        promiser="team",
        kind="deed",
        text="路灯",
        standard="亮",
        person="温国强",
        due_on=due_on,
        state=state,
        settled_on=settled_on,
    )


def test_kept_in_time_of_what_fell_due(cast, read):
    village, due = cast.places.village.pk, date(2026, 3, 31)
    promise(cast, "kept", due, due)
    promise(cast, "kept", due, date(2026, 4, 1))
    promise(cast, "published", due)
    promise(cast, "proposed", due)
    promise(cast, "kept", date(2026, 4, 1), due)
    assert read("commitments.due", village).value == 3
    assert read("commitments.kept_rate", village).value == Decimal("33.33")
    assert read("commitments.kept_rate", "441621102", "township").value == Decimal("33.33")


def test_nothing_due_and_nobody_asked_are_not_applicable(cast, read):
    village = cast.places.village.pk
    assert read("commitments.kept_rate", village).na
    assert read("commitments.satisfied_rate", village).na


def test_votes_of_the_period_are_added_up(cast, read):
    for on, satisfied in ((date(2026, 1, 20), 10), (date(2026, 3, 20), 5), (date(2026, 4, 1), 99)):
        DutyReview.objects.create(
            village=cast.places.village,
            promiser="branch",
            on=on,
            meeting="党员大会",
            said="述职",
            satisfied=satisfied,
            fairly=3,
            dissatisfied=1,
        )
    # 10 + 3 + 5 + 3 of 10 + 3 + 1 + 5 + 3 + 1
    assert read("commitments.satisfied_rate", cast.places.village.pk).value == Decimal("91.30")
