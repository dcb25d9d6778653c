"""Published cards that a cadre's unit went into: the period is closed to a change of it."""

from assessments.cards.models.cards import Card
from assessments.schemes.models.schemes import SubjectKind
from cadres.models import Posting
from cadres.periods import parse_period
from cadres.registry.closures import closes


@closes
def published_cards(cadre, since):
    """Published periods of units or cadres in which he was in post; a SELECT for each of them."""
    cards = Card.objects.filter(
        scheme__county=cadre.unit.county_id,
        state=Card.State.PUBLISHED,
        scheme__subject__in=[SubjectKind.UNIT, SubjectKind.CADRE],
    )
    periods = cards.order_by("period").values_list("period", flat=True).distinct()
    for period in map(parse_period, periods):
        served = Posting.objects.filter(cadre=cadre).during(period.first_day, period.last_day)
        if period.last_day >= since and served.exists():
            yield period.label()
