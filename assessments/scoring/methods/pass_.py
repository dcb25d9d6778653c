"""`P` if the test holds, else `else`."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from assessments.scoring.arithmetic.arithmetic_text import Arithmetic, minus
from assessments.scoring.arithmetic.exact import ONE, ZERO
from assessments.scoring.arithmetic.speaker import Speaker
from assessments.scoring.cells.grammar import threshold
from assessments.scoring.cells.params import number
from assessments.scoring.cells.specs import Spec
from assessments.scoring.method import Award, Awarded, Method
from assessments.scoring.records.cards import Trace

PASSES = ("{x} {operator} {limit}", "{x} {operator} {limit}")
FAILS = ("{x} 未达 {operator} {limit}", "{x} fails {operator} {limit}")


def award(points: Decimal, params: Mapping[str, Any]) -> Award:
    test, otherwise = params["when"], params["else"]

    def awarded(x: Decimal) -> Awarded:
        passed = test.holds(x)
        given = points if passed else otherwise
        return given, ONE, ("pass", x, test.operator, test.limit, passed, given)

    return awarded


def sentence(step: Trace, speaker: Speaker) -> Arithmetic:
    _, x, sign, limit, passed, points = step
    before = speaker.compared(PASSES if passed else FAILS, x, sign, limit)
    return Arithmetic(before, minus(points), plain=True, full=passed)


METHOD = Method(
    name="pass",
    chinese="达标",
    order=70,
    params={"when": Spec(threshold), "else": Spec(number, ZERO)},
    award=award,
    sentence=sentence,
    explanation="达标得满分，不达标得 else：满分 30、实际 74，不到 75，得 15 分。",
    example="when=>=75; else=15",
)
