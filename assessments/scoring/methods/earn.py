"""`x · each`: points for each case."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from assessments.scoring.arithmetic.arithmetic_text import Arithmetic, minus, operand
from assessments.scoring.arithmetic.exact import ONE
from assessments.scoring.arithmetic.speaker import Speaker
from assessments.scoring.cells import params as p
from assessments.scoring.cells.rules import Rule
from assessments.scoring.cells.specs import Spec
from assessments.scoring.method import Award, Method, best_of_whole_units
from assessments.scoring.records.cards import Trace


def award(points: Decimal, params: Mapping[str, Any]) -> Award:
    each = params["each"]
    return lambda x: (x * each, ONE, ("earn", x, each))


def sentence(step: Trace, speaker: Speaker) -> Arithmetic:
    _, x, each = step
    return Arithmetic("", f"{minus(x)} × {operand(each)}")


def best(rule: Rule) -> Decimal | None:
    each: Decimal = rule.params["each"]
    return best_of_whole_units(rule.points, each, rule.points / each) if each > 0 else None


METHOD = Method(
    name="earn",
    chinese="计分",
    order=30,
    params={"each": Spec(p.number)},
    award=award,
    sentence=sentence,
    uses_number=True,
    explanation="按件得分，封顶满分：满分 30、完成 2 件、每件 10，2 × 10 = 20 分。",
    example="each=10",
    best=best,
)
