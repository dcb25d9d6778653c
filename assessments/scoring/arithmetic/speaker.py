"""Phrases put into one of the two languages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from assessments.scoring.arithmetic.arithmetic_text import minus

Phrase = tuple[str, str]
"""The same in Chinese and in English, with the same `{names}` in both."""
_SIGNS = {"<=": "≤", ">=": "≥"}


class Speaker:
    """Puts phrases into one language; `unit` is that of the line's fact, '' of a bare number."""

    def __init__(self, lang: str, unit: str = "") -> None:
        self.chinese = lang.startswith("zh")
        self.unit = unit if unit in ("", "%") else f" {unit}"

    def say(self, phrase: Phrase, **parts: object) -> str:
        chinese, english = phrase
        return (chinese if self.chinese else english).format(**parts)

    def compared(self, phrase: Phrase, x: Any, sign: str, limit: Any) -> str:
        """A phrase of `{x}`, `{operator}` and `{limit}`: `80% ≥ 75%`."""
        operator = _SIGNS.get(sign, sign)
        return self.say(phrase, x=self.amount(x), operator=operator, limit=self.amount(limit))

    def amount(self, value: Any) -> str:
        """A measured number with its unit: `80%`, `2 人`."""
        return minus(value) + self.unit

    def join(self, *parts: str) -> str:
        return ("，" if self.chinese else ", ").join(filter(None, parts))

    def sentences(self, *parts: str) -> str:
        return ("；" if self.chinese else "; ").join(filter(None, parts))

    def list(self, parts: Iterable[str]) -> str:
        return ("、" if self.chinese else ", ").join(parts)

    def colon(self, *parts: str) -> str:
        return ("：" if self.chinese else ": ").join(filter(None, parts))
