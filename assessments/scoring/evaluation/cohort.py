"""What a value earns among its class: rank, best, mean (§3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from assessments.scoring.arithmetic.exact import HUNDRED, ONE, ZERO, places
from assessments.scoring.cells.rules import Rule
from assessments.scoring.evaluation.awards import Award, Awarded, steps_of


def cohort_award(rule: Rule, values: Sequence[Decimal]) -> Award:
    """The award of a `rank`, `best` or `mean` row in a class whose subjects measured `values`
    (at least one; subjects without a value are not among them)."""
    return _AWARDS[rule.method](rule.points, rule.params, values)


def _rank(points: Decimal, params: Mapping[str, Any], values: Sequence[Decimal]) -> Award:
    place_of = places(values, high=params["want"] == "high", ties=params["ties"])
    kind, numbers = params["give"]
    count = len(values)

    def award(x: Decimal) -> Awarded:
        place = place_of[x]
        number, divisor = _given(points, kind, numbers, place, count)
        return number, divisor, ("rank", x, place, count, kind, numbers, points)

    return award


def _given(
    points: Decimal, kind: str, numbers: Sequence[Decimal], place: int, count: int
) -> tuple[Decimal, Decimal]:
    behind = place - 1
    if kind == "table":
        return numbers[min(behind, len(numbers) - 1)], ONE
    if kind == "drop":
        return points - numbers[0] * behind, ONE
    if count == 1:
        return numbers[0], ONE
    others = Decimal(count - 1)
    return numbers[0] * others - (numbers[0] - numbers[1]) * behind, others


def _best(points: Decimal, params: Mapping[str, Any], values: Sequence[Decimal]) -> Award:
    high = params["want"] == "high"
    best = max(values) if high else min(values)

    def award(x: Decimal) -> Awarded:
        step = ("best", points, x, best, params["want"])
        part, whole = (x, best) if high else (best, x)
        if whole:
            return points * part * (1 if whole > 0 else -1), abs(whole), step
        return points if not high or x == best else ZERO, ONE, step

    return award


def _mean(points: Decimal, params: Mapping[str, Any], values: Sequence[Decimal]) -> Award:
    total, count = sum(values, ZERO), Decimal(len(values))
    each, width, high = params["each"], params["width"], params["want"] == "high"
    percent = params["unit"] == "percent" and bool(total)

    def award(x: Decimal) -> Awarded:
        lead = x * count - total if high else total - x * count
        head = ("mean", points, x, total, len(values), each, width, percent, params["want"])
        if lead >= 0:
            return points, ONE, (*head, False, None)
        gap, size = (-lead * HUNDRED, abs(total)) if percent else (-lead, count)
        steps = steps_of(gap, size * width, params["partial"])
        if steps is not None:
            return points - each * steps, ONE, (*head, True, steps)
        return points * size * width - each * gap, size * width, (*head, True, None)

    return award


_AWARDS: Mapping[str, Callable[[Decimal, Mapping[str, Any], Sequence[Decimal]], Award]] = {
    "rank": _rank,
    "best": _best,
    "mean": _mean,
}
