"""What a run leaves: a card for each subject with a line for each row that applies, and notes.

A line keeps the operands of its arithmetic (`trace`); `sentences` makes the sentence from them
when somebody reads it. Both survive `as_json` and `from_json`, so a frozen card still speaks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from assessments.scoring.arithmetic.numbers import number_text

Trace = tuple[Any, ...]
Measured = Decimal | str | tuple[Any, ...] | None
LISTED = 10  # subjects named in a note; all are counted


class Head(NamedTuple):
    """What a line takes from its row: the same for every subject."""

    code: str
    name: str
    level: str
    method: str
    basis: str
    facts: tuple[str, ...]


class Line(NamedTuple):
    """One row of one card. `points` is None while the line waits; `policy` names the rule of §5
    that stood in for a value (`missing=zero`, `na=full`, …), '' where none did."""

    head: Head
    value: Measured
    points: Decimal | None
    full: Decimal
    policy: str
    trace: Trace

    @property
    def code(self) -> str:
        return self.head.code

    @property
    def name(self) -> str:
        return self.head.name

    @property
    def level(self) -> str:
        return self.head.level

    @property
    def method(self) -> str:
        return self.head.method

    @property
    def basis(self) -> str:
        return self.head.basis

    @property
    def facts(self) -> tuple[str, ...]:
        return self.head.facts

    @property
    def measured(self) -> str:
        """The measured value as shown: '' where there is none, `NA` where it does not apply."""
        return shown(self.value)

    def as_json(self) -> dict[str, Any]:
        """Plain JSON data with decimals as strings."""
        return {
            "code": self.head.code,
            "name": self.head.name,
            "level": self.head.level,
            "method": self.head.method,
            "measured": shown(self.value),
            "points": None if self.points is None else str(self.points),
            "full": str(self.full),
            "policy": self.policy,
            "trace": plain_data(self.trace),
            "basis": self.head.basis,
            "facts": list(self.head.facts),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Line:
        """The line again; its trace then holds strings where it held decimals."""
        head = Head(
            data["code"],
            data["name"],
            data["level"],
            data["method"],
            data["basis"],
            tuple(data["facts"]),
        )
        points = data["points"]
        return cls(
            head,
            data["measured"],
            None if points is None else Decimal(points),
            Decimal(data["full"]),
            data["policy"],
            _nested_tuple(data["trace"]),
        )


@dataclass(frozen=True)
class Card:
    """One subject's result of one period. While it waits, total to outcomes are empty.

    `scaled` is the total on the scale of the scheme's points (§6); `class_size` counts the ranked
    cards of the class; `left` lists the lines that left by `na=rescale`; `waiting` the rows waited
    for, a veto that awaits its confirmation among them.
    """

    subject: str
    class_name: str
    days: int | None
    total: Decimal | None
    possible: Decimal | None
    percent: Decimal | None
    scaled: Decimal | None
    rank: int | None
    class_size: int
    bottom: int | None
    grade: str
    outcomes: tuple[str, ...]
    waiting: tuple[str, ...]
    left: tuple[str, ...]
    state: str
    lines: tuple[Line, ...]

    def line(self, code: str) -> Line:
        """The line of that code; KeyError when it is not on this card."""
        for line in self.lines:
            if line.head.code == code:
                return line
        raise KeyError(code)

    def as_json(self) -> dict[str, Any]:
        """Plain JSON data with decimals as strings."""
        data: dict[str, Any] = {name: plain_data(getattr(self, name)) for name in _CARD_FIELDS}
        data["lines"] = [line.as_json() for line in self.lines]
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Card:
        """The card again, as `as_json` wrote it."""
        values = {name: data[name] for name in _CARD_FIELDS}
        for name in ("total", "possible", "percent", "scaled"):
            values[name] = None if values[name] is None else Decimal(values[name])
        for name in ("outcomes", "waiting", "left"):
            values[name] = tuple(values[name])
        return cls(**values, lines=tuple(Line.from_json(line) for line in data["lines"]))


_CARD_FIELDS = tuple(name for name in Card.__dataclass_fields__ if name != "lines")


@dataclass(frozen=True)
class Note:
    """Something the run has to say beside its cards; so far a tie across the last quota places."""

    grade: str
    grade_name: str
    class_name: str
    places: int
    subjects: tuple[str, ...]

    def text(self, lang: str = "zh", names: Mapping[str, str] | None = None) -> str:
        """The sentence; the first ten of the tie by the `names` of their codes where given."""
        count = len(self.subjects)
        shown = [(names or {}).get(code, code) for code in self.subjects[:LISTED]]
        if lang.startswith("zh"):
            where = f"{self.class_name}：" if self.class_name else ""
            return (
                f"{where}「{self.grade_name}」还剩 {self.places} 个名额，{count} 个对象同分，"
                f"均不评入，名额空缺。同分：{'、'.join(shown)}{'等' * (count > LISTED)}。"
            )
        where = f"{self.class_name}: " if self.class_name else ""
        return (
            f"{where}{self.places} places of {self.grade_name} are left and {count} subjects tie "
            f"for them; none of them passes and the places stay empty: {', '.join(shown)}"
            f"{', …' * (count > LISTED)}."
        )


@dataclass(frozen=True)
class Run:
    """The cards of a run by subject code, in the order of the subjects, and its notes."""

    cards: dict[str, Card]
    notes: tuple[Note, ...]


def shown(value: Measured) -> str:
    """A measured value for people: `12.5`, `优秀 6、称职 8`, `31、33`."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        parts = (
            " ".join(shown(cell) for cell in part) if isinstance(part, tuple) else shown(part)
            for part in value
        )
        return "、".join(parts)
    return number_text(value) if isinstance(value, Decimal) else value


def plain_data(value: Any) -> Any:
    """Tuples as lists and decimals as strings, all the way down."""
    if isinstance(value, Decimal):
        return str(value)
    return [plain_data(item) for item in value] if isinstance(value, tuple) else value


def _nested_tuple(value: Any) -> Any:
    return tuple(_nested_tuple(item) for item in value) if isinstance(value, list) else value
