"""One group of the table over all subjects: sums of rounded points, and blends (§3, §4)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assessments.scoring.arithmetic.exact import ONE, rounded
from assessments.scoring.cells.rules import Rule
from assessments.scoring.evaluation.lines import settle, stand_in, waiting
from assessments.scoring.evaluation.shapes import Place
from assessments.scoring.evaluation.sheet import Column, Sheet
from assessments.scoring.records.cards import Line, Trace
from assessments.scoring.registry import BY_NAME


def group_column(sheet: Sheet, rule: Rule) -> Column:
    """The lines of a row that has rows below it."""
    column = sheet.new_column()
    group = _Group(sheet, rule)
    for place, members in sheet.standing(rule):
        below = [sheet.columns[code] for code in place.children]
        for index in members:
            lines = [line for rows in below if (line := rows[index]) is not None]
            column[index] = group.line(place, lines)
    sheet.settle_vetoes(rule.code, column)
    if rule.level == "section":
        _name_lines_that_left(sheet, rule, column)
    return column


class _Group:
    """One row at work on the lines below it."""

    def __init__(self, sheet: Sheet, rule: Rule) -> None:
        self.sheet = sheet
        self.rule = rule
        self.head = sheet.heads[rule.code]
        self.method = BY_NAME[rule.method]
        self.waits = rule.params.get("absent") != "reweigh"
        self.settle = settle if self.method.rounds else _within

    def line(self, place: Place, lines: Sequence[Line]) -> Line:
        # A missing line is not 0: the group waits with it, up to the card (§5).
        if self.waits and any(line.points is None for line in lines):
            return self._waiting(place, lines)
        assert self.method.add is not None, "only such methods have rows below them"
        awarded = self.method.add(self.rule, lines, place.start, self._full_marks)
        if awarded is None:
            return self._nothing(place)
        points, trace = self.settle(*awarded, place, self.sheet.unit)
        return Line(self.head, None, points, place.full, "", trace)

    def _full_marks(self, code: str) -> Decimal:
        return self.sheet.scheme.by_code[code].points

    def _nothing(self, place: Place) -> Line:
        """Every weighted row is left out: the group itself is missing."""
        if self.rule.missing.kind == "wait":
            return waiting(self.sheet, self.rule, place, None)
        return stand_in(self.sheet, self.rule, place, "missing", self.rule.missing, None)

    def _waiting(self, place: Place, lines: Sequence[Line]) -> Line:
        missing = tuple(line.code for line in lines if line.points is None)
        return Line(self.head, None, None, place.full, "", (("await", missing),))


def _within(
    total: Decimal, one: Decimal, step: Trace, place: Place, unit: Decimal
) -> tuple[Decimal, Trace]:
    """A sum of rounded numbers within its bounds; it is not rounded again, though a bound that
    fits the printed places is written with them."""
    for kind, bound in (("cap", place.cap), ("floor", place.floor)):
        if bound is not None and (total > bound if kind == "cap" else total < bound):
            printed = rounded(bound, ONE, unit)
            settled = printed if printed == bound else bound
            return settled, (step, (kind, total, ONE, bound))
    return total, (step,)


def _name_lines_that_left(sheet: Sheet, rule: Rule, column: Column) -> None:
    """Say on the section which of its lines left the card by `na=rescale`."""
    for index, left in enumerate(sheet.left):
        gone = [code for code in left if code.startswith(rule.code + ".")]
        line = column[index]
        if line is not None and gone:
            named = tuple((code, sheet.scheme.by_code[code].name) for code in sorted(gone))
            column[index] = line._replace(trace=(*line.trace, ("left", named)))
