"""`P − each · n` for `n` steps of `width` on the wrong side of `target`, `P` on the right side;
with `side=both` also `P + each · n` there."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from assessments.scoring.arithmetic.arithmetic_text import Arithmetic, minus, operand
from assessments.scoring.arithmetic.exact import ONE, steps_of
from assessments.scoring.arithmetic.speaker import Speaker
from assessments.scoring.cells import params as p
from assessments.scoring.cells.faults import Wrong
from assessments.scoring.cells.rules import Rule
from assessments.scoring.cells.specs import PARTIAL, WANT, Spec
from assessments.scoring.method import Award, Awarded, Found, Method, Table
from assessments.scoring.records.cards import Trace

ON_TARGET = ("{x} 达到 {target}", "{x} reaches {target}")
STEPS = (
    "{x} 与 {target} 差 {gap}，每 {width} 一档，计 {steps} 档",
    "{x} is {gap} from {target}, steps of {width}: {steps}",
)


def award(points: Decimal, params: Mapping[str, Any]) -> Award:
    target, width, each = params["target"], params["width"], params["each"]
    high, both, partial = params["want"] == "high", params["side"] == "both", params["partial"]

    def awarded(x: Decimal) -> Awarded:
        gap = abs(x - target)
        wrong = x < target if high else x > target
        if not gap or not (wrong or both):
            return points, ONE, ("step", points, x, target, width, each, "", None)
        sign = "−" if wrong else "+"
        steps = steps_of(gap, width, partial)
        step = ("step", points, x, target, width, each, sign, steps)
        change = each * gap if steps is None else each * steps * width
        return points * width + (-change if wrong else change), width, step

    return awarded


def sentence(step: Trace, speaker: Speaker) -> Arithmetic:
    _, points, x, target, width, each, sign, steps = step
    if not sign:
        before = speaker.say(ON_TARGET, x=speaker.amount(x), target=speaker.amount(target))
        return Arithmetic(before, minus(points), plain=True, full=True)
    low, high = sorted((Decimal(x), Decimal(target)))
    if steps is None:
        gap = f"({minus(high)} − {operand(low)})"
        return Arithmetic("", f"{minus(points)} {sign} {minus(each)} × {gap} ÷ {minus(width)}")
    before = speaker.say(
        STEPS,
        x=speaker.amount(x),
        target=speaker.amount(target),
        gap=speaker.amount(high - low),
        width=speaker.amount(width),
        steps=minus(steps),
    )
    return Arithmetic(before, f"{minus(points)} {sign} {minus(each)} × {minus(steps)}")


def doubt(rule: Rule, table: Table) -> Found:
    if rule.params["side"] == "both" and rule.cap == rule.points:
        yield "params", Wrong("step_without_cap", "side=both")


METHOD = Method(
    name="step",
    chinese="每增减",
    order=50,
    params={
        "target": Spec(p.number),
        "width": Spec(p.positive, ONE),
        "each": Spec(p.at_least_zero),
        "want": WANT,
        "side": Spec(p.choice("wrong", "both"), "wrong"),
        "partial": PARTIAL,
    },
    award=award,
    sentence=sentence,
    uses_number=True,
    explanation="达到目标得满分，每差 1 扣 2：满分 40、目标 75、实际 70，40 − 5 × 2 = 30 分。",
    example="target=75; width=1; each=2; want=high",
    doubt=doubt,
    messages={
        "step_without_cap": (
            "{found} 可以加分，但上限就是满分，加分不会生效。写 cap=…",
            "{found} can add points, but the cap is the full marks. Write cap=…",
        ),
    },
)
