"""`P · x / best` of the class with `want=high`, `P · best / x` with `want=low`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from assessments.scoring.arithmetic.arithmetic_text import Arithmetic, minus, operand
from assessments.scoring.arithmetic.exact import ONE, ZERO
from assessments.scoring.arithmetic.speaker import Speaker
from assessments.scoring.cells.specs import OF, WANT
from assessments.scoring.method import Award, Awarded, Method
from assessments.scoring.records.cards import Trace

BEST = ("最优 {best}", "the best is {best}")


def award_among(points: Decimal, params: Mapping[str, Any], values: Sequence[Decimal]) -> Award:
    high = params["want"] == "high"
    best = max(values) if high else min(values)

    def awarded(x: Decimal) -> Awarded:
        step = ("best", points, x, best, params["want"])
        part, whole = (x, best) if high else (best, x)
        if whole:
            return points * part * (1 if whole > 0 else -1), abs(whole), step
        return points if not high or x == best else ZERO, ONE, step

    return awarded


def sentence(step: Trace, speaker: Speaker) -> Arithmetic:
    _, points, x, best, want = step
    before = speaker.say(BEST, best=speaker.amount(best))
    part, whole = (x, best) if want == "high" else (best, x)
    if Decimal(whole):
        return Arithmetic(before, f"{minus(points)} × {operand(part)} ÷ {operand(whole)}")
    at_best = want == "low" or Decimal(x) == Decimal(best)
    return Arithmetic(before, minus(points) if at_best else "0", plain=True, full=at_best)


METHOD = Method(
    name="best",
    chinese="比最优",
    order=130,
    params={"of": OF, "want": WANT},
    award_among=award_among,
    sentence=sentence,
    explanation="与同类最好的比：满分 50、最好 200、本村 150，50 × 150 ÷ 200 = 37.5 分。",
    example="want=high",
)
