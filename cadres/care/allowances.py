"""驻村补助: who is paid what for a month, as a list that finance takes over (S3 四(三)).

Members sent by the county's units to villages outside the urban townships; the rule's rate a month,
by days in post. The county's list and its sum are made from the same rows.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from cadres.registry.models.postings import Posting
from villages.models import ProgrammeRule

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Allowance:
    """One posting's days [first, last] in the month, of `whole` days; `amount` in yuan."""

    posting: Posting
    first: date
    last: date
    whole: int
    rate: Decimal

    @property
    def days(self):
        return (self.last - self.first).days + 1

    @property
    def amount(self):
        return part(self.rate, self.days, self.whole)


def part(rate, days, whole):
    """rate × days ÷ days of the month, to the cent, half up."""
    return (rate * days / whole).quantize(CENT, ROUND_HALF_UP)


def allowances(user, month):
    """[Allowance] of a Month for the postings this user sees, village by village: 2 queries."""
    rate = ProgrammeRule.number("allowance")
    postings = Posting.objects.visible_to(user).during(month.first_day, month.last_day)
    entitled = postings.filter(cadre__unit__township=None, team__village__township__is_urban=False)
    entitled = entitled.select_related("cadre__unit", "team__village__township")
    return [
        _of(posting, month, rate)
        for posting in entitled.order_by("team__village", "role", "cadre__sort_key", "since")
    ]


def _of(posting, month, rate):
    first = max(posting.since, month.first_day)
    last = min(posting.until or month.last_day, month.last_day)
    return Allowance(posting, first, last, month.last_day.day, rate)


def total(rows):
    return sum((row.amount for row in rows), Decimal("0.00"))
