"""Which vetoes are triggered, on whom, and what the confirmed ones do (§3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from assessments.scoring.cells.rules import Rule
from assessments.scoring.records.cards import Head, Line
from assessments.scoring.records.facts import Facts, FactValue, Subject
from assessments.scoring.table.scheme import Scheme
from assessments.scoring.table.storage import YES


@dataclass(frozen=True)
class Vetoes:
    """What the vetoes of a run do, by the subject's place in the run.

    `zeroed`: the rows that become 0, each with the veto that makes them so; `without_total`:
    whose total becomes 0, bonus and all, while the lines stay as they are; `capped`: the best
    grade left, counted from 0 = best; `barred`: outcomes that are closed; `proposed`: vetoes that
    nobody confirmed yet, for which the card waits; `lines`: what the card shows of them.
    """

    zeroed: dict[int, dict[str, Rule]] = field(default_factory=dict)
    without_total: set[int] = field(default_factory=set)
    capped: dict[int, int] = field(default_factory=dict)
    barred: dict[int, set[str]] = field(default_factory=dict)
    proposed: dict[int, list[str]] = field(default_factory=dict)
    lines: dict[str, list[Line | None]] = field(default_factory=dict)


def find_vetoes(scheme: Scheme, kind: str, subjects: Sequence[Subject], facts: Facts) -> Vetoes:
    """The vetoes of quarters or years (`kind`) on the facts of the same period."""
    found = Vetoes()
    grades = scheme.of_level("grade", kind)
    for rule in scheme.of_level("veto", kind):
        effect = _Effect(scheme, rule, grades)
        head = Head(rule.code, rule.name, rule.level, "", rule.basis, rule.fact_codes)
        found.lines[rule.code] = [
            effect.apply(found, index, head, facts.get(subject.code, {}).get(rule.fact))
            if rule.applies.admits(subject)
            else None
            for index, subject in enumerate(subjects)
        ]
    return found


def is_triggered(fact: FactValue | None) -> bool:
    """Above 0, or the label 是; no row, 0, 否 and not applicable are none."""
    if fact is None:
        return False
    return fact.label == YES or (fact.value is not None and fact.value > 0)


class _Effect:
    def __init__(self, scheme: Scheme, rule: Rule, grades: Sequence[Rule]) -> None:
        self.rule = rule
        self.kind, self.target = rule.params["effect"]
        self.codes: Mapping[str, Rule] = {}
        if self.kind == "zero":
            self.codes = {row.code: rule for row in scheme.under(self.target)}
        self.best_left = _quality(scheme, grades, self.target)

    def apply(self, found: Vetoes, index: int, head: Head, fact: FactValue | None) -> Line:
        """Note what the fact does to the subject and return the line that says so."""
        state = "none"
        if is_triggered(fact):
            state = "confirmed" if fact is not None and fact.confirmed_by else "proposed"
        if state == "proposed":
            found.proposed.setdefault(index, []).append(self.rule.code)
        elif state == "confirmed":
            self._carry_out(found, index)
        value = None if fact is None else fact.value if fact.value is not None else fact.label
        by = fact.confirmed_by if fact is not None and state == "confirmed" else ""
        step = ("veto", state, self.kind, self.target, by)
        return Line(head, value, None, Decimal(0), "", (step,))

    def _carry_out(self, found: Vetoes, index: int) -> None:
        if (self.kind, self.target) == ("zero", "total"):
            found.without_total.add(index)
        elif self.kind == "zero":
            found.zeroed.setdefault(index, {}).update(self.codes)
        elif self.kind == "cap" and self.best_left is not None:
            found.capped[index] = max(found.capped.get(index, 0), self.best_left)
        elif self.kind == "bar":
            found.barred.setdefault(index, set()).add(self.target)


def _quality(scheme: Scheme, grades: Sequence[Rule], target: str) -> int | None:
    """Where among the period's grades the one stands that `cap:` names by code or name; None when
    it is a grade of the other period only."""
    named = scheme.by_code.get(target)
    texts = {target, named.name if named else target}
    return next((i for i, g in enumerate(grades) if {g.code, g.name} & texts), None)
