"""One group of the table over all subjects: sums of rounded points, and blends (§3, §4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from assessments.scoring.arithmetic.exact import ONE, ZERO, rounded
from assessments.scoring.cells.rules import Rule
from assessments.scoring.evaluation.lines import settle, stand_in, waiting
from assessments.scoring.evaluation.shapes import Place
from assessments.scoring.evaluation.sheet import Column, Sheet
from assessments.scoring.records.cards import Line, Trace


def group_column(sheet: Sheet, rule: Rule) -> Column:
    """The lines of a `sum` or `blend` row."""
    column = sheet.new_column()
    line_of = _blend if rule.method == "blend" else _sum
    for place, members in sheet.standing(rule):
        below = [sheet.columns[code] for code in place.children]
        for index in members:
            lines = [line for rows in below if (line := rows[index]) is not None]
            column[index] = line_of(sheet, rule, place, lines)
    sheet.settle_vetoes(rule.code, column)
    if rule.level == "section":
        _name_lines_that_left(sheet, rule, column)
    return column


def _sum(sheet: Sheet, rule: Rule, place: Place, lines: Sequence[Line]) -> Line:
    points = tuple(line.points for line in lines if line.points is not None)
    if len(points) < len(lines):
        return _waiting_group(sheet, rule, place, lines)
    total = sum(points, sheet.zero + place.start)
    step = ("sum", place.start if rule.starts_full else None, points)
    settled, trace = _within(total, step, place, sheet.unit)
    return Line(sheet.heads[rule.code], None, settled, place.full, "", trace)


def _within(total: Decimal, step: Trace, place: Place, unit: Decimal) -> tuple[Decimal, Trace]:
    """A sum of rounded numbers within its bounds; it is not rounded again, though a bound that
    fits the printed places is written with them."""
    for kind, bound in (("cap", place.cap), ("floor", place.floor)):
        if bound is not None and (total > bound if kind == "cap" else total < bound):
            printed = rounded(bound, ONE, unit)
            settled = printed if printed == bound else bound
            return settled, (step, (kind, total, ONE, bound))
    return total, (step,)


def _blend(sheet: Sheet, rule: Rule, place: Place, lines: Sequence[Line]) -> Line:
    if rule.params["absent"] == "wait" and any(line.points is None for line in lines):
        return _waiting_group(sheet, rule, place, lines)
    weights: Mapping[str, Decimal] = rule.params["weights"]
    terms = [
        (weight, line.points, sheet.scheme.by_code[line.code].points)
        for line in lines
        if (weight := weights.get(line.code.rpartition(".")[2], ZERO)) and line.points is not None
    ]
    if not terms:
        return _nothing_to_blend(sheet, rule, place)
    total = sum((weight for weight, _, _ in terms), ZERO)
    share = sum(Fraction(weight) * Fraction(got) / Fraction(full) for weight, got, full in terms)
    ratio = Fraction(rule.points) * share / Fraction(total)
    step = ("blend", rule.points, tuple(terms), total)
    number, divisor = Decimal(ratio.numerator), Decimal(ratio.denominator)
    settled, trace = settle(number, divisor, step, place, sheet.unit)
    return Line(sheet.heads[rule.code], None, settled, place.full, "", trace)


def _nothing_to_blend(sheet: Sheet, rule: Rule, place: Place) -> Line:
    """Every weighted row is left out: the blend itself is missing."""
    if rule.missing.kind == "wait":
        return waiting(sheet, rule, place, None)
    return stand_in(sheet, rule, place, "missing", rule.missing, None)


def _waiting_group(sheet: Sheet, rule: Rule, place: Place, lines: Sequence[Line]) -> Line:
    missing = tuple(line.code for line in lines if line.points is None)
    head = sheet.heads[rule.code]
    return Line(head, None, None, place.full, "", (("await", missing),))


def _name_lines_that_left(sheet: Sheet, rule: Rule, column: Column) -> None:
    """Say on the section which of its lines left the card by `na=rescale`."""
    for index, left in enumerate(sheet.left):
        gone = [code for code in left if code.startswith(rule.code + ".")]
        line = column[index]
        if line is not None and gone:
            named = tuple((code, sheet.scheme.by_code[code].name) for code in sorted(gone))
            column[index] = line._replace(trace=(*line.trace, ("left", named)))
