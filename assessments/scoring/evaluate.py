"""Facts → cards: one run of a scheme over its subjects (§3–§8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from assessments.scoring.cards import Run
from assessments.scoring.facts import Facts, OtherResult, Standing, Subject
from assessments.scoring.scheme import Scheme

QuarterPoints = Mapping[str, Mapping[str, Mapping[str, Decimal | None]]]


def grade(
    scheme: Scheme,
    period: str,
    subjects: Sequence[Subject],
    facts: Facts,
    *,
    quarters: QuarterPoints | None = None,
    history: Mapping[str, Sequence[Standing]] | None = None,
    others: Mapping[tuple[str, str], OtherResult] | None = None,
) -> Run:
    """Grade `subjects` for `period` (`2026-Q1` or `2026`)."""
    raise NotImplementedError
