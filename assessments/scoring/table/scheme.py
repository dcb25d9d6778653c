"""A whole scheme: its rows, what it asks for, and its table again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from assessments.scoring.cells.faults import Fault
from assessments.scoring.cells.grammar import Policy
from assessments.scoring.cells.names import COLUMNS
from assessments.scoring.cells.rules import Rule
from assessments.scoring.records.facts import FactValue
from assessments.scoring.table.storage import refusal
from cadres.periods import Quarter, parse_period

Row = tuple[int, Mapping[str, str]]
"""The row's number in its file (the header is row 1), and its cells by English column key."""


@dataclass(frozen=True)
class Scheme:
    """A whole table without errors. `rules` holds every row in order, the scheme row first."""

    code: str
    name: str
    points: Decimal
    subject: str
    year: int | None
    series: str
    decimals: int
    ties: str
    na: Policy
    min_class: int
    min_days: int
    rules: tuple[Rule, ...]

    @cached_property
    def by_code(self) -> Mapping[str, Rule]:
        return {rule.code: rule for rule in self.rules}

    def rule(self, code: str) -> Rule:
        """The row of that code; KeyError when there is none."""
        return self.by_code[code]

    @property
    def scored(self) -> Iterator[Rule]:
        """Sections, items and bonus rows, in the order of the table."""
        return (rule for rule in self.rules if rule.is_scored)

    def of_level(self, level: str, period: str = "") -> tuple[Rule, ...]:
        """The rows of a level; with `quarter` or `year` only those of that period."""
        return tuple(
            rule for rule in self.rules if rule.level == level and period in ("", rule.period)
        )

    def under(self, code: str) -> Iterator[Rule]:
        """The scored row of that code and all scored rows whose code lies under it."""
        prefix = code + "."
        return (rule for rule in self.scored if rule.code == code or rule.code.startswith(prefix))

    def to_rows(self) -> list[Row]:
        """The table again, numbered from row 2: English levels and methods, tidy params."""
        return [(number, dict(rule.cells)) for number, rule in enumerate(self.rules, start=2)]

    @cached_property
    def hash(self) -> str:
        """SHA-256 over the content of the table; row numbers and layout do not count."""
        content = [[rule.cells[column] for column in COLUMNS] for rule in self.rules]
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    def facts_needed(self, period: str) -> tuple[str, ...]:
        """The fact codes a run of that period (`2026-Q1` or `2026`) reads, in table order, once
        each. A `votes` or `score` row stands here with its bare code."""
        kind = "quarter" if isinstance(parse_period(period), Quarter) else "year"
        rules = (rule for rule in self.rules if rule.is_leaf or rule.level == "veto")
        facts = (rule.fact for rule in rules if rule.fact and rule.period == kind)
        return tuple(dict.fromkeys(facts))

    def check_fact(self, code: str, fact: FactValue, row: int = 0) -> Fault | None:
        """What must be refused when a fact is stored (§9): a label that no map holds, an entered
        score outside its bounds, a text where a number is wanted. None when it may be stored."""
        for rule in self.rules:
            wrong = refusal(rule, code, fact)
            if wrong is not None:
                return wrong.at(row, "value")
        return None
