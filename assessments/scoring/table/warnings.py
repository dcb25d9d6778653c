"""Real schemes contradict themselves: what is said at import but stops nothing (§9)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from assessments.scoring.arithmetic.numbers import decimals_of, number_text
from assessments.scoring.cells.faults import WARNING, Fault, Wrong
from assessments.scoring.cells.rules import Rule
from assessments.scoring.method import Found, Table
from assessments.scoring.registry import BY_NAME

ZERO = Decimal(0)


def warnings(head: Rule, table: Table) -> Iterator[Fault]:
    """What a person should look at; `head` is the scheme row."""
    rules, decimals = table.rules, head.params["decimals"]
    sections = [rule for rule in rules.values() if rule.level == "section"]
    full = number_text(head.points)
    for total in _sums(sections, head.points):
        yield _warn(head, "points", Wrong("sections_differ", total, points=full))
    for rule in rules.values():
        if not rule.is_scored:
            continue
        own = BY_NAME[rule.method].doubt(rule, table)
        yield from (_warn(rule, column, wrong) for column, wrong in own)
        for check in (_children, _full_marks, _idle, _group_of_nothing):
            yield from (_warn(rule, column, wrong) for column, wrong in check(rule, rules))
        if decimals_of(rule.points) > decimals:
            said = "finer_limit" if _only_limits(rule) else "too_many_decimals"
            wrong = Wrong(said, number_text(rule.points), decimals=decimals)
            yield _warn(rule, "points", wrong)


def _only_limits(rule: Rule) -> bool:
    """Whether the points are not rounded on the card: a sum of rounded points is held to them."""
    return bool(rule.children) and not BY_NAME[rule.method].rounds


def _children(rule: Rule, rules: Mapping[str, Rule]) -> Found:
    children = [rules[code] for code in rule.children]
    auxiliary = rule.level == "section" and not rule.points
    if rule.method != "sum" or rule.starts_full or rule.bonus or auxiliary:
        return
    if children:
        for total in _sums(children, rule.points):
            yield "points", Wrong("children_differ", total, points=number_text(rule.points))


def _sums(rules: list[Rule], points: Decimal) -> Iterator[str]:
    """The sums that differ from `points`: for each class that a row names, else one for all."""
    classes = sorted({name for rule in rules for name in rule.applies.classes}) or [""]
    for name in classes:
        total = sum((rule.points for rule in rules if _counts(rule, name)), ZERO)
        if total != points:
            yield f"{number_text(total)}（{name}）" if name else number_text(total)
            return


def _counts(rule: Rule, class_name: str) -> bool:
    return not rule.applies or class_name in rule.applies.classes


def _full_marks(rule: Rule, rules: Mapping[str, Rule]) -> Found:
    """Full marks that the rule cannot reach."""
    if not rule.is_leaf or not rule.points:
        return
    best = BY_NAME[rule.method].best(rule)
    if rule.cap is not None:
        best = rule.cap if best is None else min(best, rule.cap)
    if best is not None and best < rule.points:
        shown = number_text(best.quantize(Decimal("0.0001")))
        yield "params", Wrong("full_unreachable", number_text(rule.points), best=shown)


def _idle(rule: Rule, rules: Mapping[str, Rule]) -> Found:
    """What is written and does nothing."""
    if rule.fact and (not rule.is_leaf or BY_NAME[rule.method].cite):
        yield "fact", Wrong("idle_fact", rule.fact)
    if rule.period == "year" and "combine=" in rule.cells["params"]:
        yield "params", Wrong("idle_combine", "combine")
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
