"""May this fact be stored? What a row refuses before any run (§3, §9)."""

from __future__ import annotations

from decimal import Decimal

from assessments.scoring.cells.faults import Wrong
from assessments.scoring.cells.params import repaired_number
from assessments.scoring.cells.rules import Rule
from assessments.scoring.records.cards import number_text
from assessments.scoring.records.facts import FactValue

YES, NO = "是", "否"


def refusal(rule: Rule, code: str, fact: FactValue) -> Wrong | None:
    """Why the row cannot take the fact recorded under `code`; None when it can, or when the code
    is not one of its own."""
    if not rule.fact:
        return None
    if code == rule.fact:
        return _refuse_bare(rule, fact)
    base, _, part = code.rpartition(".")
    if base != rule.fact:
        return None
    if rule.method == "votes":
        return _refuse_count(rule, part, fact)
    if rule.method == "score" and is_scorer(part):
        return _refuse_score(rule, fact)
    return None


def is_scorer(part: str) -> bool:
    """Whether the last part of a fact code numbers a scorer, as in `environment.2`."""
    return part.isascii() and part.isdigit()


def _refuse_bare(rule: Rule, fact: FactValue) -> Wrong | None:
    if fact.na:
        return None
    if rule.level == "veto":
        return _refuse_veto(fact)
    if rule.method == "label":
        return _refuse_label(rule, fact)
    if rule.method == "votes":
        labels = "、".join(rule.fact_codes)
        return Wrong("votes_by_label", _text(fact), labels=labels)
    if rule.method == "score":
        return _refuse_score(rule, fact)
    return _refuse_text(fact)


def _refuse_text(fact: FactValue) -> Wrong | None:
    if fact.label is None:
        return None
    fix = repaired_number(fact.label)
    return Wrong("not_number", fact.label, fix=fix) if fix else Wrong("no_number", fact.label)


def _refuse_veto(fact: FactValue) -> Wrong | None:
    if fact.label in (None, YES, NO):
        return None
    return Wrong("veto_value", _text(fact))


def _refuse_label(rule: Rule, fact: FactValue) -> Wrong | None:
    label = _text(fact)
    if rule.params["map"].get(label) is not None:
        return None
    return Wrong("unknown_label", label, labels="、".join(rule.params["map"].points))


def _refuse_score(rule: Rule, fact: FactValue) -> Wrong | None:
    if fact.na:
        return None
    if fact.value is None:
        return _refuse_text(fact)
    low, high = rule.floor, rule.cap
    if (low is None or low <= fact.value) and (high is None or fact.value <= high):
        return None
    return Wrong("score_bounds", _text(fact), low=_bound(low, "−∞"), high=_bound(high, "+∞"))


def _refuse_count(rule: Rule, label: str, fact: FactValue) -> Wrong | None:
    if label not in rule.params["weights"]:
        return Wrong("unknown_label", label, labels="、".join(rule.params["weights"]))
    if fact.na:
        return Wrong("na_on_bare", "NA", fact=rule.fact)
    if fact.value is None:
        return _refuse_text(fact)
    if fact.value < 0 or fact.value % 1:
        return Wrong("not_whole", _text(fact))
    return None


def _bound(bound: Decimal | None, none: str) -> str:
    return none if bound is None else number_text(bound)


def _text(fact: FactValue) -> str:
    return number_text(fact.value) if fact.value is not None else fact.label or "NA"
