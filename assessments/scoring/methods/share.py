"""`P · x / target`: the part of the target that was reached."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from assessments.scoring.arithmetic.arithmetic_text import Arithmetic, minus, operand
from assessments.scoring.arithmetic.speaker import Speaker
from assessments.scoring.cells import params as p
from assessments.scoring.cells.rules import Rule
from assessments.scoring.cells.specs import Spec
from assessments.scoring.method import Award, Method, best_of_whole_units
from assessments.scoring.records.cards import Trace


def award(points: Decimal, params: Mapping[str, Any]) -> Award:
    target = params["target"]
    return lambda x: (points * x, target, ("share", points, x, target))


def sentence(step: Trace, speaker: Speaker) -> Arithmetic:
    _, points, x, target = step
    return Arithmetic("", f"{minus(points)} × {operand(x)} ÷ {minus(target)}")


def best(rule: Rule) -> Decimal | None:
    target = rule.params["target"]
    return best_of_whole_units(rule.points, target, target)


METHOD = Method(
    name="share",
    chinese="按比例",
    order=40,
    params={"target": Spec(p.positive)},
    award=award,
    sentence=sentence,
    uses_number=True,
    explanation="按完成比例得分，超额不加：满分 60、完成 95，60 × 95 ÷ 100 = 57 分。",
    example="target=100",
    best=best,
)
