"""One row of a scheme, typed, with everything inherited filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from assessments.scoring.cells.grammar import Policy
from assessments.scoring.records.facts import Subject

SCORED = ("section", "item", "bonus")


@dataclass(frozen=True)
class Applies:
    """Whom a row is for: classes and single subjects; neither means everybody."""

    classes: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.classes or self.codes)

    def admits(self, subject: Subject) -> bool:
        """A cadre's own code also names the cards of each of its postings (`CODE@TEAM`)."""
        if not self:
            return True
        if subject.class_name in self.classes:
            return True
        return subject.code in self.codes or subject.code.partition("@")[0] in self.codes


@dataclass(frozen=True)
class Rule:
    """One row. `params` are typed as their specs read them; `floor` and `cap` are None where there
    is no bound; `fact_codes` are those under which its facts are recorded; `parent` and `children`
    follow the sums (a bonus under a section is a root)."""

    row: int = field(compare=False)
    level: str
    code: str
    name: str
    points: Decimal
    method: str
    fact: str
    fact_codes: tuple[str, ...]
    params: Mapping[str, Any]
    scorer: str
    period: str
    applies: Applies
    basis: str
    parent: str
    children: tuple[str, ...]
    bonus: bool
    floor: Decimal | None
    cap: Decimal | None
    missing: Policy
    na: Policy
    cells: Mapping[str, str]

    @property
    def is_scored(self) -> bool:
        return self.level in SCORED

    @property
    def is_leaf(self) -> bool:
        return self.is_scored and not self.children and self.method != "sum"

    @property
    def of(self) -> str:
        """The code of the line that a rank, best or mean looks at; '' when it looks at a fact."""
        return str(self.params.get("of", ""))

    @property
    def starts_full(self) -> bool:
        return self.params.get("start") == "full"
