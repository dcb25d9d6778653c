"""From quarters to the year: what a quarter line gets on the year's card (§6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from assessments.scoring.arithmetic.exact import ONE, ZERO
from assessments.scoring.cells.rules import Rule
from assessments.scoring.method import Award, Awarded
from assessments.scoring.records.cards import Measured
from assessments.scoring.records.measurements import NA, Measurement


class Quarterly(NamedTuple):
    """The quarters that count: (number, points, weight)."""

    quarters: tuple[tuple[int, Decimal, Decimal], ...]

    @property
    def measured(self) -> Measured:
        return tuple((f"Q{number}", points) for number, points, _ in self.quarters)


def year_of(rule: Rule, quarters: Sequence[Mapping[str, Decimal | None] | None]) -> Measurement:
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


def combined(kind: str) -> Award:
    """The award of a year that comes from its quarters, by the kind of `combine`."""

    def award(measured: Quarterly) -> Awarded:
        quarters = measured.quarters
        step = ("combine", kind, quarters)
        if kind == "weights":
            weight = sum((weight for _, _, weight in quarters), ZERO)
            return sum((points * share for _, points, share in quarters), ZERO), weight, step
        total = sum((points for _, points, _ in quarters), ZERO)
        return total, Decimal(len(quarters)) if kind == "mean" else ONE, step

    return award
