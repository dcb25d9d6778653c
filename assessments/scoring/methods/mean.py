"""`P` at the mean of the class or on its right side, else `P − each · n` for `n` steps of `width`
behind it, in percent of the mean or in the fact's own unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from assessments.scoring.arithmetic.arithmetic_text import Arithmetic, minus, operand
from assessments.scoring.arithmetic.exact import HUNDRED, ONE, ZERO, rounded, steps_of, unit
from assessments.scoring.arithmetic.speaker import Speaker
from assessments.scoring.cells import params as p
from assessments.scoring.cells.specs import OF, PARTIAL, WANT, Spec
from assessments.scoring.method import Award, Awarded, Method
from assessments.scoring.records.cards import Trace

CLASS_MEAN = ("班内平均 {mean}（{total} ÷ {count}）", "class mean {mean} ({total} ÷ {count})")
AT_MEAN = ("{x} 不差于{mean}", "{x} is not behind the {mean}")
BEHIND_MEAN = ("{x} 差于{mean}，计 {steps} 档", "{x} is behind the {mean}: {steps} steps")


def award_among(points: Decimal, params: Mapping[str, Any], values: Sequence[Decimal]) -> Award:
    """The mean is its sum and its count, so that it is never rounded."""
    total, count = sum(values, ZERO), Decimal(len(values))
    each, width, high = params["each"], params["width"], params["want"] == "high"
    percent = params["unit"] == "percent" and bool(total)

    def awarded(x: Decimal) -> Awarded:
        lead = x * count - total if high else total - x * count
        head = ("mean", points, x, total, len(values), each, width, percent, params["want"])
        if lead >= 0:
            return points, ONE, (*head, False, None)
        gap, size = (-lead * HUNDRED, abs(total)) if percent else (-lead, count)
        steps = steps_of(gap, size * width, params["partial"])
        if steps is not None:
            return points - each * steps, ONE, (*head, True, steps)
        return points * size * width - each * gap, size * width, (*head, True, None)

    return awarded


def sentence(step: Trace, speaker: Speaker) -> Arithmetic:
    _, points, x, total, count, each, width, percent, want, behind, steps = step
    average = f"{minus(total)} ÷ {count}"
    about = minus(rounded(Decimal(total), Decimal(count), unit(2)))
    mean = speaker.say(CLASS_MEAN, mean=about + speaker.unit, total=minus(total), count=count)
    if not behind:
        before = speaker.say(AT_MEAN, x=speaker.amount(x), mean=mean)
        return Arithmetic(before, minus(points), plain=True, full=True)
    if steps is not None:
        before = speaker.say(BEHIND_MEAN, x=speaker.amount(x), mean=mean, steps=minus(steps))
        return Arithmetic(before, f"{minus(points)} − {minus(each)} × {minus(steps)}")
    gap = f"({average} − {operand(x)})" if want == "high" else f"({minus(x)} − {average})"
    if percent:
        gap += f" × 100 ÷ ({minus(abs(Decimal(total)))} ÷ {count})"
    return Arithmetic(mean, f"{minus(points)} − {minus(each)} × {gap} ÷ {minus(width)}")


METHOD = Method(
    name="mean",
    chinese="比平均",
    order=140,
    params={
        "of": OF,
        "want": WANT,
        "each": Spec(p.at_least_zero),
        "width": Spec(p.positive, ONE),
        "unit": Spec(p.choice("percent", "plain"), "percent"),
        "partial": PARTIAL,
    },
    award_among=award_among,
    sentence=sentence,
    explanation="与同类平均比，达到平均得满分，每低 1 扣 2：满分 40、平均 6、本村 5，"
    "40 − 1 × 2 = 38 分。",
    example="each=2; unit=plain; want=high",
)
