"""One cut-off for every rate: rows and their query agree, on each side of the day of asking."""

from datetime import date, timedelta

import pytest

from cadres.calendar.cutoff import counts, last_counted
from cadres.models import Matter
from cadres.periods import Quarter

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize("answered", [False, True])
@pytest.mark.parametrize(("days", "counted"), [(-1, True), (0, False), (15, False)])
def test_what_is_due_counts_once_its_day_is_over_or_it_is_done(cast, days, counted, answered):
    due = TODAY + timedelta(days)
    done = TODAY - timedelta(2) if answered else None
    matter = Matter.raise_new(
        cast.cadre, village=cast.places.village, title="路灯", category="roads", raised_on=TODAY
    )
    Matter.objects.filter(pk=matter.pk).update(due_on=due, closed_on=done)
    assert counts(due, done, TODAY) is (counted or answered)
    assert Matter.objects.counted(TODAY).exists() is (counted or answered)


@pytest.mark.parametrize(("day", "last"), [(TODAY, TODAY), (date(2027, 1, 5), date(2026, 12, 31))])
def test_days_are_counted_to_the_day_of_asking(day, last):
    assert last_counted(Quarter(2026, 4), day) == last
