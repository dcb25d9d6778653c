"""Whose is a day? The days of postings within a span, each day of a person once.

A stay is a row with `pk`, `since` and `until` (None: it goes on), both in force; postings are such
rows. Where one ends and the next begins on the same day, the day of handover, the person has served
in both and is counted and paid once: in the one that began earlier.
"""

from datetime import date, timedelta
from operator import attrgetter
from typing import NamedTuple


class Span(NamedTuple):
    """[first, last], both in force; `before` days of the same person came earlier."""

    first: date
    last: date
    before: int = 0

    @property
    def days(self):
        return (self.last - self.first).days + 1

    def __contains__(self, day):
        return self.first <= day <= self.last


def own_days(stays, first, last, person=attrgetter("cadre_id")):
    """{stay.pk: Span} within [first, last], no day of a `person` in two; a stay without a day of
    its own is left out."""
    spans, last_of, days_of = {}, {}, {}
    for stay in sorted(stays, key=lambda stay: (stay.since or first, stay.pk)):
        who = person(stay)
        begins = max(stay.since or first, first, last_of.get(who, date.min) + timedelta(days=1))
        ends = min(stay.until or last, last)
        if begins <= ends:
            spans[stay.pk] = span = Span(begins, ends, days_of.get(who, 0))
            last_of[who], days_of[who] = ends, span.before + span.days
    return spans
