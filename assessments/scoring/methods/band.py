"""The points of the first band that holds `x`."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from assessments.scoring.arithmetic.arithmetic_text import Arithmetic, minus
from assessments.scoring.arithmetic.exact import ONE
from assessments.scoring.arithmetic.numbers import number_text
from assessments.scoring.arithmetic.speaker import Speaker
from assessments.scoring.cells.faults import Wrong
from assessments.scoring.cells.grammar import Threshold, entries, threshold
from assessments.scoring.cells.params import number, split_params
from assessments.scoring.cells.rules import Rule
from assessments.scoring.cells.specs import Spec
from assessments.scoring.method import Award, Awarded, Found, Method, Table
from assessments.scoring.records.cards import Trace

IN_BAND = ("{x} {operator} {limit}", "{x} {operator} {limit}")
IN_NO_BAND = ("{x}，不在前面各档", "{x} is in no other band")


class Band(NamedTuple):
    """A band of points; `test` is None for the closing `else`."""

    test: Threshold | None
    points: Decimal


def bands(text: str) -> tuple[Band, ...]:
    """`<80:0, <90:3, else:5` in the order of testing."""
    return tuple(
        Band(None if key == "else" else threshold(key), number(points))
        for key, points in entries(text)
    )


def band_of(bands: tuple[Band, ...], value: Decimal) -> int | None:
    """The index of the first band that holds the value; None when none does."""
    for index, band in enumerate(bands):
        if band.test is None or band.test.holds(value):
            return index
    return None


def unreachable(bands: tuple[Band, ...]) -> list[Band]:
    """The bands that no value reaches."""
    reached = {band_of(bands, value) for value in _samples(bands)}
    return [band for index, band in enumerate(bands) if index not in reached]


def missed(bands: tuple[Band, ...]) -> Decimal | None:
    """A value that no band holds; None when every value has its band."""
    return next((value for value in _samples(bands) if band_of(bands, value) is None), None)


def _samples(bands: tuple[Band, ...]) -> list[Decimal]:
    """The tests change only at their limits, so the limits and one value in each gap settle all."""
    limits = sorted({band.test.limit for band in bands if band.test}) or [Decimal(0)]
    between = [(low + high) / 2 for low, high in zip(limits, limits[1:], strict=False)]
    return [*limits, limits[0] - 1, *between, limits[-1] + 1]


def award(points: Decimal, params: Mapping[str, Any]) -> Award:
    bands = params["bands"]

    def awarded(x: Decimal) -> Awarded:
        index = band_of(bands, x)
        assert index is not None, "bands that can miss are refused on import"
        test, given = bands[index]
        shown = (test.operator, test.limit) if test else ("", None)
        return given, ONE, ("band", x, *shown, given)

    return awarded


def sentence(step: Trace, speaker: Speaker) -> Arithmetic:
    _, x, sign, limit, points = step
    if not sign:
        return Arithmetic(speaker.say(IN_NO_BAND, x=speaker.amount(x)), minus(points), plain=True)
    return Arithmetic(speaker.compared(IN_BAND, x, sign, limit), minus(points), plain=True)


def check(rule: Rule, table: Table) -> Found:
    gap = missed(rule.params["bands"])
    if gap is not None:
        found = split_params(rule.cells["params"])["bands"]
        yield "params", Wrong("band_misses", found, missed=number_text(gap))


def doubt(rule: Rule, table: Table) -> Found:
    for test, points in unreachable(rule.params["bands"]):
        shown = "else" if test is None else f"{test.operator}{number_text(test.limit)}"
        yield "params", Wrong("band_unreachable", f"{shown}:{number_text(points)}")


def best(rule: Rule) -> Decimal:
    bands: tuple[Band, ...] = rule.params["bands"]
    return max(band.points for band in bands)


METHOD = Method(
    name="band",
    chinese="分档",
    order=60,
    params={"bands": Spec(bands)},
    award=award,
    sentence=sentence,
    explanation="落在哪一档得哪一档的分，从左到右看：满分 20、有 1 人，不到 2 人，得 10 分。",
    example="bands=<1:0, <2:10, else:20",
    check=check,
    doubt=doubt,
    best=best,
    messages={
        "band_misses": (
            "分档「{found}」漏掉了 {missed}。末尾加 else:分。",
            "The bands “{found}” miss {missed}. End them with else:POINTS.",
        ),
        "band_unreachable": (
            "没有数值会落到「{found}」这一档。检查先后次序。",
            "No value ever falls into the band {found}. Check their order.",
        ),
    },
)
