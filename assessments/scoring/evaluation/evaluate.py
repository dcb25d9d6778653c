"""Facts → cards: one run of a scheme over its subjects (§3–§8)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal, localcontext

from assessments.scoring.arithmetic.exact import CONTEXT, HUNDRED, ZERO, rounded, unit
from assessments.scoring.cells.rules import Rule
from assessments.scoring.evaluation.groups import group_column
from assessments.scoring.evaluation.lines import leaf_column
from assessments.scoring.evaluation.shapes import Shape
from assessments.scoring.evaluation.sheet import QuarterPoints, Sheet
from assessments.scoring.evaluation.standing import History, Ranking, Result
from assessments.scoring.records.cards import Card, Line, Run
from assessments.scoring.records.facts import Facts, Others, Subject
from assessments.scoring.table.scheme import Scheme
from cadres.periods import parse_period

_PERCENT = unit(2)


def grade(
    scheme: Scheme,
    period: str,
    subjects: Sequence[Subject],
    facts: Facts,
    *,
    quarters: QuarterPoints | None = None,
    history: History | None = None,
    others: Others | None = None,
) -> Run:
    """Grade `subjects` for `period` (`2026-Q1` or `2026`; ValueError for any other text).

    `facts` are those of exactly that period. For a year, `quarters` has the points of the quarter
    lines on the quarters' cards: subjects not graded and lines that waited are absent, lines that
    left by `na=rescale` are None. `history` has the standings of the periods just before, most
    recent first, up to the first gap; `others` the results that `from` lines cite.
    """
    with localcontext(CONTEXT):
        sheet = Sheet(scheme, parse_period(period), subjects, facts, quarters or {}, others or {})
        for rule in sheet.rules:
            column_of = group_column if rule.children else leaf_column
            if rule.children or rule.is_leaf:
                sheet.columns[rule.code] = column_of(sheet, rule)
        totals = _Totals(sheet)
        results = [totals.result(index) for index in range(len(subjects))]
        ranking = Ranking(scheme, sheet.kind, sheet.vetoes, history or {})
        ranking.conclude(results)
        lines = _lines_by_subject(sheet)
        cards = {
            result.subject.code: totals.card(index, result, lines[index])
            for index, result in enumerate(results)
        }
    return Run(cards, tuple(ranking.notes))


class _Totals:
    """Adds up the roots of the table: sections, and bonus that stands outside the possible."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        roots = [rule for rule in sheet.scheme.scored if not rule.parent]
        standing = [rule for rule in roots if rule.code in sheet.columns]
        self.roots = [rule for rule in standing if rule.bonus or rule.points]
        self.columns = [sheet.columns[rule.code] for rule in self.roots]
        self.awaited = [(rule, sheet.columns[rule.code]) for rule in standing]
        self.waiting = [self._waiting(index) for index in range(len(sheet.subjects))]
        self.possible = [ZERO] * len(sheet.subjects)
        for shape, members in sheet.alike:
            possible = self._possible(shape)
            for index in members:
                self.possible[index] = possible

    def result(self, index: int) -> Result:
        """Total and percent of a subject; both None while anything is waited for.

        Waiting is not 0 (§5): a subject without a total takes no part in ranks. A veto `zero:total`
        makes the total 0 and leaves the lines, so that the card shows what was earned (§3)."""
        subject = self.sheet.subjects[index]
        if self.waiting[index]:
            return Result(subject, None, None)
        lines = [line for column in self.columns if (line := column[index]) is not None]
        total = sum(map(_points, lines), self.sheet.zero)
        if index in self.sheet.vetoes.without_total:
            total = self.sheet.zero
        possible = self.possible[index]
        percent = rounded(total * HUNDRED, possible, _PERCENT) if possible else None
        return Result(subject, total, percent)

    def card(self, index: int, result: Result, lines: tuple[Line, ...]) -> Card:
        is_waiting = result.total is None
        return Card(
            subject=result.subject.code,
            class_name=result.subject.class_name,
            days=result.subject.days,
            total=result.total,
            possible=None if is_waiting else self.possible[index],
            percent=result.percent,
            scaled=self._scaled(index, result),
            rank=result.rank,
            class_size=result.class_size,
            bottom=result.bottom,
            grade=result.grade,
            outcomes=tuple(result.outcomes),
            waiting=self.waiting[index],
            left=tuple(sorted(self.sheet.left[index])),
            state="waiting" if is_waiting else "draft",
            lines=lines,
        )

    def _possible(self, shape: Shape) -> Decimal:
        """Full marks of the sections on a card."""
        roots = [rule.code for rule in self.roots if not rule.bonus and rule.code in shape]
        return sum((shape[code].full for code in roots), ZERO)

    def _scaled(self, index: int, result: Result) -> Decimal | None:
        """A quarter's total on the scale of the scheme's points (§6)."""
        possible = self.possible[index]
        if self.sheet.kind == "year" or result.total is None or not possible:
            return None
        return rounded(result.total * self.sheet.scheme.points, possible, self.sheet.unit)

    def _waiting(self, index: int) -> tuple[str, ...]:
        awaited = [
            code
            for rule, column in self.awaited
            if (line := column[index]) is not None and line.points is None
            for code in self._awaited_by(rule, index)
        ]
        return (*awaited, *self.sheet.vetoes.proposed.get(index, ()))

    def _awaited_by(self, rule: Rule, index: int) -> Iterator[str]:
        """The leaves that keep a row waiting; a blend that has nothing to weigh, itself."""
        line = self.sheet.columns[rule.code][index]
        assert line is not None, "what a row awaits stands on the card"
        if line.trace[0][0] != "await":
            yield rule.code
            return
        for code in line.trace[0][1]:
            yield from self._awaited_by(self.sheet.scheme.by_code[code], index)


def _lines_by_subject(sheet: Sheet) -> list[tuple[Line, ...]]:
    """Each card's lines in the order of the table, vetoes among them."""
    columns = {**sheet.columns, **sheet.vetoes.lines}
    ordered = [columns[rule.code] for rule in sheet.scheme.rules if rule.code in columns]
    if not ordered:
        return [() for _ in sheet.subjects]
    return [tuple(filter(None, lines)) for lines in zip(*ordered, strict=True)]


def _points(line: Line) -> Decimal:
    assert line.points is not None, "a root without points makes its card wait"
    return line.points
