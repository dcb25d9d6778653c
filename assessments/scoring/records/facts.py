"""What goes into a run: subjects, their facts, and what other periods and schemes said of them.

A fact has three states that are never mixed up: a value (a decimal or a label), not applicable,
and missing. Missing is the absence of a `FactValue`; it has no object of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from assessments.scoring.arithmetic.numbers import NUMBER, number_text

NOT_APPLICABLE = ("NA", "不涉及")


@dataclass(frozen=True)
class Subject:
    """Who is graded. `days` in post are None where nobody counts them (villages, townships);
    `related` maps `township`, `village`, `team`, `unit` to the code of that related subject."""

    code: str
    name: str
    class_name: str = ""
    days: int | None = None
    related: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class FactValue:
    """One recorded fact: exactly one of a decimal `value`, a text `label`, or `na`.

    `confirmed_by` names who confirmed a veto (§3); `origin` says where the fact comes from and
    `note` is what its reader has to say of it («应到 66 天，在岗 60 天»), put before the sums.
    """

    value: Decimal | None = None
    label: str | None = None
    na: bool = False
    confirmed_by: str = ""
    origin: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if (self.value is not None) + (self.label is not None) + self.na != 1:
            raise ValueError("a fact is exactly one of: a value, a label, not applicable")

    @classmethod
    def of(cls, text: str, *, confirmed_by: str = "", origin: str = "") -> FactValue:
        """Read a cell of a facts table. An empty one is a ValueError: a missing fact has no row."""
        text = text.strip()
        if not text:
            raise ValueError("an empty cell is no fact; leave the row out, or write NA")
        if text in NOT_APPLICABLE:
            return cls(na=True, confirmed_by=confirmed_by, origin=origin)
        if NUMBER.fullmatch(text):
            return cls(Decimal(text), confirmed_by=confirmed_by, origin=origin)
        return cls(label=text, confirmed_by=confirmed_by, origin=origin)

    @property
    def text(self) -> str:
        """What was recorded, as people read it."""
        return number_text(self.value) if self.value is not None else self.label or "NA"


@dataclass(frozen=True)
class OtherResult:
    """What another scheme's card of the same period says; a waiting card has no total."""

    total: Decimal | None
    possible: Decimal | None

    @property
    def measured(self) -> Decimal | None:
        return self.total


@dataclass(frozen=True)
class Standing:
    """Where a subject stood in an earlier period of the series; `grade` is a code or a name."""

    total: Decimal | None
    rank: int | None = None
    bottom: int | None = None
    grade: str = ""
    percent: Decimal | None = None


Facts = Mapping[str, Mapping[str, FactValue]]
"""subject code → fact code → fact, all of one period."""
Others = Mapping[tuple[str, str], OtherResult]
"""(scheme code, subject code) → that scheme's result of the same period."""
