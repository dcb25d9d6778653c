"""A graded quarter on which everybody has work."""

from datetime import date, timedelta

from django.utils import timezone

from cadres.models import Leave, Matter, QuarterlyReport
from tests.assessments.graded import PERIOD, graded
from tests.stage import layer


def matter(village, number, due, closed=None, holder="team"):
    return Matter.objects.create(
        number=f"441621-2026-{number:04d}",
        village=village,
        title="修路灯",
        category="roads",
        raised_on=date(2026, 1, 5),
        due_on=due,
        closed_on=closed,
        holder=holder,
        held_since=date(2026, 1, 5),
    )


@layer
def busy(cast):
    """A graded quarter with matters, reports and leave of every kind."""
    graded(cast)
    place, town = cast.places, cast.places.town
    matter(place.village, 1, date(2026, 2, 1), date(2026, 1, 30))
    matter(place.village, 2, date(2026, 2, 2), date(2026, 2, 9))
    matter(place.next_door, 3, date(2026, 3, 1), holder="county")
    matter(place.village, 4, date(2026, 6, 1), date(2026, 5, 30))
    now = timezone.now()
    common = {
        "county": place.county,
        "period": PERIOD,
        "due_on": date(2026, 4, 5),
        "held_since": now,
    }
    QuarterlyReport.objects.create(
        township=town, state="submitted", first_submitted_at=now, **common
    )
    QuarterlyReport.objects.create(township=place.neighbour, **common)
    QuarterlyReport.objects.create(
        unit=cast.water, state="submitted", first_submitted_at=now, **common
    )
    today = timezone.localdate()
    Leave.objects.create(
        posting=cast.posting,
        reason="家事",
        since=today,
        until=today + timedelta(days=6),
        state="requested",
        decider="county",
    )
    Leave.objects.create(
        posting=cast.next_posting,
        reason="看病",
        since=today,
        until=today,
        state="approved",
        decider="township",
    )
    return cast
