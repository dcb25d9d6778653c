"""The arithmetic of points that no method gave: quarters combined, and the policies of §5."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from assessments.scoring.arithmetic.arithmetic_text import Arithmetic, chain, minus, operand
from assessments.scoring.arithmetic.speaker import Speaker
from assessments.scoring.records.cards import Line, Trace
from assessments.scoring.sentences.phrases import PHRASES


def _combine(step: Trace, line: Line, speaker: Speaker) -> Arithmetic:
    _, kind, quarters = step
    numbers = speaker.list(str(number) for number, _, _ in quarters)
    said = PHRASES["last_quarter" if kind == "last" else "quarters"]
    before = speaker.say(said, quarters=numbers)
    points = [got for _, got, _ in quarters]
    if kind == "weights":
        terms = " + ".join(f"{minus(weight)} × {operand(got)}" for _, got, weight in quarters)
        total = sum((Decimal(weight) for _, _, weight in quarters), Decimal(0))
        return Arithmetic(before, f"({terms}) ÷ {minus(total)}")
    if len(points) == 1:
        return Arithmetic(before, minus(points[0]), plain=True)
    added = chain(points)
    return Arithmetic(before, f"({added}) ÷ {len(points)}" if kind == "mean" else added)


def _policy(step: Trace, line: Line, speaker: Speaker) -> Arithmetic:
    _, word, kind, number, divisor = step
    before = speaker.say(PHRASES[word], name=line.name)
    if kind == "mean":
        before = speaker.join(before, speaker.say(PHRASES["by_mean"]))
        return Arithmetic(before, f"{minus(number)} ÷ {minus(divisor)}")
    rule = PHRASES["by_nobody" if kind == "nobody" else "by_rule"]
    before = speaker.join(before, speaker.say(rule))
    return Arithmetic(before, minus(number), plain=True, full=kind in ("full", "nobody"))


STAND_INS: Mapping[str, Callable[[Trace, Line, Speaker], Arithmetic]] = {
    "combine": _combine,
    "policy": _policy,
}
"""By the kind of step."""
