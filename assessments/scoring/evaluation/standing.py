"""Who stands where: ranks inside the class, grades with quotas, outcomes (§7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from assessments.scoring.arithmetic.ranking import places
from assessments.scoring.cells.conditions import holds
from assessments.scoring.cells.rules import Rule
from assessments.scoring.evaluation.vetoes import Vetoes
from assessments.scoring.records.cards import Note
from assessments.scoring.records.facts import Standing, Subject
from assessments.scoring.table.scheme import Scheme

History = Mapping[str, Sequence[Standing]]
"""subject code → standings in the periods just before, most recent first, without a gap."""


@dataclass
class Result:
    """A subject's place in its class; `total` is None while its card waits."""

    subject: Subject
    total: Decimal | None
    percent: Decimal | None
    rank: int | None = None
    bottom: int | None = None
    class_size: int = 0
    grade: str = ""
    outcomes: list[str] = field(default_factory=list)

    @property
    def standing(self) -> Standing:
        return Standing(self.total, self.rank, self.bottom, self.grade, self.percent)


class Ranking:
    """Ranks, grades and outcomes over the results of one run, in place."""

    def __init__(self, scheme: Scheme, kind: str, vetoes: Vetoes, history: History) -> None:
        self.scheme = scheme
        self.vetoes = vetoes
        self.history = history
        self.grades = scheme.of_level("grade", kind)
        self.outcomes = scheme.of_level("outcome", kind)
        self.qualities = _qualities(self.grades)
        self.notes: list[Note] = []

    def conclude(self, results: Sequence[Result]) -> None:
        """Fill rank, bottom, grade and outcomes of results that stand in the order of the run."""
        classes: dict[str, list[int]] = {}
        for index, result in enumerate(results):
            classes.setdefault(result.subject.class_name, []).append(index)
        for members in classes.values():
            self._rank([results[index] for index in members])
            self._grade({index: results[index] for index in members})
        for index, result in enumerate(results):
            result.outcomes = [rule.code for rule in self._outcomes(index, result)]

    def _rank(self, results: Sequence[Result]) -> None:
        """Classes of too few subjects get no ranks, nor do subjects of too few days."""
        ranked = [result for result in results if self._is_ranked(result)]
        if len(results) < self.scheme.min_class:
            return
        totals = [result.total for result in ranked if result.total is not None]
        from_top = places(totals, high=True, ties=self.scheme.ties)
        from_bottom = places(totals, high=False, ties=self.scheme.ties)
        for result in results:
            result.class_size = len(ranked)
        for result in ranked:
            assert result.total is not None
            result.rank, result.bottom = from_top[result.total], from_bottom[result.total]

    def _is_ranked(self, result: Result) -> bool:
        days = result.subject.days
        return result.total is not None and (days is None or days >= self.scheme.min_days)

    def _grade(self, results: Mapping[int, Result]) -> None:
        """Best grade first; who misses a quota falls to the next grade whose condition holds.

        A subject capped by a veto uses no place of a quota, so it is no rival (§3)."""
        ranked = sum(result.rank is not None for result in results.values())
        for quality, rule in enumerate(self.grades):
            open_to = [
                index for index, result in results.items() if self._may_have(rule, index, result)
            ]
            free = [index for index in open_to if index in self.vetoes.capped]
            passed = [index for index in free if self.vetoes.capped[index] <= quality]
            rivals = [index for index in open_to if index not in self.vetoes.capped]
            quota = rule.params["quota"]
            if quota is not None:
                rivals = self._within(quota.places(ranked), rule, rivals, results)
            for index in (*passed, *rivals):
                results[index].grade = rule.code

    def _may_have(self, rule: Rule, index: int, result: Result) -> bool:
        if result.total is None or result.grade or not rule.applies.admits(result.subject):
            return False
        return holds(rule.params["when"], result.standing, self.qualities)

    def _within(
        self, count: int, rule: Rule, rivals: Sequence[int], results: Mapping[int, Result]
    ) -> list[int]:
        """The rivals that get one of `count` places; a tie that straddles the last gets none."""
        by_total = sorted(rivals, key=lambda index: _total(results[index]), reverse=True)
        if len(by_total) <= count:
            return by_total
        cut = _total(results[by_total[count]])
        above = [index for index in by_total if _total(results[index]) > cut]
        if len(above) < count:
            tied = [index for index in rivals if _total(results[index]) == cut]
            self._note_tie(rule, count - len(above), [results[index].subject for index in tied])
        return above

    def _note_tie(self, rule: Rule, count: int, tied: Sequence[Subject]) -> None:
        codes = tuple(subject.code for subject in tied)
        name = rule.name or rule.code
        self.notes.append(Note(rule.code, name, tied[0].class_name, count, codes))

    def _outcomes(self, index: int, result: Result) -> Iterator[Rule]:
        barred = self.vetoes.barred.get(index, ())
        for rule in self.outcomes:
            if rule.code in barred or not rule.applies.admits(result.subject):
                continue
            if self._holds_in_a_row(rule, result):
                yield rule

    def _holds_in_a_row(self, rule: Rule, result: Result) -> bool:
        """Whether the condition holds now and in the periods before, `years` in all."""
        needed = rule.params["years"]
        standings = [result.standing, *self.history.get(result.subject.code, ())][:needed]
        return len(standings) == needed and all(
            holds(rule.params["when"], standing, self.qualities) for standing in standings
        )


def _qualities(grades: Sequence[Rule]) -> dict[str, int]:
    """Codes and names of the grades, best first in the table → quality, more is better."""
    qualities: dict[str, int] = {}
    for index, rule in enumerate(grades):
        for text in filter(None, (rule.code, rule.name)):
            qualities.setdefault(text, len(grades) - index)
    return qualities


def _total(result: Result) -> Decimal:
    assert result.total is not None
    return result.total
