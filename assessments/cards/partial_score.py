"""What a card has so far: points and full marks of everything on it that does not wait."""

from decimal import Decimal
from typing import NamedTuple

ZERO = Decimal(0)


class PartialScore(NamedTuple):
    """Points of full marks."""

    points: Decimal
    full: Decimal


def partial_score(table, lines):
    """The PartialScore of a card's scoring.Lines, bonus points among the points."""
    known = {line.code: line for line in lines}
    rules = [table.rule(code) for code in known]
    roots = [rule for rule in rules if rule.is_scored and not rule.parent]
    return _sum(_of_row(table, rule, known) for rule in roots if rule.points or rule.bonus)


def _of_row(table, rule, known):
    """What a row has: while a plain sum waits, what the rows below it have."""
    line = known[rule.code]
    if line.points is not None:
        return PartialScore(line.points, ZERO if rule.bonus else line.full)
    if rule.method != "sum" or rule.starts_full:
        return PartialScore(ZERO, ZERO)
    return _sum(_of_row(table, table.rule(code), known) for code in rule.children if code in known)


def _sum(parts):
    found = list(parts)
    return PartialScore(sum((p.points for p in found), ZERO), sum((p.full for p in found), ZERO))
