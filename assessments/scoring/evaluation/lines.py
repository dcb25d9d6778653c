"""One leaf of the table over all subjects: award, bounds, scale, one rounding (§3–§5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from assessments.scoring.arithmetic.exact import ONE, ZERO, rounded
from assessments.scoring.arithmetic.numbers import number_text
from assessments.scoring.cells.grammar import Policy
from assessments.scoring.cells.rules import Rule
from assessments.scoring.evaluation.quarters import combined
from assessments.scoring.evaluation.shapes import Place
from assessments.scoring.evaluation.sheet import Column, Sheet
from assessments.scoring.method import Award
from assessments.scoring.records.cards import Line, Measured, Trace
from assessments.scoring.records.measurements import NA, Lack, Measurement, as_shown, is_missing
from assessments.scoring.registry import BY_NAME


def leaf_column(sheet: Sheet, rule: Rule) -> Column:
    """The lines of a leaf, made once for all on equal places who measured the same."""
    leaf = _Leaf(sheet, rule)
    column = sheet.new_column()
    known: dict[tuple[Place, str], dict[tuple[int, int], Line]] = {}
    for place, members in sheet.standing(rule):
        name = sheet.subjects[members[0]].class_name
        lines = known.setdefault((place, name if leaf.by_class else ""), {})
        for index in members:
            key = leaf.keys[index]
            if key not in lines:
                lines[key] = leaf.line(index, place, name)
            column[index] = lines[key]
    sheet.settle_vetoes(rule.code, column)
    return column


class _Leaf:
    """One row at work. `keys` tell who measured the same: the same fact and the same measurement.

    They are identities, since 1.0 equals 1.00 but is told otherwise; facts that are one object
    (as `evidence` hands them over) are worked out once, others each."""

    def __init__(self, sheet: Sheet, rule: Rule) -> None:
        self.sheet = sheet
        self.rule = rule
        self.from_quarters = sheet.from_quarters(rule)
        self.by_class = BY_NAME[rule.method].needs_class or rule.na.kind == "mean"
        self.measurements = sheet.measurements(rule)
        self.facts = [facts.get(rule.fact) for facts in sheet.facts]
        self.keys = list(zip(map(id, self.facts), map(id, self.measurements), strict=True))
        self.awards = _awards(sheet, rule, self.measurements)
        self.means: dict[str, tuple[str, Decimal, Decimal]] = {}

    def line(self, index: int, place: Place, class_name: str) -> Line:
        """The line of a subject, with what a fact's reader says of it beside the arithmetic."""
        line = self._line(self.measurements[index], place, class_name)
        fact = self.facts[index]
        if fact is None or not fact.note or self.from_quarters:
            return line
        return line._replace(trace=(*line.trace, ("note", fact.note)))

    def _line(self, measurement: Measurement, place: Place, class_name: str) -> Line:
        if measurement is NA and self.rule.na.kind == "mean":
            return _by_policy(self.sheet, self.rule, place, "na", *self._mean(class_name), "NA")
        if measurement is NA or is_missing(measurement):
            return _without_value(self.sheet, self.rule, place, measurement)
        bounds = _year_bounds(self.rule, place) if self.from_quarters else place
        points, trace = settle(*self.awards[class_name](measurement), bounds, self.sheet.unit)
        value = measurement if isinstance(measurement, Decimal) else as_shown(measurement)
        return Line(self.sheet.heads[self.rule.code], value, points, place.full, "", trace)

    def _mean(self, class_name: str) -> tuple[str, Decimal, Decimal]:
        """`na=mean`: what those of the class who have a value got, (kind, sum, count); of the kind
        `nobody` when nobody has (§5). Vetoes and `na=rescale` come later, so that nobody gets more
        than full marks by others' folding, or less by their vetoes."""
        if class_name not in self.means:
            points = [self._points(index, class_name) for index in self.sheet.classes[class_name]]
            found = [value for value in points if value is not None]
            counted = ("mean", sum(found, ZERO), Decimal(len(found)))
            self.means[class_name] = counted if found else ("nobody", self.rule.points, ONE)
        return self.means[class_name]

    def _points(self, index: int, class_name: str) -> Decimal | None:
        place = self.sheet.shape_of[index].get(self.rule.code)
        measurement = self.measurements[index]
        if place is None or measurement is NA or is_missing(measurement):
            return None
        unscaled = place._replace(scale=None)
        return settle(*self.awards[class_name](measurement), unscaled, self.sheet.unit)[0]


def settle(
    number: Decimal, divisor: Decimal, step: Trace, place: Place, unit: Decimal
) -> tuple[Decimal, Trace]:
    """Clamp to the bounds, multiply by the scale, round once: the points and their trace (§3–§5).

    What `na=rescale` multiplies is clamped before and not after, since a line may take over the
    points of lines that left."""
    trace: Trace = (step,)
    # Compared as products: the only division is that of `rounded` at the end.
    if place.cap is not None and number > place.cap * divisor:
        trace = (step, ("cap", number, divisor, place.cap))
        number, divisor = place.cap, ONE
    elif place.floor is not None and number < place.floor * divisor:
        trace = (step, ("floor", number, divisor, place.floor))
        number, divisor = place.floor, ONE
    if place.scale is not None:
        trace = (*trace, ("scale", *place.scale))
        number, divisor = number * place.scale[0], divisor * place.scale[1]
    return rounded(number, divisor, unit), trace


def stand_in(
    sheet: Sheet, rule: Rule, place: Place, word: str, policy: Policy, value: Measured
) -> Line:
    """The line of a policy that names its points itself: `missing=zero`, `na=full`, …"""
    amount = rule.points if policy.kind == "full" else policy.amount or ZERO
    return _by_policy(sheet, rule, place, word, policy.kind, amount, ONE, value)


def waiting(sheet: Sheet, rule: Rule, place: Place, lack: Lack | None) -> Line:
    """The line of a leaf that has no points yet, and why."""
    step = ("wait", *(lack or _plain_lack(sheet, rule)))
    value = None if lack is None else lack.measured
    return Line(sheet.heads[rule.code], value, None, place.full, "missing=wait", (step,))


def _plain_lack(sheet: Sheet, rule: Rule) -> Lack:
    """Missing because nothing is there: which thing, by the kind of row."""
    if rule.children:
        return Lack("rows", None, None)
    if sheet.from_quarters(rule):
        return Lack("quarters", None, None)
    if rule.of:
        return Lack("line", rule.of, None)
    return BY_NAME[rule.method].lack(rule)


def _awards(sheet: Sheet, rule: Rule, measurements: Sequence[Measurement]) -> Mapping[str, Award]:
    """The award of each class."""
    if sheet.from_quarters(rule):
        return dict.fromkeys(sheet.classes, combined(rule.params["combine"].kind))
    method = BY_NAME[rule.method]
    if method.award is not None:
        return dict.fromkeys(sheet.classes, method.award(rule.points, rule.params))
    assert method.award_among is not None, "a leaf's method looks at one subject or at the class"
    awards = {}
    for name, members in sheet.classes.items():
        values = [
            measurements[index]
            for index in members
            if rule.code in sheet.shape_of[index] and isinstance(measurements[index], Decimal)
        ]
        if values:
            awards[name] = method.award_among(rule.points, rule.params, values)
    return awards


def _year_bounds(rule: Rule, place: Place) -> Place:
    """Quarters combined are within bounds already; with `combine=sum` the row's points are the
    year's cap, unless `cap=none` lifts it (§6)."""
    if rule.params["combine"].kind != "sum":
        return place._replace(floor=None, cap=None)
    return place if place.cap is None else place._replace(cap=rule.points or place.cap)


def _without_value(sheet: Sheet, rule: Rule, place: Place, measurement: Measurement) -> Line:
    if measurement is NA:
        return stand_in(sheet, rule, place, "na", rule.na, "NA")
    lack = measurement if isinstance(measurement, Lack) else None
    if rule.missing.kind == "wait":
        return waiting(sheet, rule, place, lack)
    value = lack.measured if lack else None
    return stand_in(sheet, rule, place, "missing", rule.missing, value)


def _by_policy(
    sheet: Sheet,
    rule: Rule,
    place: Place,
    word: str,
    kind: str,
    number: Decimal,
    divisor: Decimal,
    value: Measured,
) -> Line:
    """`word` is `missing` or `na`; the points are number ÷ divisor, scaled but not clamped."""
    trace: Trace = (("policy", word, kind, number, divisor),)
    name = f"{word}={'mean' if kind == 'nobody' else kind}"
    if kind == "fixed":
        name += f":{number_text(number)}"
    if place.scale is not None:
        trace = (*trace, ("scale", *place.scale))
        number, divisor = number * place.scale[0], divisor * place.scale[1]
    points = rounded(number, divisor, sheet.unit)
    return Line(sheet.heads[rule.code], value, points, place.full, name, trace)
