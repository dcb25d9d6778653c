"""READERS: the facts the system's own records can answer, each by one query for all subjects.

A reader is registered under the dotted name that a scheme writes in its fact column.

    @reader("matters.due", _("Matters due"), unit=measures.CASES, kinds=LOCAL, opens="…")
    def due(cohort):
        return {subject code: FactValue}

A subject that a reader leaves out is *missing*; one to which it cannot apply gets
`not_applicable(reason)`. Neither is ever a 0.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import wraps

from django.db.models import Count

from assessments.scoring import FactValue

CENT = Decimal("0.01")
LOCAL = frozenset({"village", "township", "team", "cadre"})
EVERY = LOCAL | {"unit"}

READERS = {}


@dataclass(frozen=True)
class Reader:
    """`kinds` are the subject kinds it serves; `opens` is the URL name of the rows it counts;
    `clause` is the founding rule it answers to, '' when none."""

    name: str
    title: object
    unit: object
    clause: str
    kinds: frozenset
    opens: str
    read: Callable


def reader(name, title, *, unit="", clause="", kinds=EVERY, opens=""):
    """Register the decorated `cohort -> {subject code: FactValue}` under `name`."""

    def register(read):
        READERS[name] = Reader(name, title, unit, clause, kinds, opens, read)
        return read

    return register


def once_per_cohort(query):
    """A query that several readers of one cohort need is run once."""

    @wraps(query)
    def once(cohort):
        if query not in cohort.memo:
            cohort.memo[query] = query(cohort)
        return cohort.memo[query]

    return once


def amount(number, note=""):
    return FactValue(Decimal(number), note=note)


def not_applicable(reason):
    return FactValue(na=True, note=reason)


def rate(part, whole, note, reason):
    """part of whole in percent, two decimals, half up; not applicable when there is no whole.

    What is compared with a target is what is printed, so the rate is rounded here (SCORING §4).
    """
    if not whole:
        return not_applicable(reason)
    share = (Decimal(part) * 100 / Decimal(whole)).quantize(CENT, ROUND_HALF_UP)
    return FactValue(share, note=note)


def yes_no(holds, note=""):
    """1 when it holds, 0 when not."""
    return amount(int(bool(holds)), note)


def count_where(**conditions):
    """Annotations that count the rows of a group under each condition (a Q, None = all)."""
    return {f"n_{name}": Count("pk", filter=condition) for name, condition in conditions.items()}


def tally(cohort, names, rows):
    """{subject: {name: sum}} of (village, day, *counts) rows; every member has its zeros.

    `rows` come grouped from the database; an event is counted for whoever had the village that day.
    """
    sums = {code: dict.fromkeys(names, 0) for code in cohort.members}
    for village, day, *counts in rows:
        for subject in cohort.owners(village, day):
            mine = sums[subject]
            for name, count in zip(names, counts, strict=True):
                mine[name] += count
    return sums
