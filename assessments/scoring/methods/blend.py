"""`P · Σ wᵢ·(cᵢ/Pᵢ) / Σ wᵢ` over the rounded points of the rows below, each against its own full
marks; rows that are off the card by class are left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from assessments.scoring.arithmetic.arithmetic_text import Arithmetic, minus, operand
from assessments.scoring.arithmetic.exact import ZERO
from assessments.scoring.arithmetic.speaker import Speaker
from assessments.scoring.cells import params as p
from assessments.scoring.cells.faults import Wrong
from assessments.scoring.cells.grammar import entries
from assessments.scoring.cells.rules import Rule
from assessments.scoring.cells.specs import BOUNDS, POLICIES, Spec
from assessments.scoring.method import Awarded, Found, FullMarks, Method, Table
from assessments.scoring.records.cards import Line, Trace


def child_weights(text: str) -> Mapping[str, Decimal]:
    """`1:20, 2:30` by the last part of the child's code."""
    weights: dict[str, Decimal] = {}
    for part, value in entries(text):
        if part in weights:
            raise Wrong("label_twice", part)
        weights[part] = p.at_least_zero(value)
    if not sum(weights.values()):
        raise Wrong("no_weight", text)
    return weights


def add(rule: Rule, lines: Sequence[Line], start: Decimal, full_marks: FullMarks) -> Awarded | None:
    """In fractions, since several shares of different denominators meet in one rounding."""
    weights: Mapping[str, Decimal] = rule.params["weights"]
    terms = [
        (weight, line.points, full_marks(line.code))
        for line in lines
        if (weight := weights.get(_part(line.code), ZERO)) and line.points is not None
    ]
    if not terms:
        return None
    total = sum((weight for weight, _, _ in terms), ZERO)
    share = sum(Fraction(weight) * Fraction(got) / Fraction(full) for weight, got, full in terms)
    ratio = Fraction(rule.points) * share / Fraction(total)
    step = ("blend", rule.points, tuple(terms), total)
    return Decimal(ratio.numerator), Decimal(ratio.denominator), step


def _part(code: str) -> str:
    return code.rpartition(".")[2]


def sentence(step: Trace, speaker: Speaker) -> Arithmetic:
    _, points, terms, total = step
    shares = [f"{minus(w)} × {operand(got)} ÷ {minus(full)}" for w, got, full in terms]
    return Arithmetic("", f"{minus(points)} × ({' + '.join(shares)}) ÷ {minus(total)}")


def check(rule: Rule, table: Table) -> Found:
    children = {_part(code): code for code in rule.children}
    for part, weight in rule.params["weights"].items():
        if part not in children:
            options = "、".join(children)
            yield "params", Wrong("weight_of_nobody", part, options=options)
        elif weight and not _has_points(table, children[part]):
            yield "params", Wrong("blend_without_points", children[part])


def _has_points(table: Table, code: str) -> bool:
    """A row that could not be read is told of already."""
    return code not in table.rules or bool(table.rules[code].points)


def doubt(rule: Rule, table: Table) -> Found:
    for code in rule.children:
        if _part(code) not in rule.params["weights"]:
            yield "params", Wrong("child_without_weight", code)


METHOD = Method(
    name="blend",
    chinese="加权",
    order=110,
    params={
        "weights": Spec(child_weights),
        "absent": Spec(p.choice("wait", "reweigh"), "wait"),
    },
    shared_params={**BOUNDS, "missing": POLICIES["missing"]},
    add=add,
    sentence=sentence,
    explanation="下级按权重合成：满分 100、三评 90、80、70，"
    "90 × 20% + 80 × 30% + 70 × 50% = 77 分。",
    example="weights=1:20, 2:30, 3:50",
    check=check,
    doubt=doubt,
    messages={
        "weight_of_nobody": (
            "权重里的 {found} 不是下级。下级有：{options}。",
            "The weight {found} names no row below. There are: {options}.",
        ),
        "blend_without_points": (
            "加权的下级 {found} 分值为 0，无法折算。写上它的满分。",
            "{found} is weighted but has 0 points. Write its full marks.",
        ),
        "child_without_weight": (
            "下级 {found} 没有权重，只显示、不计入。",
            "{found} has no weight; it is shown and does not count.",
        ),
    },
)
