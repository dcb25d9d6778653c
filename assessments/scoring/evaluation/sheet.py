"""The state of one run: who stands where, what was measured, and the lines found so far.

Rows are evaluated one after the other over all subjects, since ranks, bests and means need the
whole class; in the order of dependency, since a group needs its rows and `of=line:` its line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from assessments.scoring.arithmetic.exact import ZERO, unit
from assessments.scoring.cells.rules import Rule
from assessments.scoring.evaluation.quarters import year_of
from assessments.scoring.evaluation.shapes import Place, Shape, Shapes
from assessments.scoring.evaluation.vetoes import find_vetoes
from assessments.scoring.records.cards import Head, Line
from assessments.scoring.records.facts import Facts, Others, Subject
from assessments.scoring.records.measurements import NA, Measurement
from assessments.scoring.registry import BY_NAME
from assessments.scoring.table.scheme import Scheme
from cadres.periods import Period, Quarter

QuarterPoints = Mapping[str, Mapping[str, Mapping[str, Decimal | None]]]
"""quarter → subject code → line code → points; None for a line that left by `na=rescale`."""
Column = list[Line | None]
"""One row of the table over all subjects; None where it is not on the card."""


class Sheet:
    """What the evaluation of rows reads and writes. Subjects go by their place in the run."""

    def __init__(
        self,
        scheme: Scheme,
        period: Period,
        subjects: Sequence[Subject],
        facts: Facts,
        quarters: QuarterPoints,
        others: Others,
    ) -> None:
        self.scheme = scheme
        self.period = period
        self.subjects = subjects
        self.facts = [facts.get(subject.code, {}) for subject in subjects]
        self.fact_codes = set().union(*self.facts)
        self.quarters = quarters
        self.others = others
        self.kind = "quarter" if isinstance(period, Quarter) else "year"
        self.unit = unit(scheme.decimals)
        self.zero = ZERO.quantize(self.unit)
        self.classes = _classes(subjects)
        self.rules = in_order_of_dependency(scheme)
        self.heads = {rule.code: _head(rule) for rule in scheme.scored}
        self.vetoes = find_vetoes(scheme, self.kind, subjects, facts)
        self.measured = {
            rule.code: self._measure(rule) for rule in self.rules if self._is_measured(rule)
        }
        self.shapes = Shapes(scheme, self.kind == "quarter")
        self.left = self._lines_that_left()
        self.shape_of = [
            self.shapes.of(subject, left) for subject, left in zip(subjects, self.left, strict=True)
        ]
        self.alike = _alike(self.shape_of)
        self.columns: dict[str, Column] = {}

    def new_column(self) -> Column:
        return [None] * len(self.subjects)

    def standing(self, rule: Rule) -> Iterator[tuple[Place, list[int]]]:
        """The row's place on the cards where it stands, each with its subjects."""
        for shape, members in self.alike:
            place = shape.get(rule.code)
            if place is not None:
                yield place, members

    def from_quarters(self, rule: Rule) -> bool:
        """Whether the row's points come from the quarters' cards."""
        return self.kind == "year" and rule.period == "quarter"

    def measurements(self, rule: Rule) -> list[Measurement]:
        """What a leaf measures, for all subjects, those it is not for included."""
        if rule.code in self.measured:
            return self.measured[rule.code]
        return [self._points_of(rule.of, index) for index in range(len(self.subjects))]

    def settle_vetoes(self, code: str, column: Column) -> None:
        """Make 0 what a confirmed veto makes 0 in this row, missing points too (§3).

        Each column is settled as soon as it is whole: the groups above add the 0, a line that
        looks at this one (`of=line:`) sees it, and `na=mean` has taken the others' points before.
        """
        for index, codes in self.vetoes.zeroed.items():
            line, veto = column[index], codes.get(code)
            if line is None or veto is None:
                continue
            step = ("zero", veto.code, veto.name, line.points)
            policy = line.policy if line.points is not None else ""
            column[index] = line._replace(
                points=self.zero, policy=policy, trace=(*line.trace, step)
            )

    def _is_measured(self, rule: Rule) -> bool:
        """Whether a row's measurements are known before any points are: not so for `of=line:`."""
        return rule.is_leaf and (not rule.of or self.from_quarters(rule))

    def _measure(self, rule: Rule) -> list[Measurement]:
        if self.from_quarters(rule):
            return [self._year_of(rule, subject) for subject in self.subjects]
        method = BY_NAME[rule.method]
        if method.cite:
            return [method.cite(rule, subject, self.others) for subject in self.subjects]
        return list(map(method.measure(rule, self.fact_codes), self.facts))

    def _year_of(self, rule: Rule, subject: Subject) -> Measurement:
        quarters = (self.quarters.get(str(quarter), {}) for quarter in self.period.quarters())
        return year_of(rule, [points.get(subject.code) for points in quarters])

    def _points_of(self, code: str, index: int) -> Measurement:
        """The points of the line that `of=line:` names; off the card it does not apply."""
        line = self.columns[code][index]
        return NA if line is None else line.points

    def _lines_that_left(self) -> list[frozenset[str]]:
        """The lines that leave each subject's card by `na=rescale` (§5)."""
        rules = [rule for rule in self.rules if rule.na.kind == "rescale"]
        alone = [rule for rule in rules if rule.code in self.measured]
        looking = [rule for rule in rules if rule.code not in self.measured]
        left = []
        for index, subject in enumerate(self.subjects):
            shape = self.shapes.of(subject)
            gone = frozenset(
                rule.code
                for rule in alone
                if self.measured[rule.code][index] is NA and rule.code in shape
            )
            for rule in looking:
                shape = self.shapes.of(subject, gone)
                if rule.code in shape and rule.of not in shape:
                    gone |= {rule.code}
            left.append(gone)
        return left


def in_order_of_dependency(scheme: Scheme) -> list[Rule]:
    """The scored rows, each after its children and after the line it looks at."""
    ordered: dict[str, Rule] = {}

    def visit(rule: Rule) -> None:
        if rule.code not in ordered:
            for code in (rule.of,) if rule.of else rule.children:
                visit(scheme.by_code[code])
            ordered[rule.code] = rule

    for rule in scheme.scored:
        visit(rule)
    return list(ordered.values())


def _head(rule: Rule) -> Head:
    return Head(rule.code, rule.name, rule.level, rule.method, rule.basis, rule.fact_codes)


def _classes(subjects: Sequence[Subject]) -> dict[str, list[int]]:
    classes: dict[str, list[int]] = {}
    for index, subject in enumerate(subjects):
        classes.setdefault(subject.class_name, []).append(index)
    return classes


def _alike(shapes: Sequence[Shape]) -> list[tuple[Shape, list[int]]]:
    """The subjects that share a shape, shape by shape."""
    groups: dict[int, tuple[Shape, list[int]]] = {}
    for index, shape in enumerate(shapes):
        groups.setdefault(id(shape), (shape, []))[1].append(index)
    return list(groups.values())
