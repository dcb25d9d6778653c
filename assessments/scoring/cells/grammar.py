"""The small grammars of param values that several rows share: tests, policies, quotas (§3–§7).

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


class Policy(NamedTuple):
    """What stands in for a missing or not applicable value (§5)."""

    kind: str
    amount: Decimal | None = None


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


def entries(text: str) -> list[tuple[str, str]]:
    """`a:1, b:2` → [('a', '1'), ('b', '2')]; a key may hold a colon, a value may not."""
    if _TWO_ENTRIES.search(text):
        raise Wrong("full_width", text, fix=text.translate(FULL_WIDTH))
    found = []
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        key, _, value = part.rpartition(":")
        if not key.strip():
            fixed = part.translate(FULL_WIDTH)
            raise (
                Wrong("not_an_entry", part)
                if fixed == part
                else Wrong("full_width", part, fix=fixed)
            )
        found.append((key.strip(), value.strip()))
    if not found:
        raise Wrong("empty_value", text)
    return found
