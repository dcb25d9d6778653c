"""What the phone of a cadre is told of the own score."""

from django.utils import timezone

from cadres.phone.state import add_part

from .my_cards import own_cards


def score_part(user, today):
    """What the phone is told before each sync: {period, state, points, full, url, at}, or None."""
    own = next(iter(own_cards(user, today)), None)
    if own is None:
        return None
    points, full = own.portion
    return {
        "period": own.card.period,
        "state": own.state,
        "points": f"{points:f}",
        "full": f"{full:f}",
        "url": own.href,
        "at": timezone.localtime(own.card.computed_at).isoformat(timespec="minutes"),
    }


add_part("score", score_part)
