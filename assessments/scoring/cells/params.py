"""How the `params` cell is read: `name=value` pairs, and the plain values among them (§2).

Every reader takes the text of a value, returns it typed, or raises `Wrong` with the remedy.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal

from assessments.scoring.arithmetic.numbers import NUMBER
from assessments.scoring.cells.faults import Wrong

_QUOTES = ('""', "''", "“”", "‘’")
FULL_WIDTH = str.maketrans("；＝：，％＜＞。－", ";=:,%<>.-")


def split_params(text: str) -> dict[str, str]:
    """`each=3; limit=20` → {'each': '3', 'limit': '20'}, quotes round a value dropped."""
    for mark in "；＝":
        if mark in text:
            raise Wrong("full_width", text, fix=text.translate(FULL_WIDTH))
    pairs: dict[str, str] = {}
    for part in filter(None, (piece.strip() for piece in text.split(";"))):
        name, equals, value = part.partition("=")
        name = name.strip()
        if not equals or not name:
            raise Wrong("not_a_pair", part)
        if name in pairs:
            raise Wrong("param_twice", name)
        pairs[name] = unquoted(value.strip())
    return pairs


def unquoted(text: str) -> str:
    """`"total>=900"` → `total>=900`, straight or curly."""
    if len(text) >= 2 and text[0] + text[-1] in _QUOTES:
        return text[1:-1].strip()
    return text


def join_params(pairs: Mapping[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in pairs.items())


def number(text: str) -> Decimal:
    """A plain decimal in ASCII digits: `12`, `-0.5`."""
    if NUMBER.fullmatch(text):
        return Decimal(text)
    fix = repaired_number(text)
    raise Wrong("not_number", text, fix=fix) if fix else Wrong("no_number", text)


def repaired_number(text: str) -> str:
    """What somebody meant by a number that is none: `12,5` → `12.5`; '' when nobody can tell."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").replace("−", "-").strip("%+")
    plain = plain.translate(FULL_WIDTH)
    if re.fullmatch(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?", plain):
        plain = plain.replace(",", "")
    plain = plain.replace(",", ".")
    return plain if NUMBER.fullmatch(plain) else ""


def at_least_zero(text: str) -> Decimal:
    value = number(text)
    if value < 0:
        raise Wrong("negative", text)
    return value


def positive(text: str) -> Decimal:
    value = number(text)
    if value <= 0:
        raise Wrong("not_positive", text)
    return value


def whole(text: str) -> int:
    """A whole number, 0 or more."""
    if not re.fullmatch(r"[0-9]+", text):
        raise Wrong("not_whole", text)
    return int(text)


def between(low: int, high: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        value = whole(text)
        if not low <= value <= high:
            raise Wrong("not_between", text, low=low, high=high)
        return value

    return read


def number_or_none(text: str) -> Decimal | None:
    return None if text == "none" else number(text)


def at_least_zero_or_none(text: str) -> Decimal | None:
    return None if text == "none" else at_least_zero(text)


def choice(*options: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in options:
            raise Wrong("not_a_choice", text, options="、".join(options))
        return text

    return read


def words(text: str) -> str:
    """Any text but none at all."""
    if not text:
        raise Wrong("empty_value", text)
    return text
