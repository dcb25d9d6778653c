"""`P · Σ(nᵢ·wᵢ) / (100 · N)` over ballots; the facts are `FACT.label`, one count a label."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from assessments.scoring.arithmetic.arithmetic_text import Arithmetic, minus
from assessments.scoring.arithmetic.exact import HUNDRED, ZERO
from assessments.scoring.arithmetic.speaker import Speaker
from assessments.scoring.cells import params as p
from assessments.scoring.cells.faults import Wrong
from assessments.scoring.cells.grammar import entries
from assessments.scoring.cells.rules import Rule
from assessments.scoring.cells.specs import Spec
from assessments.scoring.method import Award, Awarded, Measure, Method, refuse_text
from assessments.scoring.records.cards import Measured, Trace
from assessments.scoring.records.facts import FactValue
from assessments.scoring.records.measurements import NA, Lack, Measurement

BALLOTS = ("{counts}，计 {total} 票", "{counts}, {total} ballots")


class Ballots(NamedTuple):
    """Counted ballots: (label, count, weight or None) for each label, and how many count."""

    counts: tuple[tuple[str, Decimal, Decimal | None], ...]
    total: Decimal

    @property
    def measured(self) -> Measured:
        return tuple((label, count) for label, count, _ in self.counts)


def label_weights(text: str) -> Mapping[str, Decimal | None]:
    """`优秀:100, 不称职:0, 弃权:none`; a label without weight is None."""
    weights: dict[str, Decimal | None] = {}
    for label, value in entries(text):
        if label in weights:
            raise Wrong("label_twice", label)
        weights[label] = None if value == "none" else p.at_least_zero(value)
    if not any(weights.values()):
        raise Wrong("no_weight", text)
    return weights


def fact_codes(fact: str, params: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(f"{fact}.{label}" for label in params["weights"])


def measure(rule: Rule, codes: Collection[str]) -> Measure:
    """Not applicable stands on the bare fact, and wins over counts."""
    labels = [(label, f"{rule.fact}.{label}") for label in rule.params["weights"]]

    def measured(facts: Mapping[str, FactValue]) -> Measurement:
        bare = facts.get(rule.fact)
        if bare is not None and bare.na:
            return NA
        found = {label: facts[code].value for label, code in labels if code in facts}
        counts = {label: count for label, count in found.items() if count is not None}
        return _ballots(rule, counts) if counts else None

    return measured


def _ballots(rule: Rule, counts: Mapping[str, Decimal]) -> Measurement:
    weights: Mapping[str, Decimal | None] = rule.params["weights"]
    every = rule.params["count"] == "all"
    rows = tuple((label, counts.get(label, ZERO), weight) for label, weight in weights.items())
    total = sum((count for _, count, weight in rows if every or weight is not None), ZERO)
    least = rule.params["min"]
    return Ballots(rows, total) if total and total >= least else Lack("ballots", total, least)


def award(points: Decimal, params: Mapping[str, Any]) -> Award:
    def awarded(ballots: Ballots) -> Awarded:
        weighted = sum((count * weight for _, count, weight in ballots.counts if weight), ZERO)
        step = ("votes", points, ballots.counts, ballots.total, weighted)
        return points * weighted, HUNDRED * ballots.total, step

    return awarded


def sentence(step: Trace, speaker: Speaker) -> Arithmetic:
    _, points, counts, total, weighted = step
    shown = speaker.list(f"{label} {minus(count)}" for label, count, _ in counts)
    before = speaker.say(BALLOTS, counts=shown, total=minus(total))
    hundredfold = Decimal(total) * 100
    return Arithmetic(before, f"{minus(points)} × {minus(weighted)} ÷ {minus(hundredfold)}")


def refuse(rule: Rule, part: str, fact: FactValue) -> Wrong | None:
    if not part:
        return Wrong("votes_by_label", fact.text, labels="、".join(rule.fact_codes))
    if part not in rule.params["weights"]:
        return Wrong("unknown_label", part, labels="、".join(rule.params["weights"]))
    if fact.na:
        return Wrong("na_on_bare", "NA", fact=rule.fact)
    if fact.value is None:
        return refuse_text(fact)
    if fact.value < 0 or fact.value % 1:
        return Wrong("not_whole", fact.text)
    return None


def best(rule: Rule) -> Decimal:
    weights: Mapping[str, Decimal | None] = rule.params["weights"]
    return rule.points * max(filter(None, weights.values())) / HUNDRED


METHOD = Method(
    name="votes",
    chinese="测评",
    order=100,
    params={
        "weights": Spec(label_weights),
        "count": Spec(p.choice("valid", "all"), "valid"),
        "min": Spec(p.at_least_zero, ZERO),
    },
    measure=measure,
    award=award,
    sentence=sentence,
    lacks={"ballots": ("已收 {have} 票，至少 {need} 票", "{have} ballots, at least {need} needed")},
    explanation="按票折算：满分 50，优秀 30、称职 15、不称职 5 票，"
    "50 × (3000 + 1200) ÷ 5000 = 42 分。",
    example="weights=优秀:100, 称职:80, 不称职:0; min=20",
    fact_codes=fact_codes,
    refuse=refuse,
    best=best,
    messages={
        "votes_by_label": (
            "测评要按票种填（现为 {found}）。分别填：{labels}。",
            "Ballots are counted by label (found {found}). Write: {labels}.",
        ),
        "na_on_bare": (
            "不涉及（{found}）要写在 {fact} 上，不写在某个票种上。",
            "Not applicable ({found}) is written on {fact}, not on one of its labels.",
        ),
    },
)
