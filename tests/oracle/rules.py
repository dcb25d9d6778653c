"""One random rule per method: its params and the facts that try its edges.

Each takes (rng, points, losing) and gives (params, pool): `pool` holds the texts a fact may have,
the rule's own targets and edges among them. `losing`: a child of a `start=full` group.
"""

from decimal import Decimal

TINY = Decimal("0.01")
LABELS = ("一类", "二类", "三类", "其他")
BALLOTS = ("优秀", "称职", "基本称职", "不称职", "弃权")


def text(number):
    """Plain digits, without an exponent or idle zeros."""
    number = Decimal(number)
    return format(number.normalize() if number else Decimal(0), "f")


def texts(*numbers):
    return [text(number) for number in numbers]


def part(rng, points):
    """Some decimal between 0 and `points`."""
    return (points * rng.choice((0, 1, 2, 3, 4)) / 4).quantize(TINY)


def amount(rng, points, losing):
    """A number a rule may award: within 0 and `points`, or below 0 where points are lost."""
    return -Decimal(rng.choice((0, 1, 2, 3, "2.5"))) if losing else part(rng, points)


def maybe(rng, chance, name, value):
    return {name: value} if rng.random() < chance else {}


def number(rng, *choices):
    return Decimal(rng.choice(choices))


def deduct(rng, points, losing):
    each, grace = number(rng, 1, 2, 3, "0.5", "0.333"), number(rng, 0, 1, 3)
    limit = number(rng, 2, 5, "7.5")
    params = {"each": text(each)}
    params |= maybe(rng, 0.5, "grace", text(grace)) | maybe(rng, 0.4, "limit", text(limit))
    return params, texts(0, 1, 2, grace, grace + 1, grace + TINY, grace + limit, 5, "3.7", 40)


def earn(rng, points, losing):
    each = number(rng, 1, 2, "0.5", "0.125", "1.005")
    edge = (points / each).quantize(TINY)
    return {"each": text(-each if losing else each)}, texts(0, 1, 3, edge, edge + 1, "2.7", 9)


def share(rng, points, losing):
    target = number(rng, 3, 7, 10, 60, 80, 100, "12.5")
    pool = texts(0, target, target - 1, target + 1, target / 2, target * 2, "2.2", -1)
    return {"target": text(target)}, pool


def step(rng, points, losing):
    target, width = number(rng, 0, 10, 60, 85, "7.5"), number(rng, 1, 5, "0.5", 3)
    params = {"target": text(target), "each": text(number(rng, 1, 2, "0.3"))}
    params |= maybe(rng, 0.3, "want", "high") | maybe(rng, 0.4, "want", "low")
    params |= maybe(rng, 0.7, "partial", rng.choice(("linear", "floor", "ceil")))
    if rng.random() < 0.35:
        cap = rng.choice((text(points + 5), "none")) if not losing else "0"
        params |= {"side": "both", "cap": cap}
    if rng.random() < 0.7:
        params["width"] = text(width)
    gaps = (0, width, width * 2, width * Decimal("1.5"), TINY, 1, 40)
    return params, texts(*(target + sign * gap for gap in gaps for sign in (1, -1)))


def band(rng, points, losing):
    edges = sorted(rng.sample((0, 10, 50, 60, 75, 80, 90, 100), rng.randint(1, 3)))
    below = rng.random() < 0.5
    operator = rng.choice(("<", "<=")) if below else rng.choice((">", ">="))
    tests = [f"{operator}{edge}" for edge in (edges if below else reversed(edges))]
    if rng.random() < 0.2:
        tests.insert(0, f"={rng.choice(edges)}")
    if len(edges) == 1 and rng.random() < 0.3:
        tests = [f"<{edges[0]}", f">={edges[0]}"]
    else:
        tests.append("else")
    bands = ", ".join(f"{test}:{text(amount(rng, points, losing))}" for test in tests)
    return {"bands": bands}, texts(*(e + g for e in edges for g in (0, TINY, -TINY)), 55, 200)


def passes(rng, points, losing):
    target = number(rng, 0, 1, 75, "99.5")
    params = {"when": rng.choice((">=", ">", "<=", "<", "=")) + text(target)}
    params |= maybe(rng, 0.5, "else", text(amount(rng, points, losing)))
    return params, texts(target, target + TINY, target - TINY, 50)


def label(rng, points, losing):
    named = [f"{name}:{text(amount(rng, points, losing))}" for name in LABELS[:3]]
    open_ended = rng.random() < 0.5
    if open_ended:
        named.append(f"else:{text(amount(rng, points, losing))}")
    return {"map": ", ".join(named)}, list(LABELS if open_ended else LABELS[:3])


def score(rng, points, losing):
    pool = texts(0, points, part(rng, points), part(rng, points), points / 3 // TINY * TINY)
    return maybe(rng, 0.4, "drop", rng.choice(("0", "1", "1"))), pool


def votes(rng, points, losing):
    weights = rng.choice(((100, 80, 60, 0, "none"), (100, 90, "none", 0, 0), (100, 60, 30, 0, 10)))
    params = {"weights": ", ".join(f"{n}:{w}" for n, w in zip(BALLOTS, weights, strict=True))}
    params |= maybe(rng, 0.4, "count", rng.choice(("valid", "all")))
    params |= maybe(rng, 0.3, "min", rng.choice(("3", "10", "20")))
    return params, texts(0, 0, 1, 2, 3, 7, 10)


def rank(rng, points, losing):
    if losing:
        give = rng.choice(("drop:2", "table:0,-1,-2.5", "linear:0..-5"))
    else:
        low, top = text(part(rng, points)), text(points)
        tabled = f"table:{top}, {text(points / 2)},{low}"
        give = rng.choice((f"linear:{top}..{low}", tabled, "drop:2", "drop:0.75"))
    params = {"give": give} | maybe(rng, 0.3, "ties", rng.choice(("1224", "1223")))
    params |= maybe(rng, 0.5, "want", rng.choice(("high", "low")))
    return params, texts(1, 2, 2, 3, 5, "4.5")


def best(rng, points, losing):
    return {"want": rng.choice(("high", "low"))}, texts(0, 1, 2, 3, 7, "0.3")


def mean(rng, points, losing):
    params = {"want": rng.choice(("high", "low")), "each": rng.choice(("1", "0.5", "0.1"))}
    params |= maybe(rng, 0.5, "unit", rng.choice(("percent", "plain")))
    params |= maybe(rng, 0.5, "width", rng.choice(("1", "5", "0.5", "10")))
    params |= maybe(rng, 0.6, "partial", rng.choice(("linear", "floor", "ceil")))
    return params, texts(0, 0, 1, 2, 3, 4, 10, 80, 100, -2)


def quoted(rng, points, losing):
    whose = rng.choice(("self", "township", "village", "team", "unit"))
    params = {"scheme": rng.choice(("OTH-1", "OTH-2"))} | maybe(rng, 0.6, "subject", whose)
    if rng.random() < 0.4:
        return params | {"value": "total"} | maybe(rng, 0.7, "factor", "0.05"), []
    return params | maybe(rng, 0.3, "value", "share"), []


RULES = {
    "deduct": deduct,
    "earn": earn,
    "share": share,
    "step": step,
    "band": band,
    "pass": passes,
    "label": label,
    "score": score,
    "votes": votes,
    "rank": rank,
    "best": best,
    "mean": mean,
    "from": quoted,
}
LOSING_RULES = ("deduct", "earn", "step", "band", "pass", "label", "mean", "rank")
COMPARING = ("rank", "best", "mean")
