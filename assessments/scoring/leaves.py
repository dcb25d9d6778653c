"""One leaf of the table over all subjects: award, bounds, scale, one rounding (§3–§5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from assessments.scoring.cards import Line, Measured, Trace, number_text
from assessments.scoring.cohort import cohort_award
from assessments.scoring.exact import ONE, ZERO, rounded
from assessments.scoring.facts import OtherResult
from assessments.scoring.grammar import Policy
from assessments.scoring.methods import Award, award_for, combined
from assessments.scoring.readings import NA, Ballots, Lack, Quarterly, Reading, Scores, is_missing
from assessments.scoring.rules import Rule
from assessments.scoring.shapes import Place
from assessments.scoring.sheet import Column, Sheet
from assessments.scoring.specs import COHORT


def leaf_column(sheet: Sheet, rule: Rule) -> Column:
    """The lines of a leaf. A place is of one class; who measured the same there shares a Line."""
    column = sheet.new_column()
    readings = sheet.readings(rule)
    awards = _awards(sheet, rule, readings)
    head, place_unit = sheet.heads[rule.code], sheet.unit
    by_mean: list[tuple[int, Place]] = []
    for place, members in sheet.standing(rule):
        bounds = _year_bounds(rule, place) if sheet.from_quarters(rule) else place
        known: dict[str, Line] = {}  # by text: 1.0 equals 1.00, but is told otherwise
        for index in members:
            reading = readings[index]
            if reading is NA and rule.na.kind == "mean":
                by_mean.append((index, place))
            elif reading is NA or is_missing(reading):
                column[index] = _without_value(sheet, rule, place, reading)
            else:
                text = str(reading)
                if text not in known:
                    award = awards[sheet.subjects[index].class_name]
                    points, trace = settle(*award(reading), bounds, place_unit)
                    value = reading if isinstance(reading, Decimal) else _measured(reading)
                    known[text] = Line(head, value, points, place.full, "", trace)
                column[index] = known[text]
    sheet.settle_vetoes(rule.code, column)
    if by_mean:
        _fill_means(sheet, rule, column, by_mean, _Means(sheet, rule, readings, awards))
        sheet.settle_vetoes(rule.code, column)
    _add_notes(sheet, rule, column)
    return column


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
    amount = {"zero": ZERO, "full": rule.points}.get(policy.kind, policy.amount or ZERO)
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


def _fill_means(
    sheet: Sheet, rule: Rule, column: Column, by_mean: Sequence[tuple[int, Place]], means: _Means
) -> None:
    """`na=mean`: what those of the class who have a value got on average (§5)."""
    for index, place in by_mean:
        mean = means.of(sheet.subjects[index].class_name)
        column[index] = _by_policy(sheet, rule, place, "na", *mean, "NA")


class _Means:
    """The mean of a row's rounded points in each class. Vetoes and `na=rescale` come later, so
    that nobody gets more than full marks by others' folding, or less by their vetoes."""

    def __init__(
        self, sheet: Sheet, rule: Rule, readings: Sequence[Reading], awards: Mapping[str, Award]
    ) -> None:
        self.sheet = sheet
        self.rule = rule
        self.readings = readings
        self.awards = awards
        self.known: dict[str, tuple[str, Decimal, Decimal]] = {}

    def of(self, name: str) -> tuple[str, Decimal, Decimal]:
        """(kind, sum, count); of the kind `nobody` when nobody of the class has a value."""
        if name not in self.known:
            points = [self._points(index, name) for index in self.sheet.classes[name]]
            found = [value for value in points if value is not None]
            counted = ("mean", sum(found, ZERO), Decimal(len(found)))
            self.known[name] = counted if found else ("nobody", self.rule.points, ONE)
        return self.known[name]

    def _points(self, index: int, name: str) -> Decimal | None:
        place = self.sheet.shape_of[index].get(self.rule.code)
        reading = self.readings[index]
        if place is None or reading is NA or is_missing(reading):
            return None
        unscaled = place._replace(scale=None)
        return settle(*self.awards[name](reading), unscaled, self.sheet.unit)[0]


def _add_notes(sheet: Sheet, rule: Rule, column: Column) -> None:
    """Put what a fact's reader says of it beside the arithmetic."""
    if not rule.fact or sheet.from_quarters(rule):
        return
    for index, line in enumerate(column):
        fact = sheet.facts[index].get(rule.fact)
        if line is not None and fact is not None and fact.note:
            column[index] = line._replace(trace=(*line.trace, ("note", fact.note)))


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
