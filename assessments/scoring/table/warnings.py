"""Real schemes contradict themselves: what is said at import but stops nothing (§9)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from assessments.scoring.cells.bands import unreachable
from assessments.scoring.cells.faults import WARNING, Fault, Wrong
from assessments.scoring.cells.names import SUBJECTS, english
from assessments.scoring.cells.rules import Rule
from assessments.scoring.records.cards import number_text

ZERO, HUNDRED = Decimal(0), Decimal(100)
# Whose result these may take beside their own; the other kinds of subject have all four.
RELATED = {"township": {"self", "township"}, "unit": {"self", "unit", "township"}}
Found = Iterator[tuple[str, Wrong]]


def warnings(head: Rule, rules: Mapping[str, Rule], decimals: int) -> Iterator[Fault]:
    """What a person should look at; `head` is the scheme row, `rules` all rows by code."""
    sections = [rule for rule in rules.values() if rule.level == "section"]
    for total in _sums(sections, head.points):
        yield _warn(head, "points", Wrong("sections_differ", total, points=_text(head.points)))
    related = RELATED.get(english(SUBJECTS, head.params["subject"]) or "village")
    for rule in rules.values():
        if not rule.is_scored:
            continue
        if related and rule.method == "from" and rule.params["subject"] not in related:
            yield _warn(rule, "params", Wrong("no_relation", rule.params["subject"]))
        for check in (_children, _full_marks, _idle, _group_of_nothing):
            yield from (_warn(rule, column, wrong) for column, wrong in check(rule, rules))
        if -_exponent(rule.points) > decimals:
            wrong = Wrong("too_many_decimals", _text(rule.points), decimals=decimals)
            yield _warn(rule, "points", wrong)


def _children(rule: Rule, rules: Mapping[str, Rule]) -> Found:
    children = [rules[code] for code in rule.children]
    auxiliary = rule.level == "section" and not rule.points
    if rule.method != "sum" or rule.starts_full or rule.bonus or auxiliary:
        return
    if children:
        for total in _sums(children, rule.points):
            yield "points", Wrong("children_differ", total, points=_text(rule.points))


def _sums(rules: list[Rule], points: Decimal) -> Iterator[str]:
    """The sums that differ from `points`: for each class that a row names, else one for all."""
    classes = sorted({name for rule in rules for name in rule.applies.classes}) or [""]
    for name in classes:
        total = sum((rule.points for rule in rules if _counts(rule, name)), ZERO)
        if total != points:
            yield f"{_text(total)}（{name}）" if name else _text(total)
            return


def _counts(rule: Rule, class_name: str) -> bool:
    return not rule.applies or class_name in rule.applies.classes


def _full_marks(rule: Rule, rules: Mapping[str, Rule]) -> Found:
    """Full marks that the rule cannot reach, and bands that no value reaches."""
    if rule.method == "band":
        for band in unreachable(rule.params["bands"]):
            test = "else" if band.test is None else f"{band.test.operator}{_text(band.test.limit)}"
            yield "params", Wrong("band_unreachable", f"{test}:{_text(band.points)}")
    if not rule.is_leaf or not rule.points:
        return
    best = _best_possible(rule)
    if rule.cap is not None:
        best = rule.cap if best is None else min(best, rule.cap)
    if best is not None and best < rule.points:
        shown = _text(best.quantize(Decimal("0.0001")))
        yield "params", Wrong("full_unreachable", _text(rule.points), best=shown)


def _best_possible(rule: Rule) -> Decimal | None:
    """The most that the rule gives before its cap; None where nothing bounds it."""
    params: Mapping[str, Any] = rule.params
    best: Decimal | None = None
    match rule.method:
        case "band":
            best = max(band.points for band in params["bands"])
        case "label":
            best = max((*params["map"].points.values(), params["map"].otherwise or ZERO))
        case "votes":
            best = rule.points * max(filter(None, params["weights"].values())) / HUNDRED
        case "rank" if params["give"].kind != "drop":
            best = max(params["give"].numbers)
        case "share":
            best = _rounded_coefficient(rule.points, params["target"], params["target"])
        case "earn" if params["each"] > 0:
            units = rule.points / params["each"]
            best = _rounded_coefficient(rule.points, params["each"], units)
    return best


def _rounded_coefficient(points: Decimal, written: Decimal, units: Decimal) -> Decimal | None:
    """`0.57 × 35 = 19.95` where 20 was meant: a coefficient `written` with two decimals or more
    gives not quite full marks, less than one part in a hundred short, at the last whole number
    of the `units` that full marks take. None where nothing is short like that."""
    if _exponent(written) > -2:
        return None
    reached = points * (units // 1) / units
    return reached if points * Decimal("0.99") <= reached < points else None


def _idle(rule: Rule, rules: Mapping[str, Rule]) -> Found:
    """What is written and does nothing."""
    if rule.fact and (not rule.is_leaf or rule.method == "from"):
        yield "fact", Wrong("idle_fact", rule.fact)
    if rule.period == "year" and "combine=" in rule.cells["params"]:
        yield "params", Wrong("idle_combine", "combine")
    if rule.method == "deduct" and rule.missing.kind == "zero" and rule.points:
        yield "params", Wrong("missing_zero", "missing=zero")
    if rule.method == "step" and rule.params["side"] == "both" and rule.cap == rule.points:
        yield "params", Wrong("step_without_cap", "side=both")
    if rule.method == "blend":
        for code in rule.children:
            if code.rpartition(".")[2] not in rule.params["weights"]:
                yield "params", Wrong("child_without_weight", code)
    target = rules.get(rule.of)
    if target and rule.period == "quarter" and not _has_quarter(target, rules):
        yield "params", Wrong("of_year_line", f"line:{rule.of}")
    if target and target.children and target.cap == 0 and not target.starts_full:
        yield "params", Wrong("of_nothing", f"line:{rule.of}", code=rule.of)


def _has_quarter(rule: Rule, rules: Mapping[str, Rule]) -> bool:
    if not rule.children:
        return rule.period == "quarter"
    return any(_has_quarter(rules[code], rules) for code in rule.children)


def _group_of_nothing(rule: Rule, rules: Mapping[str, Rule]) -> Found:
    if rule.method == "sum" and not rule.children:
        yield "code", Wrong("no_children", rule.code)


def _warn(rule: Rule, column: str, wrong: Wrong) -> Fault:
    return wrong.at(rule.row, column, WARNING)


def _exponent(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _text(value: Decimal) -> str:
    return number_text(value)
