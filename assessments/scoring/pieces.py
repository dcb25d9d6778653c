"""The arithmetic of each method as text: one small function for each kind of step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from assessments.scoring.cards import Line, Trace, number_text
from assessments.scoring.exact import rounded, unit
from assessments.scoring.phrases import PHRASES

_SIGNS = {"<=": "≤", ">=": "≥"}


class Piece(NamedTuple):
    """What is said before, and an expression; `plain` when that is a number with nothing to work
    out, `full` when that number is the full marks."""

    before: str
    expression: str
    plain: bool = False
    full: bool = False


class Speaker:
    """Puts phrases into one language; `unit` is that of the line's fact, '' of a bare number."""

    def __init__(self, lang: str, unit: str = "") -> None:
        self.chinese = lang.startswith("zh")
        self.unit = unit if unit in ("", "%") else f" {unit}"

    def say(self, key: str, **parts: object) -> str:
        chinese, english = PHRASES[key]
        return (chinese if self.chinese else english).format(**parts)

    def amount(self, value: Any) -> str:
        """A measured number with its unit: `80%`, `2 人`."""
        return minus(value) + self.unit

    def join(self, *parts: str) -> str:
        return ("，" if self.chinese else ", ").join(filter(None, parts))

    def sentences(self, *parts: str) -> str:
        return ("；" if self.chinese else "; ").join(filter(None, parts))

    def list(self, parts: Iterable[str]) -> str:
        return ("、" if self.chinese else ", ").join(parts)

    def colon(self, *parts: str) -> str:
        return ("：" if self.chinese else ": ").join(filter(None, parts))


def minus(value: Any) -> str:
    """A number with a real minus sign: `−0.5`."""
    return number_text(value).replace("-", "−")


def operand(value: Any) -> str:
    """A number that may stand after an operator: `(−5)`."""
    text = minus(value)
    return f"({text})" if text.startswith("−") else text


def printed(points: Decimal) -> str:
    """Points as the card prints them, whole numbers without decimals: `25`, `44.40`."""
    return minus(points) if points == points.to_integral_value() else minus_kept(points)


def minus_kept(points: Decimal) -> str:
    return f"{points:f}".replace("-", "−")


def chain(points: Iterable[Any], start: Any = None) -> str:
    """`100 − 5 + 2` out of 100, −5 and 2."""
    first, *rest = ([] if start is None else [start]) + list(points)
    text = minus(first)
    for value in rest:
        shown = minus(value)
        text += f" − {shown[1:]}" if shown.startswith("−") else f" + {shown}"
    return text


def _deduct(step: Trace, line: Line, speaker: Speaker) -> Piece:
    _, points, x, each, grace, limit = step
    over = Decimal(x) - Decimal(grace)
    if over <= 0:
        before = (
            ""
            if not Decimal(x)
            else speaker.say("within_grace", x=speaker.amount(x), grace=speaker.amount(grace))
        )
        return Piece(before, f"{minus(points)} − 0 × {minus(each)}")
    shown = minus(x) if not Decimal(grace) else f"({minus(x)} − {minus(grace)})"
    if limit is not None and over * Decimal(each) > Decimal(limit):
        before = speaker.say("limit", x=shown, each=minus(each), limit=minus(limit))
        return Piece(before, f"{minus(points)} − {minus(limit)}")
    return Piece("", f"{minus(points)} − {shown} × {minus(each)}")


def _earn(step: Trace, line: Line, speaker: Speaker) -> Piece:
    _, x, each = step
    return Piece("", f"{minus(x)} × {operand(each)}")


def _share(step: Trace, line: Line, speaker: Speaker) -> Piece:
    _, points, x, target = step
    return Piece("", f"{minus(points)} × {operand(x)} ÷ {minus(target)}")


def _step(step: Trace, line: Line, speaker: Speaker) -> Piece:
    _, points, x, target, width, each, sign, steps = step
    if not sign:
        before = speaker.say("on_target", x=speaker.amount(x), target=speaker.amount(target))
        return Piece(before, minus(points), plain=True, full=True)
    low, high = sorted((Decimal(x), Decimal(target)))
    if steps is None:
        gap = f"({minus(high)} − {operand(low)})"
        return Piece("", f"{minus(points)} {sign} {minus(each)} × {gap} ÷ {minus(width)}")
    before = speaker.say(
        "steps", x=speaker.amount(x), target=speaker.amount(target),
        gap=speaker.amount(high - low), width=speaker.amount(width), steps=minus(steps),
    )  # fmt: skip
    return Piece(before, f"{minus(points)} {sign} {minus(each)} × {minus(steps)}")


def _band(step: Trace, line: Line, speaker: Speaker) -> Piece:
    _, x, sign, limit, points = step
    if not sign:
        return Piece(speaker.say("in_no_band", x=speaker.amount(x)), minus(points), plain=True)
    return Piece(_compared("in_band", x, sign, limit, speaker), minus(points), plain=True)


def _compared(key: str, x: Any, sign: str, limit: Any, speaker: Speaker) -> str:
    x, limit = speaker.amount(x), speaker.amount(limit)
    return speaker.say(key, x=x, operator=_SIGNS.get(sign, sign), limit=limit)


def _pass(step: Trace, line: Line, speaker: Speaker) -> Piece:
    _, x, sign, limit, passed, points = step
    before = _compared("in_band" if passed else "fails", x, sign, limit, speaker)
    return Piece(before, minus(points), plain=True, full=passed)


def _label(step: Trace, line: Line, speaker: Speaker) -> Piece:
    _, label, points = step
    return Piece(speaker.say("label", label=label), minus(points), plain=True)


def _score(step: Trace, line: Line, speaker: Speaker) -> Piece:
    _, kept, dropped = step
    before = speaker.say("dropped", scores=speaker.list(map(minus, dropped))) if dropped else ""
    if len(kept) == 1:
        return Piece(before or speaker.say("scored"), minus(kept[0]), plain=True)
    return Piece(before, f"({chain(kept)}) ÷ {len(kept)}")


def _votes(step: Trace, line: Line, speaker: Speaker) -> Piece:
    _, points, counts, total, weighted = step
    shown = speaker.list(f"{label} {minus(count)}" for label, count, _ in counts)
    before = speaker.say("ballots", counts=shown, total=minus(total))
    hundredfold = Decimal(total) * 100
    return Piece(before, f"{minus(points)} × {minus(weighted)} ÷ {minus(hundredfold)}")


def _blend(step: Trace, line: Line, speaker: Speaker) -> Piece:
    _, points, terms, total = step
    shares = [f"{minus(w)} × {operand(got)} ÷ {minus(full)}" for w, got, full in terms]
    return Piece("", f"{minus(points)} × ({' + '.join(shares)}) ÷ {minus(total)}")


def _rank(step: Trace, line: Line, speaker: Speaker) -> Piece:
    _, _, place, count, kind, numbers, points = step
    before = speaker.say("place", place=place, count=count)
    behind = place - 1
    if kind == "drop":
        return Piece(before, f"{minus(points)} − {operand(numbers[0])} × {behind}")
    if kind == "linear" and count > 1:
        first, last = numbers
        spread = operand(Decimal(first) - Decimal(last))
        return Piece(before, f"{minus(first)} − {spread} × {behind} ÷ {count - 1}")
    given = numbers[min(behind, len(numbers) - 1)]
    return Piece(before, minus(given), plain=True)


def _best(step: Trace, line: Line, speaker: Speaker) -> Piece:
    _, points, x, best, want = step
    before = speaker.say("best", best=speaker.amount(best))
    part, whole = (x, best) if want == "high" else (best, x)
    if Decimal(whole):
        return Piece(before, f"{minus(points)} × {operand(part)} ÷ {operand(whole)}")
    at_best = want == "low" or Decimal(x) == Decimal(best)
    return Piece(before, minus(points) if at_best else "0", plain=True, full=at_best)


def _mean(step: Trace, line: Line, speaker: Speaker) -> Piece:
    _, points, x, total, count, each, width, percent, want, behind, steps = step
    average = f"{minus(total)} ÷ {count}"
    about = minus(rounded(Decimal(total), Decimal(count), unit(2)))
    mean = speaker.say("class_mean", mean=about + speaker.unit, total=minus(total), count=count)
    if not behind:
        before = speaker.say("at_mean", x=speaker.amount(x), mean=mean)
        return Piece(before, minus(points), plain=True, full=True)
    if steps is not None:
        before = speaker.say("behind_mean", x=speaker.amount(x), mean=mean, steps=minus(steps))
        return Piece(before, f"{minus(points)} − {minus(each)} × {minus(steps)}")
    gap = f"({average} − {operand(x)})" if want == "high" else f"({minus(x)} − {average})"
    if percent:
        gap += f" × 100 ÷ ({minus(abs(Decimal(total)))} ÷ {count})"
    return Piece(mean, f"{minus(points)} − {minus(each)} × {gap} ÷ {minus(width)}")


def _from(step: Trace, line: Line, speaker: Speaker) -> Piece:
    _, scheme, kind, number, total, possible = step
    before = speaker.say("cites", scheme=scheme)
    if kind == "share":
        return Piece(before, f"{minus(number)} × {operand(total)} ÷ {minus(possible)}")
    return Piece(before, f"{minus(total)} × {operand(number)}")


def _combine(step: Trace, line: Line, speaker: Speaker) -> Piece:
    _, kind, quarters = step
    numbers = speaker.list(str(number) for number, _, _ in quarters)
    before = speaker.say("last_quarter" if kind == "last" else "quarters", quarters=numbers)
    points = [got for _, got, _ in quarters]
    if kind == "weights":
        terms = " + ".join(f"{minus(weight)} × {operand(got)}" for _, got, weight in quarters)
        total = sum((Decimal(weight) for _, _, weight in quarters), Decimal(0))
        return Piece(before, f"({terms}) ÷ {minus(total)}")
    if len(points) == 1:
        return Piece(before, minus(points[0]), plain=True)
    added = chain(points)
    return Piece(before, f"({added}) ÷ {len(points)}" if kind == "mean" else added)


def _sum(step: Trace, line: Line, speaker: Speaker) -> Piece:
    _, start, points = step
    if start is None and len(points) == 1:
        return Piece(speaker.say("added"), minus(points[0]), plain=True)
    return Piece("", chain(points, start))


def _policy(step: Trace, line: Line, speaker: Speaker) -> Piece:
    _, word, kind, number, divisor = step
    before = speaker.say(word, name=line.name)
    if kind == "mean":
        before = speaker.join(before, speaker.say("by_mean"))
        return Piece(before, f"{minus(number)} ÷ {minus(divisor)}")
    key = "by_nobody" if kind == "nobody" else "by_rule"
    before = speaker.join(before, speaker.say(key))
    return Piece(before, minus(number), plain=True, full=kind in ("full", "nobody"))


PIECES: Mapping[str, Callable[[Trace, Line, Speaker], Piece]] = {
    "deduct": _deduct,
    "earn": _earn,
    "share": _share,
    "step": _step,
    "band": _band,
    "pass": _pass,
    "label": _label,
    "score": _score,
    "votes": _votes,
    "blend": _blend,
    "rank": _rank,
    "best": _best,
    "mean": _mean,
    "from": _from,
    "combine": _combine,
    "sum": _sum,
    "policy": _policy,
}
