"""What was measured for one line of one subject: a value, nothing yet, or not applicable (§1)."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from assessments.scoring.arithmetic.numbers import number_text
from assessments.scoring.records.cards import Measured

NA: Final = object()
"""The measurement of a line that does not apply."""


class Lack(NamedTuple):
    """Missing, though something is there: too few ballots or scorers, or an unusable value."""

    reason: str
    have: Any
    need: Any

    @property
    def measured(self) -> Measured:
        return self.have if isinstance(self.have, str) else number_text(self.have)


Measurement = Any
"""A value as the method wants it; None or `Lack` when missing; `NA` when not applicable. What is
neither a decimal nor a text has a property `measured`, which is what the card shows of it."""


def is_missing(measurement: Measurement) -> bool:
    return measurement is None or isinstance(measurement, Lack)


def as_shown(measurement: Measurement) -> Measured:
    """A measurement that is there, and no number, as the card shows it."""
    shown: Measured = measurement if isinstance(measurement, str) else measurement.measured
    return shown
