"""Points by the place of `x` among those of the class that have a value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from assessments.scoring.arithmetic.arithmetic_text import Arithmetic, minus, operand
from assessments.scoring.arithmetic.exact import ONE
from assessments.scoring.arithmetic.ranking import places
from assessments.scoring.arithmetic.speaker import Speaker
from assessments.scoring.cells.faults import Wrong
from assessments.scoring.cells.params import number
from assessments.scoring.cells.rules import Rule
from assessments.scoring.cells.specs import OF, TIES, UNSET, WANT, Spec
from assessments.scoring.method import Award, Awarded, Method
from assessments.scoring.records.cards import Trace

PLACE = ("第 {place} 名，共 {count}", "place {place} of {count}")
_SEPARATORS: Mapping[str, str] = {"linear": "..", "table": ",", "drop": "\n"}


class Give(NamedTuple):
    """How a place becomes points: `linear`, `table` or `drop`."""

    kind: str
    numbers: tuple[Decimal, ...]


def give(text: str) -> Give:
    """`linear:600..500`, `table:60,57,54`, `drop:2`"""
    kind, _, rest = text.partition(":")
    if kind not in _SEPARATORS or not rest:
        raise Wrong("not_a_give", text)
    numbers = tuple(number(part.strip()) for part in rest.split(_SEPARATORS[kind]))
    if kind == "linear" and len(numbers) != 2:
        raise Wrong("not_a_give", text)
    return Give(kind, numbers)


def award_among(points: Decimal, params: Mapping[str, Any], values: Sequence[Decimal]) -> Award:
    place_of = places(values, high=params["want"] == "high", ties=params["ties"])
    kind, numbers = params["give"]
    count = len(values)

    def awarded(x: Decimal) -> Awarded:
        place = place_of[x]
        number, divisor = _given(points, kind, numbers, place, count)
        return number, divisor, ("rank", x, place, count, kind, numbers, points)

    return awarded


def _given(
    points: Decimal, kind: str, numbers: Sequence[Decimal], place: int, count: int
) -> tuple[Decimal, Decimal]:
    behind = place - 1
    if kind == "table":
        return numbers[min(behind, len(numbers) - 1)], ONE
    if kind == "drop":
        return points - numbers[0] * behind, ONE
    if count == 1:
        return numbers[0], ONE
    others = Decimal(count - 1)
    return numbers[0] * others - (numbers[0] - numbers[1]) * behind, others


def sentence(step: Trace, speaker: Speaker) -> Arithmetic:
    _, _, place, count, kind, numbers, points = step
    before = speaker.say(PLACE, place=place, count=count)
    behind = place - 1
    if kind == "drop":
        return Arithmetic(before, f"{minus(points)} − {operand(numbers[0])} × {behind}")
    if kind == "linear" and count > 1:
        first, last = numbers
        spread = operand(Decimal(first) - Decimal(last))
        return Arithmetic(before, f"{minus(first)} − {spread} × {behind} ÷ {count - 1}")
    given = numbers[min(behind, len(numbers) - 1)]
    return Arithmetic(before, minus(given), plain=True)


def best(rule: Rule) -> Decimal | None:
    kind, numbers = rule.params["give"]
    return None if kind == "drop" else max(numbers)


METHOD = Method(
    name="rank",
    chinese="名次",
    order=120,
    params={"of": OF, "want": WANT, "give": Spec(give), "ties": Spec(TIES, UNSET)},
    award_among=award_among,
    sentence=sentence,
    explanation="按同类中的名次得分：满分 60、3 个村排第 2，60 − 20 × 1 ÷ 2 = 50 分。",
    example="give=linear:60..40; want=high",
    best=best,
    messages={
        "not_a_give": (
            "「{found}」不是名次得分。写 linear:600..500、table:60,57,54 或 drop:2。",
            "“{found}” does not say what places give. Write linear:600..500, table:60,57,54 or "
            "drop:2.",
        ),
    },
)
