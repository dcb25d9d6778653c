"""What scorers entered (`FACT`, `FACT.1`, `FACT.2`, …): their unrounded mean."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from assessments.scoring.arithmetic.arithmetic_text import Arithmetic, chain, minus
from assessments.scoring.arithmetic.exact import ZERO
from assessments.scoring.arithmetic.numbers import number_text
from assessments.scoring.arithmetic.speaker import Speaker
from assessments.scoring.cells.faults import Wrong
from assessments.scoring.cells.params import whole
from assessments.scoring.cells.rules import Rule
from assessments.scoring.cells.specs import Spec
from assessments.scoring.method import Award, Awarded, Measure, Method, refuse_text
from assessments.scoring.records.cards import Measured, Trace
from assessments.scoring.records.facts import FactValue
from assessments.scoring.records.measurements import NA, Lack, Measurement

SCORED = ("评分", "scored")
DROPPED = ("去掉 {scores}", "without {scores}")


class Scores(NamedTuple):
    """What scorers entered: the scores that count, and those left out by `drop`."""

    kept: tuple[Decimal, ...]
    dropped: tuple[Decimal, ...]

    @property
    def measured(self) -> Measured:
        return tuple(sorted((*self.kept, *self.dropped)))


def measure(rule: Rule, codes: Collection[str]) -> Measure:
    prefix = rule.fact + "."
    scorers = [c for c in codes if c.startswith(prefix) and is_scorer(c[len(prefix) :])]
    known: dict[tuple[int, ...], Measurement] = {}  # the same facts are the same measurement

    def measured(facts: Mapping[str, FactValue]) -> Measurement:
        entered = [facts[code] for code in (rule.fact, *scorers) if code in facts]
        key = tuple(map(id, entered))
        if key not in known:
            known[key] = _scores(entered, rule.params["drop"])
        return known[key]

    return measured


def is_scorer(part: str) -> bool:
    """Whether the last part of a fact code numbers a scorer, as in `environment.2`."""
    return part.isascii() and part.isdigit()


def _scores(entered: Sequence[FactValue], drop: int) -> Measurement:
    scores = sorted(fact.value for fact in entered if fact.value is not None)
    if not scores:
        return NA if any(fact.na for fact in entered) else None
    need = 2 * drop + 1
    if len(scores) < need:
        return Lack("scorers", len(scores), need)
    kept = scores[drop : len(scores) - drop]
    return Scores(tuple(kept), (*scores[:drop], *scores[len(scores) - drop :]) if drop else ())


def award(points: Decimal, params: Mapping[str, Any]) -> Award:
    def awarded(scores: Scores) -> Awarded:
        return sum(scores.kept, ZERO), Decimal(len(scores.kept)), ("score", *scores)

    return awarded


def sentence(step: Trace, speaker: Speaker) -> Arithmetic:
    _, kept, dropped = step
    before = speaker.say(DROPPED, scores=speaker.list(map(minus, dropped))) if dropped else ""
    if len(kept) == 1:
        return Arithmetic(before or speaker.say(SCORED), minus(kept[0]), plain=True)
    return Arithmetic(before, f"({chain(kept)}) ÷ {len(kept)}")


def refuse(rule: Rule, part: str, fact: FactValue) -> Wrong | None:
    """A score outside the row's bounds, whoever entered it."""
    if part and not is_scorer(part):
        return None
    if fact.value is None:
        return refuse_text(fact)
    low, high = rule.floor, rule.cap
    if (low is None or low <= fact.value) and (high is None or fact.value <= high):
        return None
    return Wrong("score_bounds", fact.text, low=_bound(low, "−∞"), high=_bound(high, "+∞"))


def _bound(bound: Decimal | None, none: str) -> str:
    return none if bound is None else number_text(bound)


METHOD = Method(
    name="score",
    chinese="评分",
    order=90,
    params={"drop": Spec(whole, 0)},
    measure=measure,
    award=award,
    sentence=sentence,
    lacks={
        "scorers": ("已有 {have} 人评分，至少 {need} 人", "{have} scorers, at least {need} needed")
    },
    explanation="评分主体在满分内打分，几个人打分取平均：满分 30、打 26 和 29，"
    "(26 + 29) ÷ 2 = 27.5 分。",
    refuse=refuse,
    messages={
        "score_bounds": (
            "{found} 超出 {low} 到 {high}。改为其间的分数。",
            "{found} is outside {low} to {high}. Enter a score between them.",
        ),
    },
)
