"""Another scheme's result of the same period: its share of the possible points, or its total."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from assessments.scoring.arithmetic.arithmetic_text import Arithmetic, minus, operand
from assessments.scoring.arithmetic.exact import ONE, ZERO
from assessments.scoring.arithmetic.speaker import Speaker
from assessments.scoring.cells import params as p
from assessments.scoring.cells.faults import Wrong
from assessments.scoring.cells.rules import Rule
from assessments.scoring.cells.specs import Spec
from assessments.scoring.method import Award, Awarded, Found, Method, Table
from assessments.scoring.records.cards import Trace
from assessments.scoring.records.facts import OtherResult, Others, Subject
from assessments.scoring.records.measurements import Lack, Measurement

CITES = ("引用 {scheme}", "from {scheme}")
RELATED: Mapping[str, frozenset[str]] = {
    "township": frozenset({"self", "township"}),
    "unit": frozenset({"self", "unit", "township"}),
}
"""Whose result these may take beside their own; the other kinds of subject have all four."""


def cite(rule: Rule, subject: Subject, others: Others) -> Measurement:
    """The result that the row cites; missing when there is none yet or it waits."""
    kin = rule.params["subject"]
    code = subject.code if kin == "self" else subject.related.get(kin, "")
    other = others.get((rule.params["scheme"], code))
    if other is None or other.total is None:
        return None
    wants_share = rule.params["value"] == "share"
    return other if not wants_share or other.possible else None


def lack(rule: Rule) -> Lack:
    return Lack("scheme", rule.params["scheme"], None)


def award(points: Decimal, params: Mapping[str, Any]) -> Award:
    scheme, factor = params["scheme"], params["factor"]

    def share(other: OtherResult) -> Awarded:
        total, possible = other.total or ZERO, other.possible or ONE
        return points * total, possible, ("from", scheme, "share", points, total, possible)

    def whole(other: OtherResult) -> Awarded:
        total = other.total or ZERO
        return total * factor, ONE, ("from", scheme, "total", factor, total, None)

    return share if params["value"] == "share" else whole


def sentence(step: Trace, speaker: Speaker) -> Arithmetic:
    _, scheme, kind, number, total, possible = step
    before = speaker.say(CITES, scheme=scheme)
    if kind == "share":
        return Arithmetic(before, f"{minus(number)} × {operand(total)} ÷ {minus(possible)}")
    return Arithmetic(before, f"{minus(total)} × {operand(number)}")


def check(rule: Rule, table: Table) -> Found:
    if rule.params["scheme"] == table.scheme:
        path = " → ".join((rule.code, table.scheme, rule.code))
        yield "params", Wrong("cycle", rule.code, path=path)


def doubt(rule: Rule, table: Table) -> Found:
    related = RELATED.get(table.subject)
    if related and rule.params["subject"] not in related:
        yield "params", Wrong("no_relation", rule.params["subject"])


METHOD = Method(
    name="from",
    chinese="引用",
    order=150,
    params={
        "scheme": Spec(p.words),
        "subject": Spec(p.choice("self", "township", "village", "team", "unit"), "self"),
        "value": Spec(p.choice("share", "total"), "share"),
        "factor": Spec(p.number, ONE),
    },
    cite=cite,
    lack=lack,
    award=award,
    sentence=sentence,
    lacks={"scheme": ("等 {have} 的结果", "the result of {have} is not there yet")},
    explanation="引用另一办法的得分率：满分 130、驻点村 880 分（满分 1000），"
    "130 × 880 ÷ 1000 = 114.4 分。",
    example="scheme=ZJ-VILLAGE-2026; subject=village",
    check=check,
    doubt=doubt,
    messages={
        "no_relation": (
            "这类对象没有唯一对应的 {found}，本行总是缺数据。改 subject，或改用录入的数据项。",
            "Such subjects have no {found} of their own, so this line is always missing. "
            "Change subject, or enter a fact instead.",
        ),
    },
)
