"""The points of the label that the fact is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from assessments.scoring.arithmetic.arithmetic_text import Arithmetic, minus
from assessments.scoring.arithmetic.exact import ONE, ZERO
from assessments.scoring.arithmetic.numbers import number_text
from assessments.scoring.arithmetic.speaker import Speaker
from assessments.scoring.cells.faults import Wrong
from assessments.scoring.cells.grammar import entries
from assessments.scoring.cells.params import number
from assessments.scoring.cells.rules import Rule
from assessments.scoring.cells.specs import Spec
from assessments.scoring.method import Award, Awarded, Measure, Method
from assessments.scoring.records.cards import Trace
from assessments.scoring.records.facts import FactValue
from assessments.scoring.records.measurements import NA, Lack, Measurement

LABEL = ("「{label}」", "“{label}”")


class LabelMap(NamedTuple):
    points: Mapping[str, Decimal]
    otherwise: Decimal | None

    def get(self, label: str) -> Decimal | None:
        """The points of a label; None when no map entry holds it."""
        return self.points.get(label, self.otherwise)


def label_map(text: str) -> LabelMap:
    """`一类:100, 二类:90, else:0`"""
    points: dict[str, Decimal] = {}
    for label, value in entries(text):
        if label in points:
            raise Wrong("label_twice", label)
        points[label] = number(value)
    otherwise = points.pop("else", None)
    return LabelMap(points, otherwise)


def measure(rule: Rule, codes: Collection[str]) -> Measure:
    """A number is taken as its text: the fact 2 is the label `2`."""
    table = rule.params["map"]

    def measured(facts: Mapping[str, FactValue]) -> Measurement:
        fact = facts.get(rule.fact)
        if fact is None or fact.na:
            return None if fact is None else NA
        label = number_text(fact.value) if fact.value is not None else fact.label
        return label if table.get(label) is not None else Lack("label", label, None)

    return measured


def award(points: Decimal, params: Mapping[str, Any]) -> Award:
    table = params["map"]

    def awarded(label: str) -> Awarded:
        given = table.get(label)
        return given, ONE, ("label", label, given)

    return awarded


def sentence(step: Trace, speaker: Speaker) -> Arithmetic:
    _, label, points = step
    return Arithmetic(speaker.say(LABEL, label=label), minus(points), plain=True)


def refuse(rule: Rule, part: str, fact: FactValue) -> Wrong | None:
    if part or rule.params["map"].get(fact.text) is not None:
        return None
    return Wrong("unknown_label", fact.text, labels="、".join(rule.params["map"].points))


def best(rule: Rule) -> Decimal:
    table: LabelMap = rule.params["map"]
    return max((*table.points.values(), table.otherwise or ZERO))


METHOD = Method(
    name="label",
    chinese="等次",
    order=80,
    params={"map": Spec(label_map)},
    measure=measure,
    award=award,
    sentence=sentence,
    lacks={"label": ("「{have}」不在等次中", "“{have}” is none of the labels")},
    explanation="按评定的等次得分：满分 20、评为「基本规范」，得 12 分。",
    example="map=规范:20, 基本规范:12, 不规范:0",
    refuse=refuse,
    best=best,
)
