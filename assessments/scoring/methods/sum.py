"""The sum of the rows below; with `start=full`, `P +` the sum of what they take off."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assessments.scoring.arithmetic.arithmetic_text import Arithmetic, chain, minus
from assessments.scoring.arithmetic.exact import ONE
from assessments.scoring.arithmetic.speaker import Speaker
from assessments.scoring.cells import params as p
from assessments.scoring.cells.rules import Rule
from assessments.scoring.cells.specs import BOUNDS, Spec
from assessments.scoring.method import Awarded, FullMarks, Method
from assessments.scoring.records.cards import Line, Trace

ADDED = ("合计", "sum")


def add(rule: Rule, lines: Sequence[Line], start: Decimal, full_marks: FullMarks) -> Awarded:
    points = tuple(line.points for line in lines if line.points is not None)
    return sum(points, start), ONE, ("sum", start if rule.starts_full else None, points)


def sentence(step: Trace, speaker: Speaker) -> Arithmetic:
    _, start, points = step
    if start is None and len(points) == 1:
        return Arithmetic(speaker.say(ADDED), minus(points[0]), plain=True)
    return Arithmetic("", chain(points, start))


METHOD = Method(
    name="sum",
    chinese="合计",
    order=10,
    params={"start": Spec(p.choice("0", "full"), "0")},
    shared_params=BOUNDS,
    add=add,
    rounds=False,
    sentence=sentence,
    explanation="下级各行得分相加：60 + 40 = 100 分；写 start=full 则从满分起扣，下级分值写 0。",
)
