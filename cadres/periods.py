"""Which quarter, which year? The periods that reports, facts and cards belong to.

Plain Python: no Django and no clock. Dates are passed in; only views and commands ask for today.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_HALF = re.compile(r"([0-9]{4})-H([12])")
_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
_QUARTER = re.compile(r"([0-9]{4})-Q([1-4])")
_YEAR = re.compile(r"[0-9]{4}")


@dataclass(frozen=True, order=True)
class Quarter:
    """A calendar quarter, written `2026-Q1`. ValueError for a year or quarter that is none."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not (1 <= self.year <= 9999 and 1 <= self.number <= 4):
            raise ValueError(f"not a quarter: {self.year}-Q{self.number}")

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """Read `2026-Q1`; anything else is a ValueError."""
        match = _QUARTER.fullmatch(text)
        if match is None:
            raise ValueError(f"not a quarter: {text!r}; write it like 2026-Q1")
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: date) -> Quarter:
        """The quarter that holds `day`."""
        return cls(day.year, (day.month + 2) // 3)

    def __str__(self) -> str:
        return f"{self.year:04}-Q{self.number}"

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    @property
    def first_day(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last_day(self) -> date:
        month = 3 * self.number
        return date(self.year, month, 31 if month in (3, 12) else 30)

    @property
    def days(self) -> int:
        return (self.last_day - self.first_day).days + 1

    def next(self) -> Quarter:
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    def previous(self) -> Quarter:
        return Quarter(self.year - (self.number == 1), (self.number + 2) % 4 + 1)

    def quarters(self) -> tuple[Quarter, ...]:
        return (self,)

    def whole_year(self) -> Year:
        return Year(self.year)

    def label(self, lang: str = "zh") -> str:
        """For people: `2026年第2季度`, or `2026 Q2` in English."""
        if lang.startswith("zh"):
            return f"{self.year}年第{self.number}季度"
        return f"{self.year} Q{self.number}"


@dataclass(frozen=True, order=True)
class Year:
    """A calendar year, written `2026`. ValueError for a number that is none."""

    year: int

    def __post_init__(self) -> None:
        if not 1 <= self.year <= 9999:
            raise ValueError(f"not a year: {self.year}")

    @classmethod
    def parse(cls, text: str) -> Year:
        """Read `2026`; anything else is a ValueError."""
        if _YEAR.fullmatch(text) is None:
            raise ValueError(f"not a year: {text!r}; write it like 2026")
        return cls(int(text))

    @classmethod
    def of(cls, day: date) -> Year:
        """The year that holds `day`."""
        return cls(day.year)

    def __str__(self) -> str:
        return f"{self.year:04}"

    def __contains__(self, day: date) -> bool:
        return day.year == self.year

    @property
    def first_day(self) -> date:
        return date(self.year, 1, 1)

    @property
    def last_day(self) -> date:
        return date(self.year, 12, 31)

    @property
    def days(self) -> int:
        return (self.last_day - self.first_day + timedelta(days=1)).days

    def next(self) -> Year:
        return Year(self.year + 1)

    def previous(self) -> Year:
        return Year(self.year - 1)

    def quarters(self) -> tuple[Quarter, ...]:
        return tuple(Quarter(self.year, number) for number in (1, 2, 3, 4))

    def whole_year(self) -> Year:
        return self

    def label(self, lang: str = "zh") -> str:
        """For people: `2026年`, or `2026` in English."""
        return f"{self.year}年" if lang.startswith("zh") else str(self.year)


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month, written `2026-05`: what a monthly circular speaks of."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read `2026-05`; anything else is a ValueError."""
        match = _MONTH.fullmatch(text)
        if match is None or not int(match[1]):
            raise ValueError(f"not a month: {text!r}; write it like 2026-05")
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: date) -> Month:
        """The month that holds `day`."""
        return cls(day.year, day.month)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"

    @property
    def first_day(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        return self.next().first_day - timedelta(days=1)

    def next(self) -> Month:
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    def previous(self) -> Month:
        return Month(self.year - (self.number == 1), (self.number + 10) % 12 + 1)

    def label(self) -> str:
        """For people: `2026年5月`."""
        return f"{self.year}年{self.number}月"


@dataclass(frozen=True, order=True)
class HalfYear:
    """January to June or July to December, written `2026-H1`: what visits are planned by."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> HalfYear:
        """Read `2026-H1`; anything else is a ValueError."""
        match = _HALF.fullmatch(text)
        if match is None or not int(match[1]):
            raise ValueError(f"not a half year: {text!r}; write it like 2026-H1")
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: date) -> HalfYear:
        """The half year that holds `day`."""
        return cls(day.year, (day.month + 5) // 6)

    def __str__(self) -> str:
        return f"{self.year:04}-H{self.number}"

    @property
    def first_day(self) -> date:
        return date(self.year, 6 * self.number - 5, 1)

    @property
    def last_day(self) -> date:
        return date(self.year, 6, 30) if self.number == 1 else date(self.year, 12, 31)

    def next(self) -> HalfYear:
        return HalfYear(self.year + self.number // 2, 3 - self.number)

    def previous(self) -> HalfYear:
        return HalfYear(self.year - self.number % 2, 3 - self.number)

    def label(self, lang: str = "zh") -> str:
        """For people: `2026年上半年`, or `2026-H1` in English."""
        half = "上" if self.number == 1 else "下"
        return f"{self.year}年{half}半年" if lang.startswith("zh") else str(self)


Period = Quarter | Year


def parse_period(text: str) -> Period:
    """Read `2026-Q1` or `2026`; anything else is a ValueError that names both forms."""
    for kind in (Quarter, Year):
        try:
            return kind.parse(text)
        except ValueError:
            continue
    raise ValueError(f"not a period: {text!r}; write a quarter like 2026-Q1 or a year like 2026")


class QuarterConverter:
    """`<quarter:period>` in a URL; 2026-Q5 is no quarter and so no page."""

    regex = "[0-9]{4}-Q[0-9]"

    def to_python(self, value: str) -> Quarter:
        return Quarter.parse(value)

    def to_url(self, value: Quarter | str) -> str:
        return str(value)


class PeriodConverter:
    """`<period:period>` in a URL: a quarter or a year."""

    regex = "[0-9]{4}(?:-Q[0-9])?"

    def to_python(self, value: str) -> Period:
        return parse_period(value)

    def to_url(self, value: Period | str) -> str:
        return str(value)
