"""What one measured value earns: one small function for each method (§3).

An award takes the reading and returns the points as an exact ratio, before bounds and rounding,
with the step of the trace from which the sentence is made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from assessments.scoring.arithmetic.exact import HUNDRED, ONE, ZERO
from assessments.scoring.cells.bands import band_of
from assessments.scoring.cells.rules import Rule
from assessments.scoring.evaluation.readings import Ballots, Quarterly, Scores
from assessments.scoring.records.cards import Trace
from assessments.scoring.records.facts import OtherResult

Awarded = tuple[Decimal, Decimal, Trace]
"""Numerator, divisor (above 0), step."""
Award = Callable[[Any], Awarded]


def award_for(rule: Rule) -> Award:
    """The award of a leaf whose method looks at one subject alone."""
    return _AWARDS[rule.method](rule.points, rule.params)


def steps_of(gap: Decimal, width: Decimal, partial: str) -> Decimal | None:
    """Whole steps of `width` in `gap` (both above 0); None when parts of a step count too."""
    if partial == "linear":
        return None
    whole = gap // width
    return whole + 1 if partial == "ceil" and gap % width else whole


def combined(kind: str) -> Award:
    """A quarter line's year points (§6)."""

    def award(reading: Quarterly) -> Awarded:
        quarters = reading.quarters
        step = ("combine", kind, quarters)
        if kind == "weights":
            weight = sum((weight for _, _, weight in quarters), ZERO)
            return sum((points * share for _, points, share in quarters), ZERO), weight, step
        total = sum((points for _, points, _ in quarters), ZERO)
        return total, Decimal(len(quarters)) if kind == "mean" else ONE, step

    return award


def _deduct(points: Decimal, params: Mapping[str, Any]) -> Award:
    each, grace, limit = params["each"], params["grace"], params["limit"]

    def award(x: Decimal) -> Awarded:
        loss = max(ZERO, x - grace) * each
        if limit is not None and loss > limit:
            loss = limit
        return points - loss, ONE, ("deduct", points, x, each, grace, limit)

    return award


def _earn(points: Decimal, params: Mapping[str, Any]) -> Award:
    each = params["each"]
    return lambda x: (x * each, ONE, ("earn", x, each))


def _share(points: Decimal, params: Mapping[str, Any]) -> Award:
    target = params["target"]
    return lambda x: (points * x, target, ("share", points, x, target))


def _step(points: Decimal, params: Mapping[str, Any]) -> Award:
    target, width, each = params["target"], params["width"], params["each"]
    high, both, partial = params["want"] == "high", params["side"] == "both", params["partial"]

    def award(x: Decimal) -> Awarded:
        gap = abs(x - target)
        wrong = x < target if high else x > target
        if not gap or not (wrong or both):
            return points, ONE, ("step", points, x, target, width, each, "", None)
        sign = "−" if wrong else "+"
        steps = steps_of(gap, width, partial)
        step = ("step", points, x, target, width, each, sign, steps)
        change = each * gap if steps is None else each * steps * width
        return points * width + (-change if wrong else change), width, step

    return award


def _band(points: Decimal, params: Mapping[str, Any]) -> Award:
    bands = params["bands"]

    def award(x: Decimal) -> Awarded:
        index = band_of(bands, x)
        assert index is not None, "bands that can miss are refused on import"
        test, given = bands[index]
        shown = (test.operator, test.limit) if test else ("", None)
        return given, ONE, ("band", x, *shown, given)

    return award


def _pass(points: Decimal, params: Mapping[str, Any]) -> Award:
    test, otherwise = params["when"], params["else"]

    def award(x: Decimal) -> Awarded:
        passed = test.holds(x)
        given = points if passed else otherwise
        return given, ONE, ("pass", x, test.operator, test.limit, passed, given)

    return award


def _label(points: Decimal, params: Mapping[str, Any]) -> Award:
    table = params["map"]

    def award(label: str) -> Awarded:
        given = table.get(label)
        return given, ONE, ("label", label, given)

    return award


def _score(points: Decimal, params: Mapping[str, Any]) -> Award:
    def award(scores: Scores) -> Awarded:
        return sum(scores.kept, ZERO), Decimal(len(scores.kept)), ("score", *scores)

    return award


def _votes(points: Decimal, params: Mapping[str, Any]) -> Award:
    def award(ballots: Ballots) -> Awarded:
        weighted = sum((count * weight for _, count, weight in ballots.counts if weight), ZERO)
        step = ("votes", points, ballots.counts, ballots.total, weighted)
        return points * weighted, HUNDRED * ballots.total, step

    return award


def _from(points: Decimal, params: Mapping[str, Any]) -> Award:
    scheme, factor = params["scheme"], params["factor"]

    def share(other: OtherResult) -> Awarded:
        total, possible = other.total or ZERO, other.possible or ONE
        return points * total, possible, ("from", scheme, "share", points, total, possible)

    def whole(other: OtherResult) -> Awarded:
        total = other.total or ZERO
        return total * factor, ONE, ("from", scheme, "total", factor, total, None)

    return share if params["value"] == "share" else whole


_AWARDS: Mapping[str, Callable[[Decimal, Mapping[str, Any]], Award]] = {
    "deduct": _deduct,
    "earn": _earn,
    "share": _share,
    "step": _step,
    "band": _band,
    "pass": _pass,
    "label": _label,
    "score": _score,
    "votes": _votes,
    "from": _from,
}
