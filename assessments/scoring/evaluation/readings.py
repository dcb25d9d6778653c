"""What was measured: the facts of one subject as a line's method wants them (§1, §3, §6)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, NamedTuple

from assessments.scoring.arithmetic.exact import ZERO
from assessments.scoring.cells.rules import Rule
from assessments.scoring.records.cards import number_text
from assessments.scoring.records.facts import FactValue, OtherResult, Subject
from assessments.scoring.table.storage import is_scorer

NA: Final = object()
"""The reading of a line that does not apply."""


class Lack(NamedTuple):
    """Missing, though something is there: too few ballots or scorers, or an unusable value."""

    reason: str
    have: Any
    need: Any


class Ballots(NamedTuple):
    """Counted ballots: (label, count, weight or None) for each label, and how many count."""

    counts: tuple[tuple[str, Decimal, Decimal | None], ...]
    total: Decimal


class Scores(NamedTuple):
    """What scorers entered: the scores that count, and those left out by `drop`."""

    kept: tuple[Decimal, ...]
    dropped: tuple[Decimal, ...]


class Quarterly(NamedTuple):
    """The quarters that count: (number, points, weight)."""

    quarters: tuple[tuple[int, Decimal, Decimal], ...]


Reading = Any
"""A value as the method wants it; None or `Lack` when missing; `NA` when not applicable."""
Read = Callable[[Mapping[str, FactValue]], Reading]


def is_missing(reading: Reading) -> bool:
    return reading is None or isinstance(reading, Lack)


def reader(rule: Rule, codes: Collection[str]) -> Read:
    """How the row's facts are read from all facts of a subject; `codes` are all codes that any
    subject has a fact for, the scorers' among them."""
    match rule.method:
        case "label":
            return _label(rule)
        case "votes":
            return _votes(rule)
        case "score":
            return _score(rule, codes)
    return _number(rule.fact)


def _number(code: str) -> Read:
    def read(facts: Mapping[str, FactValue]) -> Reading:
        fact = facts.get(code)
        if fact is None:
            return None
        if fact.value is not None:
            return fact.value
        return NA if fact.na else Lack("text", fact.label, None)

    return read


def _label(rule: Rule) -> Read:
    table = rule.params["map"]

    def read(facts: Mapping[str, FactValue]) -> Reading:
        fact = facts.get(rule.fact)
        if fact is None or fact.na:
            return None if fact is None else NA
        label = number_text(fact.value) if fact.value is not None else fact.label
        return label if table.get(label) is not None else Lack("label", label, None)

    return read


def _votes(rule: Rule) -> Read:
    labels = [(label, f"{rule.fact}.{label}") for label in rule.params["weights"]]

    def read(facts: Mapping[str, FactValue]) -> Reading:
        bare = facts.get(rule.fact)
        if bare is not None and bare.na:
            return NA
        found = {label: facts[code].value for label, code in labels if code in facts}
        counts = {label: count for label, count in found.items() if count is not None}
        return _ballots(rule, counts) if counts else None

    return read


def _ballots(rule: Rule, counts: Mapping[str, Decimal]) -> Reading:
    weights: Mapping[str, Decimal | None] = rule.params["weights"]
    every = rule.params["count"] == "all"
    rows = tuple((label, counts.get(label, ZERO), weight) for label, weight in weights.items())
    total = sum((count for _, count, weight in rows if every or weight is not None), ZERO)
    least = rule.params["min"]
    return Ballots(rows, total) if total and total >= least else Lack("ballots", total, least)


def _score(rule: Rule, codes: Collection[str]) -> Read:
    prefix = rule.fact + "."
    scorers = [c for c in codes if c.startswith(prefix) and is_scorer(c[len(prefix) :])]
    known: dict[tuple[int, ...], Reading] = {}  # the same facts are the same reading

    def read(facts: Mapping[str, FactValue]) -> Reading:
        entered = [facts[code] for code in (rule.fact, *scorers) if code in facts]
        key = tuple(map(id, entered))
        if key not in known:
            known[key] = _scores(entered, rule.params["drop"])
        return known[key]

    return read


def _scores(entered: Sequence[FactValue], drop: int) -> Reading:
    scores = sorted(fact.value for fact in entered if fact.value is not None)
    if not scores:
        return NA if any(fact.na for fact in entered) else None
    need = 2 * drop + 1
    if len(scores) < need:
        return Lack("scorers", len(scores), need)
    kept = scores[drop : len(scores) - drop]
    return Scores(tuple(kept), (*scores[:drop], *scores[len(scores) - drop :]) if drop else ())


def other_result(
    rule: Rule, subject: Subject, others: Mapping[tuple[str, str], OtherResult]
) -> Reading:
    """The result that a `from` line cites; missing when there is none yet or it waits."""
    kin = rule.params["subject"]
    code = subject.code if kin == "self" else subject.related.get(kin, "")
    other = others.get((rule.params["scheme"], code))
    if other is None or other.total is None:
        return None
    wants_share = rule.params["value"] == "share"
    return other if not wants_share or other.possible else None


def year_of(rule: Rule, quarters: Sequence[Mapping[str, Decimal | None] | None]) -> Reading:
    """A quarter line's year: from its points in the four quarters of one subject. None stands for
    a quarter not graded; a line that left every quarter's card leaves the year's too."""
    kind, weights = rule.params["combine"]
    seen = [
        (number, points[rule.code])
        for number, points in enumerate(quarters, start=1)
        if points is not None and rule.code in points
    ]
    found = [(number, points) for number, points in seen if points is not None]
    if not found:
        return NA if seen else None
    counted = tuple((n, points, weights[n - 1] if weights else ZERO) for n, points in found)
    if kind == "weights" and not any(weight for _, _, weight in counted):
        return None
    return Quarterly(counted[-1:] if kind == "last" else counted)
