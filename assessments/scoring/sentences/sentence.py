"""A line in words: the arithmetic with its numbers, in Chinese or English (§8).

The sentence recomputes the number: what stands before a `=` gives, rounded half up, what stands
after it. It is made from the trace alone, so a line read back from JSON speaks like a fresh one.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, localcontext
from typing import Any

from assessments.scoring.arithmetic.arithmetic_text import Arithmetic, minus, printed
from assessments.scoring.arithmetic.exact import CONTEXT, ONE, rounded
from assessments.scoring.arithmetic.speaker import Speaker
from assessments.scoring.records.cards import Line, Trace
from assessments.scoring.registry import BY_NAME
from assessments.scoring.sentences.phrases import PHRASES
from assessments.scoring.sentences.stand_ins import STAND_INS


def words(line: Line | Mapping[str, Any], lang: str = "zh", unit: str = "") -> str:
    """The sentence of a line or of its `as_json`: «第 3 名，共 31：600 − 100 × 2 ÷ 30 = 593.33».

    `unit` is that of the line's fact: «2 人 ≥ 2 人，得满分 10», «3 次：20 − 3 × 5 = 5»."""
    spoken = line if isinstance(line, Line) else Line.from_json(line)
    with localcontext(CONTEXT):
        return _Sentence(spoken, Speaker(lang, unit)).text()


class _Sentence:
    def __init__(self, line: Line, speaker: Speaker) -> None:
        self.line = line
        self.speaker = speaker
        self.first: Trace = line.trace[0]
        self.later: dict[str, Trace] = {step[0]: step for step in line.trace[1:]}

    def text(self) -> str:
        note = str(self.later["note"][1]) if "note" in self.later else ""
        said = self._waiting() or self._veto() or self._arithmetic()
        said = self.speaker.sentences(said, self._left(), self._zeroed())
        return self.speaker.join(note, said)

    def _arithmetic(self) -> str:
        worked = self._worked_out()
        if self._is_bare(worked):
            worked = worked._replace(before=self.speaker.amount(self.line.measured))
        bound = self.later.get("cap") or self.later.get("floor")
        if bound is not None:
            return self._bounded(worked, bound)
        if "scale" in self.later:
            return self._scaled(worked)
        return self._with_result(worked, self._result())

    def _worked_out(self) -> Arithmetic:
        kind = self.first[0]
        if kind in BY_NAME:
            return BY_NAME[kind].sentence(self.first, self.speaker)
        return STAND_INS[kind](self.first, self.line, self.speaker)

    def _say(self, key: str, **parts: object) -> str:
        return self.speaker.say(PHRASES[key], **parts)

    def _is_bare(self, worked: Arithmetic) -> bool:
        """Whether a sum would stand there without saying what was measured."""
        told = worked.before or "note" in self.later
        method = BY_NAME.get(self.first[0])
        return bool(self.speaker.unit and method and method.uses_number) and not told

    def _bounded(self, worked: Arithmetic, bound: Trace) -> str:
        kind, number, divisor, limit = bound
        raw = rounded(Decimal(number), Decimal(divisor), self._unit())
        said = self._with_result(worked, printed(raw))
        if self.line.level == "section" and kind == "cap" and not Decimal(limit):
            return self.speaker.sentences(said, self._say("auxiliary"))
        at_bound = self._say(f"at_{kind}", bound=minus(limit))
        if "scale" in self.later:
            worked = Arithmetic("", minus(limit))
            return self.speaker.sentences(self.speaker.join(said, at_bound), self._scaled(worked))
        gets = self._say("gets", points=self._result())
        return self.speaker.join(said, at_bound, gets)

    def _scaled(self, worked: Arithmetic) -> str:
        """`(40 − 3 × 5) × 100 ÷ 80 = 31.25`, and why."""
        _, points, stays = self.later["scale"]
        inner = worked.expression
        if " + " in inner or " − " in inner:
            inner = f"({inner})"
        expression = f"{inner} × {minus(points)} ÷ {minus(stays)}"
        said = self._with_result(Arithmetic(worked.before, expression), self._result())
        return said + self._say("scaled", points=minus(points), stays=minus(stays))

    def _with_result(self, worked: Arithmetic, result: str) -> str:
        if not worked.plain:
            return self.speaker.colon(worked.before, f"{worked.expression} = {result}")
        key = "gets_full" if worked.full else "gets"
        return self.speaker.join(worked.before, self._say(key, points=result))

    def _waiting(self) -> str:
        if self.first[0] == "await":
            why = self._say("await", rows=self.speaker.list(self.first[1]))
        elif self.first[0] == "wait":
            _, reason, have, need = self.first
            have = self.line.name if reason == "fact" else have
            phrase = PHRASES.get(f"lack_{reason}") or BY_NAME[self.line.method].lacks[reason]
            why = self.speaker.say(phrase, name=have, have=have, need=need)
        else:
            return ""
        return self._say("wait", why=why)

    def _veto(self) -> str:
        if self.first[0] != "veto":
            return ""
        _, state, kind, target, by = self.first
        key = "effect_total" if (kind, target) == ("zero", "total") else f"effect_{kind}"
        effect = self._say(key, target=target)
        return self._say(f"veto_{state}", by=by, effect=effect)

    def _left(self) -> str:
        if "left" not in self.later:
            return ""
        rows = self.speaker.list([f"{code} {name}" for code, name in self.later["left"][1]])
        return self._say("left", rows=rows)

    def _zeroed(self) -> str:
        if "zero" not in self.later:
            return ""
        _, code, name, _ = self.later["zero"]
        return self._say("zeroed", name=name or code)

    def _result(self) -> str:
        """The points as printed, before any veto."""
        points = self.later["zero"][3] if "zero" in self.later else self.line.points
        assert points is not None
        return printed(Decimal(points))

    def _unit(self) -> Decimal:
        assert self.line.points is not None
        exponent = self.line.points.as_tuple().exponent
        assert isinstance(exponent, int)
        return ONE.scaleb(exponent)
