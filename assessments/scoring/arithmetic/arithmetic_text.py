"""Arithmetic as text, with real signs: `25 − 3 × 5`."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from assessments.scoring.arithmetic.numbers import number_text


class Arithmetic(NamedTuple):
    """What is said before, and an expression; `plain` when that is a number with nothing to work
    out, `full` when that number is the full marks."""

    before: str
    expression: str
    plain: bool = False
    full: bool = False


def minus(value: Any) -> str:
    """A number with a real minus sign: `−0.5`."""
    return number_text(value).replace("-", "−")


def operand(value: Any) -> str:
    """A number that may stand after an operator: `(−5)`."""
    text = minus(value)
    return f"({text})" if text.startswith("−") else text


def printed(points: Decimal) -> str:
    """Points as the card prints them, whole numbers without decimals: `25`, `44.40`."""
    return minus(points) if points == points.to_integral_value() else minus_kept(points)


def minus_kept(points: Decimal) -> str:
    return f"{points:f}".replace("-", "−")


def chain(points: Iterable[Any], start: Any = None) -> str:
    """`100 − 5 + 2` out of 100, −5 and 2."""
    first, *rest = ([] if start is None else [start]) + list(points)
    text = minus(first)
    for value in rest:
        shown = minus(value)
        text += f" − {shown[1:]}" if shown.startswith("−") else f" + {shown}"
    return text
