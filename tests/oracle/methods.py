"""How many points does a measured value earn? One function per leaf method of §3, unclamped.

Each takes the line, the subject's value `x`, and `field`: the values of everyone of the class
who has one, `x` included.
"""

from fractions import Fraction
from math import ceil, floor

from .table import NOT_APPLICABLE, compare, holds, is_number, pairs


def steps(line, ratio):
    """`f` of step and mean: how many widths, whole or not."""
    return {"linear": Fraction, "floor": floor, "ceil": ceil}[line.params.get("partial", "linear")](
        ratio
    )


def deduct(line, x, field):
    loss = max(Fraction(0), x - line.number("grace", 0)) * line.number("each")
    limit = line.number("limit")
    return line.points - (loss if limit is None else min(limit, loss))


def earn(line, x, field):
    return x * line.number("each")


def share(line, x, field):
    return line.points * x / line.number("target")


def step(line, x, field):
    target = line.number("target")
    each = line.number("each")
    n = steps(line, abs(x - target) / line.number("width", 1))
    wrong = x < target if line.params.get("want", "high") == "high" else x > target
    if wrong:
        return line.points - each * n
    if line.params.get("side", "wrong") == "both":
        return line.points + each * n
    return line.points


def band(line, x, field):
    for test, points in pairs(line.params["bands"]):
        if test == "else" or holds(test, x):
            return Fraction(points)
    raise ValueError(f"{line.code}: no band holds {x}")


def passes(line, x, field):
    return line.points if holds(line.params["when"], x) else line.number("else", 0)


def label(line, x, field):
    points = dict(pairs(line.params["map"]))
    return Fraction(points[x] if x in points else points["else"])


def score(line, x, field):
    return x


def votes(line, x, field):
    """`x` is already Σ(nᵢ·wᵢ) / N."""
    return line.points * x / 100


def rank(line, x, field, ties):
    better = [y for y in field if (y > x if line.params.get("want", "high") == "high" else y < x)]
    r = 1 + len(set(better) if line.params.get("ties", ties) == "1223" else better)
    n = len(field)
    kind, _, numbers = line.params["give"].partition(":")
    if kind == "linear":
        first, last = (Fraction(number) for number in numbers.split(".."))
        return first - (first - last) * (r - 1) / (n - 1) if n > 1 else first
    if kind == "table":
        listed = numbers.split(",")
        return Fraction(listed[min(r, len(listed)) - 1].strip())
    return line.points - Fraction(numbers) * (r - 1)


def best(line, x, field):
    if line.params["want"] == "high":
        top = max(field)
        if top == 0:
            return line.points if x == 0 else Fraction(0)
        return line.points * x / top
    if x == 0:
        return line.points
    return line.points * min(field) / x


def mean(line, x, field):
    middle = sum(field) / len(field)
    if x >= middle if line.params["want"] == "high" else x <= middle:
        return line.points
    gap = abs(x - middle)
    if line.params.get("unit", "percent") == "percent" and middle != 0:
        gap = gap * 100 / abs(middle)
    return line.points - line.number("each") * steps(line, gap / line.number("width", 1))


def quoted(line, x, field):
    """`x` is the other scheme's (total, possible)."""
    total, possible = x
    if line.params.get("value", "share") == "share":
        return line.points * total / possible
    return total * line.number("factor", 1)


BY_NAME = {
    "deduct": deduct,
    "earn": earn,
    "share": share,
    "step": step,
    "band": band,
    "pass": passes,
    "label": label,
    "score": score,
    "votes": votes,
    "best": best,
    "mean": mean,
    "from": quoted,
}


def award(line, x, field, ties):
    """The points of the rule, before clamping and rounding; `ties` is the scheme's."""
    if line.method == "rank":
        return rank(line, x, field, ties)
    return BY_NAME[line.method](line, x, field)


# What each method measures: ("value", x), ("na", None) or ("missing", None).

NA = ("na", None)
MISSING = ("missing", None)


def one_fact(line, facts):
    """A plain fact cell; `facts` are the subject's own, by code."""
    text = facts.get(line.fact)
    if text is None:
        return MISSING
    if text in NOT_APPLICABLE:
        return NA
    return "value", Fraction(text) if is_number(text) else text


def entered_scores(line, facts):
    """The mean of FACT or FACT.1, FACT.2, …, with `drop` off both ends."""
    if facts.get(line.fact) in NOT_APPLICABLE:
        return NA
    prefix = line.fact + "."
    entered = sorted(
        Fraction(text)
        for code, text in facts.items()
        if code == line.fact or (code.startswith(prefix) and code[len(prefix) :].isdigit())
    )
    drop = int(line.params.get("drop", 0))
    kept = entered[drop : len(entered) - drop]
    return ("value", sum(kept) / len(kept)) if kept else MISSING


def ballots(line, facts):
    """Σ(nᵢ·wᵢ) / N over the counts FACT.label."""
    if facts.get(line.fact) in NOT_APPLICABLE:
        return NA
    weights = dict(pairs(line.params["weights"]))
    counts = {name: Fraction(facts.get(f"{line.fact}.{name}", 0)) for name in weights}
    weighed = {name: n for name, n in counts.items() if weights[name] != "none"}
    n = sum((counts if line.params.get("count", "valid") == "all" else weighed).values())
    if n == 0 or n < line.number("min", 0):
        return MISSING
    return "value", sum(count * Fraction(weights[name]) for name, count in weighed.items()) / n


def other_result(line, subject, others):
    """The total and possible of another scheme's card for this subject or a related one."""
    whose = line.params.get("subject", "self")
    code = subject["code"] if whose == "self" else subject.get("related", {}).get(whose)
    result = others.get((line.params["scheme"], code))
    if result is None or result.total is None or not result.possible:
        return MISSING
    return "value", (Fraction(result.total), Fraction(result.possible))


def triggers(text):
    """Whether a veto's fact is above 0 or says 是."""
    if text is None or text in NOT_APPLICABLE:
        return False
    return compare(Fraction(text), ">", 0) if is_number(text) else text == "是"
