"""May this fact be stored? What a row refuses before any run (§3, §9)."""

from __future__ import annotations

from assessments.scoring.cells.faults import Wrong
from assessments.scoring.cells.rules import Rule
from assessments.scoring.method import refuse_text
from assessments.scoring.records.facts import FactValue
from assessments.scoring.registry import BY_NAME

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
    return BY_NAME[rule.method].refuse(rule, part, fact) if rule.method else None


def _refuse_bare(rule: Rule, fact: FactValue) -> Wrong | None:
    if fact.na:
        return None
    if rule.level == "veto":
        return _refuse_veto(fact)
    return BY_NAME[rule.method].refuse(rule, "", fact) if rule.method else refuse_text(fact)


def _refuse_veto(fact: FactValue) -> Wrong | None:
    if fact.label in (None, YES, NO):
        return None
    return Wrong("veto_value", fact.text)
