"""`total>=900 & rank<=3`: the conditions of grades and outcomes (§7)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from assessments.scoring.cells.faults import Wrong
from assessments.scoring.cells.grammar import OPERATORS
from assessments.scoring.cells.params import number
from assessments.scoring.records.facts import Standing

_COMPARISON = re.compile(r"(total|rank|bottom|grade|percent)\s*(<=|>=|<|>|=)\s*(.+)")


class Comparison(NamedTuple):
    """One comparison; `value` is a decimal, or for `grade` the text of the grade."""

    name: str
    operator: str
    value: Decimal | str


Condition = tuple[Comparison, ...]
"""Comparisons that must all hold; the empty condition always does."""


def condition(text: str) -> Condition:
    """Read `total<800 & bottom=1`; empty text is refused."""
    return tuple(_comparison(part.strip()) for part in text.split("&"))


def _comparison(text: str) -> Comparison:
    match = _COMPARISON.fullmatch(text)
    if match is None:
        raise Wrong("not_a_condition", text)
    name, sign, value = match.groups()
    return Comparison(name, sign, value.strip() if name == "grade" else number(value.strip()))


def holds(terms: Condition, standing: Standing, qualities: Mapping[str, int]) -> bool:
    """Whether all comparisons hold. What a subject does not have (a rank, a grade) compares false.

    `qualities` maps codes and names of the grades to their quality: more is better."""
    return all(_compare(term, standing, qualities) for term in terms)


def _compare(term: Comparison, standing: Standing, qualities: Mapping[str, int]) -> bool:
    compare = OPERATORS[term.operator]
    if isinstance(term.value, str):
        mine, wanted = qualities.get(standing.grade), qualities.get(term.value)
        if mine is None or wanted is None:
            return term.operator == "=" and bool(standing.grade) and standing.grade == term.value
        return compare(mine, wanted)
    mine_value = getattr(standing, term.name)
    return mine_value is not None and compare(mine_value, term.value)
