"""One leaf of the table over all subjects: award, bounds, scale, one rounding (§3–§5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from assessments.scoring.arithmetic.exact import ONE, ZERO, rounded
from assessments.scoring.cells.grammar import Policy
from assessments.scoring.cells.rules import Rule
from assessments.scoring.cells.specs import COHORT
from assessments.scoring.evaluation.awards import Award, award_for, combined
from assessments.scoring.evaluation.cohort import cohort_award
from assessments.scoring.evaluation.readings import (
    NA,
    Ballots,
    Lack,
    Quarterly,
    Reading,
    Scores,
    is_missing,
)
from assessments.scoring.evaluation.shapes import Place
from assessments.scoring.evaluation.sheet import Column, Sheet
from assessments.scoring.records.cards import Line, Measured, Trace, number_text
from assessments.scoring.records.facts import OtherResult


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
    """One row at work. `keys` tell who measured the same: the same fact and the same reading.

    They are identities, since 1.0 equals 1.00 but is told otherwise; facts that are one object
    (as `evidence` hands them over) are worked out once, others each."""

    def __init__(self, sheet: Sheet, rule: Rule) -> None:
        self.sheet = sheet
        self.rule = rule
        self.from_quarters = sheet.from_quarters(rule)
        self.by_class = rule.method in COHORT or rule.na.kind == "mean"
        self.readings = sheet.readings(rule)
        self.facts = [facts.get(rule.fact) for facts in sheet.facts]
        self.keys = list(zip(map(id, self.facts), map(id, self.readings), strict=True))
        self.awards = _awards(sheet, rule, self.readings)
        self.means: dict[str, tuple[str, Decimal, Decimal]] = {}

    def line(self, index: int, place: Place, class_name: str) -> Line:
        """The line of a subject, with what a fact's reader says of it beside the arithmetic."""
        line = self._line(self.readings[index], place, class_name)
        fact = self.facts[index]
        if fact is None or not fact.note or self.from_quarters:
            return line
        return line._replace(trace=(*line.trace, ("note", fact.note)))

    def _line(self, reading: Reading, place: Place, class_name: str) -> Line:
        if reading is NA and self.rule.na.kind == "mean":
            return _by_policy(self.sheet, self.rule, place, "na", *self._mean(class_name), "NA")
        if reading is NA or is_missing(reading):
            return _without_value(self.sheet, self.rule, place, reading)
        bounds = _year_bounds(self.rule, place) if self.from_quarters else place
        points, trace = settle(*self.awards[class_name](reading), bounds, self.sheet.unit)
        value = reading if isinstance(reading, Decimal) else _measured(reading)
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
        reading = self.readings[index]
        if place is None or reading is NA or is_missing(reading):
            return None
        unscaled = place._replace(scale=None)
        return settle(*self.awards[class_name](reading), unscaled, self.sheet.unit)[0]


def settle(
    number: Decimal, divisor: Decimal, step: Trace, place: Place, unit: Decimal
) -> tuple[Decimal, Trace]:
    """Clamp to the bounds, multiply by the scale, round once: the points and their trace."""
    trace: Trace = (step,)
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
    value = None if lack is None else _measured(lack)
    return Line(sheet.heads[rule.code], value, None, place.full, "missing=wait", (step,))


def _plain_lack(sheet: Sheet, rule: Rule) -> Lack:
    """Missing because nothing is there: which thing, by the kind of row."""
    if rule.children:
        return Lack("rows", None, None)
    if sheet.from_quarters(rule):
        return Lack("quarters", None, None)
    if rule.of:
        return Lack("line", rule.of, None)
    if rule.method == "from":
        return Lack("scheme", rule.params["scheme"], None)
    return Lack("fact", rule.fact, None)


def _awards(sheet: Sheet, rule: Rule, readings: Sequence[Reading]) -> Mapping[str, Award]:
    """The award of each class."""
    if sheet.from_quarters(rule):
        return dict.fromkeys(sheet.classes, combined(rule.params["combine"].kind))
    if rule.method not in COHORT:
        return dict.fromkeys(sheet.classes, award_for(rule))
    awards = {}
    for name, members in sheet.classes.items():
        values = [
            readings[index]
            for index in members
            if rule.code in sheet.shape_of[index] and isinstance(readings[index], Decimal)
        ]
        if values:
            awards[name] = cohort_award(rule, values)
    return awards


def _year_bounds(rule: Rule, place: Place) -> Place:
    """Quarters combined are within bounds already; with `combine=sum` the row's points are the
    year's cap, unless `cap=none` lifts it (§6)."""
    if rule.params["combine"].kind != "sum":
        return place._replace(floor=None, cap=None)
    return place if place.cap is None else place._replace(cap=rule.points or place.cap)


def _without_value(sheet: Sheet, rule: Rule, place: Place, reading: Reading) -> Line:
    if reading is NA:
        return stand_in(sheet, rule, place, "na", rule.na, "NA")
    lack = reading if isinstance(reading, Lack) else None
    if rule.missing.kind == "wait":
        return waiting(sheet, rule, place, lack)
    value = _measured(lack) if lack else None
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


def _measured(reading: Reading) -> Measured:
    """A reading as the card shows it."""
    match reading:
        case Ballots(counts, _):
            return tuple((label, count) for label, count, _ in counts)
        case Scores(kept, dropped):
            return tuple(sorted((*kept, *dropped)))
        case Quarterly(quarters):
            return tuple((f"Q{number}", points) for number, points, _ in quarters)
        case OtherResult(total, _):
            return total
        case Lack("text" | "label" | "ballots" | "scorers", have, _):
            return have if isinstance(have, str) else number_text(have)
        case Lack():
            return None
    return str(reading)
