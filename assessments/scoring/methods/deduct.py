"""`P − min(limit, max(0, x − grace) · each)`: points taken off for each case."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from assessments.scoring.arithmetic.arithmetic_text import Arithmetic, minus
from assessments.scoring.arithmetic.exact import ONE, ZERO
from assessments.scoring.arithmetic.speaker import Speaker
from assessments.scoring.cells import params as p
from assessments.scoring.cells.faults import Wrong
from assessments.scoring.cells.rules import Rule
from assessments.scoring.cells.specs import Spec
from assessments.scoring.method import Award, Awarded, Found, Method, Table
from assessments.scoring.records.cards import Trace

WITHIN_GRACE = ("{x} 不超过 {grace}", "{x} is within {grace}")
LIMIT = ("{x} × {each}，最多扣 {limit}", "{x} × {each}, at most {limit} off")


def award(points: Decimal, params: Mapping[str, Any]) -> Award:
    each, grace, limit = params["each"], params["grace"], params["limit"]

    def awarded(x: Decimal) -> Awarded:
        loss = max(ZERO, x - grace) * each
        if limit is not None and loss > limit:
            loss = limit
        return points - loss, ONE, ("deduct", points, x, each, grace, limit)

    return awarded


def sentence(step: Trace, speaker: Speaker) -> Arithmetic:
    _, points, x, each, grace, limit = step
    over = Decimal(x) - Decimal(grace)
    if over <= 0:
        within = speaker.say(WITHIN_GRACE, x=speaker.amount(x), grace=speaker.amount(grace))
        before = within if Decimal(x) else ""
        return Arithmetic(before, f"{minus(points)} − 0 × {minus(each)}")
    shown = minus(x) if not Decimal(grace) else f"({minus(x)} − {minus(grace)})"
    if limit is not None and over * Decimal(each) > Decimal(limit):
        before = speaker.say(LIMIT, x=shown, each=minus(each), limit=minus(limit))
        return Arithmetic(before, f"{minus(points)} − {minus(limit)}")
    return Arithmetic("", f"{minus(points)} − {shown} × {minus(each)}")


def doubt(rule: Rule, table: Table) -> Found:
    if rule.missing.kind == "zero" and rule.points:
        yield "params", Wrong("missing_zero", "missing=zero")


METHOD = Method(
    name="deduct",
    chinese="扣分",
    order=20,
    params={
        "each": Spec(p.at_least_zero),
        "grace": Spec(p.at_least_zero, ZERO),
        "limit": Spec(p.at_least_zero_or_none, None),
    },
    award=award,
    sentence=sentence,
    uses_number=True,
    explanation="从满分里扣，扣完为止：满分 40、发生 3 次、每次扣 5，40 − 3 × 5 = 25 分。",
    example="each=5",
    doubt=doubt,
    messages={
        "missing_zero": (
            "扣分行写了 missing=zero：没有数据的得 0 分。若没有记录即不扣分，写 missing=full。",
            "With missing=zero a subject without a record gets 0 points here. Where no record "
            "means nothing to deduct, write missing=full.",
        ),
    },
)
