"""驻村补助: who is paid what for a month, as a list that finance takes over (S3 四(三)).

Members sent by the county's units to villages outside the urban townships; the rule's rate a month,
by days in post, a person's day once. The county's list and its sum are made from the same rows.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from cadres.calendar.days import Span, own_days
from cadres.registry.models.postings import Posting
from villages.models import ProgrammeRule

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Paid:
    """The days of `span` at a `rate` a month of `whole` days."""

    span: Span
    whole: int
    rate: Decimal

    @property
    def first(self):
        return self.span.first

    @property
    def last(self):
        return self.span.last

    @property
    def days(self):
        return self.span.days

    @property
    def share(self):
        """Yuan, to the cent: what the person's days come to with these, less what they came to
        before, so that the parts of a month add up to the month."""
        before = self.span.before
        return self._up_to(before + self.days) - self._up_to(before)

    def _up_to(self, days):
        return (self.rate * days / self.whole).quantize(CENT, ROUND_HALF_UP)


@dataclass(frozen=True)
class Allowance(Paid):
    """One posting's own days in the month; `amount` in yuan."""

    posting: Posting

    @property
    def amount(self):
        return self.share


def allowances(user, month):
    """[Allowance] of a Month for the postings this user sees, village by village: 3 queries."""
    rate, whole = ProgrammeRule.number("allowance"), month.last_day.day
    entitled = _entitled(month)
    seen = entitled.visible_to(user).select_related("cadre__unit", "team__village__township")
    seen = list(seen.order_by("team__village", "role", "cadre__sort_key", "since"))
    # Postings that this user does not see take their days all the same.
    known = entitled.filter(cadre__in=[posting.cadre_id for posting in seen])
    spans = own_days(known.only("cadre", "since", "until"), month.first_day, month.last_day)
    return [
        Allowance(spans[posting.pk], whole, rate, posting)
        for posting in seen
        if posting.pk in spans
    ]


def _entitled(month):
    """Postings of the month in the county's units' name, outside the urban townships."""
    rows = Posting.objects.during(month.first_day, month.last_day)
    return rows.filter(cadre__unit__township=None, team__village__township__is_urban=False)


def total(rows):
    return sum((row.amount for row in rows), Decimal("0.00"))
