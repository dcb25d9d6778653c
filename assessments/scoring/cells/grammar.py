"""The small grammars of param values: tests, bands, maps, weights, policies, quotas (§3–§7).

Every reader takes the text of a value, returns it typed, or raises `Wrong` with the remedy.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from assessments.scoring.cells.faults import Wrong
from assessments.scoring.cells.params import FULL_WIDTH, at_least_zero, choice, number

OPERATORS: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
}
_TEST = re.compile(r"(<=|>=|<|>|=)\s*(.*)")
_QUOTA = re.compile(r"([0-9]+(?:\.[0-9]+(?=\s*%))?)\s*(%?)")
_TWO_ENTRIES = re.compile(r"[:：]\s*-?[0-9.]+\s*，")
_NAME = re.compile(r'\s*("[^"]*"|“[^”]*”|[^,]*?)\s*(?:,|$)')


class Threshold(NamedTuple):
    """A comparison with a number, as in `>=75`."""

    operator: str
    limit: Decimal

    def holds(self, value: Decimal) -> bool:
        return OPERATORS[self.operator](value, self.limit)


class Band(NamedTuple):
    """A band of points; `test` is None for the closing `else`."""

    test: Threshold | None
    points: Decimal


class LabelMap(NamedTuple):
    points: Mapping[str, Decimal]
    otherwise: Decimal | None

    def get(self, label: str) -> Decimal | None:
        """The points of a label; None when no map entry holds it."""
        return self.points.get(label, self.otherwise)


class Policy(NamedTuple):
    """What stands in for a missing or not applicable value (§5)."""

    kind: str
    amount: Decimal | None = None


class Give(NamedTuple):
    """How a place becomes points: `linear`, `table` or `drop`."""

    kind: str
    numbers: tuple[Decimal, ...]


class Combine(NamedTuple):
    """How quarters become a year; `weights` by quarter where the kind has them."""

    kind: str
    weights: tuple[Decimal, ...] = ()


class Quota(NamedTuple):
    amount: Decimal
    percent: bool

    def places(self, ranked: int) -> int:
        """Places in a class of `ranked` ranked subjects (§7)."""
        if not self.percent:
            return int(self.amount)
        return max(1, int(ranked * self.amount // 100)) if ranked else 0


class Effect(NamedTuple):
    kind: str
    target: str


def threshold(text: str) -> Threshold:
    match = _TEST.fullmatch(text.strip())
    if match is None:
        raise Wrong("not_a_test", text)
    return Threshold(match[1], number(match[2].strip()))


def bands(text: str) -> tuple[Band, ...]:
    """`<80:0, <90:3, else:5` in the order of testing."""
    return tuple(
        Band(None if key == "else" else threshold(key), number(points))
        for key, points in _entries(text)
    )


def label_map(text: str) -> LabelMap:
    """`一类:100, 二类:90, else:0`"""
    points: dict[str, Decimal] = {}
    for label, value in _entries(text):
        if label in points:
            raise Wrong("label_twice", label)
        points[label] = number(value)
    otherwise = points.pop("else", None)
    return LabelMap(points, otherwise)


def label_weights(text: str) -> Mapping[str, Decimal | None]:
    """`优秀:100, 不称职:0, 弃权:none`; a label without weight is None."""
    weights: dict[str, Decimal | None] = {}
    for label, value in _entries(text):
        if label in weights:
            raise Wrong("label_twice", label)
        weights[label] = None if value == "none" else at_least_zero(value)
    if not any(weights.values()):
        raise Wrong("no_weight", text)
    return weights


def child_weights(text: str) -> Mapping[str, Decimal]:
    """`1:20, 2:30` by the last part of the child's code."""
    weights: dict[str, Decimal] = {}
    for part, value in _entries(text):
        if part in weights:
            raise Wrong("label_twice", part)
        weights[part] = at_least_zero(value)
    if not sum(weights.values()):
        raise Wrong("no_weight", text)
    return weights


def policy(*kinds: str) -> Callable[[str], Policy]:
    """`wait`, `zero`, … or `fixed:12`, as far as they are among `kinds`."""

    def read(text: str) -> Policy:
        kind, colon, amount = text.partition(":")
        if kind == "fixed" and colon:
            return Policy(kind, number(amount.strip()))
        if text == "fixed" or text not in kinds:
            options = (option + ":12" * (option == "fixed") for option in kinds)
            raise Wrong("not_a_choice", text, options="、".join(options))
        return Policy(text)

    return read


def give(text: str) -> Give:
    """`linear:600..500`, `table:60,57,54`, `drop:2`"""
    kind, _, rest = text.partition(":")
    separators = {"linear": "..", "table": ",", "drop": None}
    if kind not in separators or not rest:
        raise Wrong("not_a_give", text)
    numbers = tuple(number(part.strip()) for part in rest.split(separators[kind] or "\n"))
    if kind == "linear" and len(numbers) != 2:
        raise Wrong("not_a_give", text)
    return Give(kind, numbers)


def combine(text: str) -> Combine:
    """`mean`, `sum`, `last`, or `weights:35,35,20,10`"""
    kind, _, rest = text.partition(":")
    if kind == "weights":
        weights = tuple(at_least_zero(part.strip()) for part in rest.split(","))
        if len(weights) != 4 or not sum(weights):
            raise Wrong("four_weights", text)
        return Combine(kind, weights)
    return Combine(choice("mean", "sum", "last", "weights:35,35,20,10")(text))


def line_reference(text: str) -> str:
    """`line:1.2` → `1.2`; '' stays ''."""
    kind, colon, code = text.partition(":")
    if text and (kind != "line" or not code.strip()):
        raise Wrong("not_a_line", text)
    return code.strip()


def quota(text: str) -> Quota:
    """`30%` or a number of places."""
    match = _QUOTA.fullmatch(text)
    if match is None:
        raise Wrong("not_a_quota", text)
    if match[2] and Decimal(match[1]) > 100:
        raise Wrong("not_between", text, low="0%", high="100%")
    return Quota(Decimal(match[1]), bool(match[2]))


def effect(text: str) -> Effect:
    """`zero:2.1`, `zero:total`, `cap:良好`, `bar:O1`"""
    kind, _, target = text.partition(":")
    if kind not in ("zero", "cap", "bar") or not target.strip():
        raise Wrong("not_an_effect", text)
    return Effect(kind, target.strip())


def names(text: str) -> list[str]:
    """`先进村, "镇区、街道", @C1` → its parts as written; a comma in quotes parts nothing."""
    return list(filter(None, _NAME.findall(text)))


def _entries(text: str) -> list[tuple[str, str]]:
    """`a:1, b:2` → [('a', '1'), ('b', '2')]; a key may hold a colon, a value may not."""
    if _TWO_ENTRIES.search(text):
        raise Wrong("full_width", text, fix=text.translate(FULL_WIDTH))
    entries = []
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        key, _, value = part.rpartition(":")
        if not key.strip():
            fixed = part.translate(FULL_WIDTH)
            raise (
                Wrong("not_an_entry", part)
                if fixed == part
                else Wrong("full_width", part, fix=fixed)
            )
        entries.append((key.strip(), value.strip()))
    if not entries:
        raise Wrong("empty_value", text)
    return entries
