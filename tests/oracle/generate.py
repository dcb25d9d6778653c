"""Random cases: a valid scheme, a small cohort, and facts at the edges of its rules."""

from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from . import oracle
from .rules import BALLOTS, text
from .schemes import random_scheme
from .verdicts import add_awards

QUARTERS = ("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4")
RELATED = ("township", "village", "team", "unit")


class Case(NamedTuple):
    """The arguments of `oracle.grade`, by their names."""

    rows: list
    period: str
    subjects: list
    facts: dict
    confirmed: set
    quarters: dict
    history: dict
    others: dict


def random_case(rng):
    """A Case whose scheme §9 has nothing to refuse in (warnings there may be)."""
    period = rng.choice((*QUARTERS, *["2026"] * 5))
    classes = rng.choice(([""], [""], ["先进村", "后进村"], ["", "社区"]))
    subjects = random_subjects(rng, classes)
    codes = [subject["code"] for subject in subjects]
    scheme = random_scheme(rng, "-Q" in period, classes, codes)
    facts = random_facts(rng, scheme, codes)
    quarters = {} if "-Q" in period else random_quarters(rng, scheme, codes)
    others = random_others(rng, subjects)
    add_awards(scheme, worth_testing(rng, scheme, period, subjects, facts, quarters, others))
    confirmed = random_vetoes(rng, scheme, codes, facts)
    rows = scheme.rows()
    history = random_history(rng, scheme, codes)
    return Case(rows, period, subjects, facts, confirmed, quarters, history, others)


def random_subjects(rng, classes):
    dated = rng.random() < 0.5
    return [
        {
            "code": f"S{number:02}",
            "class": rng.choice(classes),
            "days": rng.choice((0, 29, 30, 59, 60, 90, None)) if dated else None,
            "related": {
                kind: f"{kind}{rng.randint(1, 3)}" for kind in RELATED if rng.random() < 0.95
            },
        }
        for number in range(1, rng.choice((1, 2, 3, 4, 5, 6, 8, 12)) + 1)
    ]


def random_facts(rng, scheme, codes):
    """Every fact but those of vetoes; now and then two subjects are equal throughout."""
    missing, na = rng.choice((0, 0, 0.02, 0.1, 0.3)), rng.choice((0, 0, 0.05, 0.1, 0.3))
    facts = {}
    for code, rule in scheme.facts.items():
        for index, subject in enumerate(codes):
            twin = codes[index - 1] if index and rng.random() < 0.1 else None
            given = {f: t for (s, f), t in facts.items() if s == twin and _belongs(f, code)}
            if twin is None:
                given = one_fact(rng, code, rule, missing, na)
            facts |= {(subject, fact): value for fact, value in given.items()}
    for index, subject in enumerate(codes):
        if index and rng.random() < 0.12:
            facts = copied(facts, codes[index - 1], subject)
    return facts


def _belongs(fact, code):
    return fact == code or fact.startswith(code + ".")


def copied(facts, giver, taker):
    kept = {key: value for key, value in facts.items() if key[0] != taker}
    return kept | {(taker, f): value for (s, f), value in facts.items() if s == giver}


def one_fact(rng, code, rule, missing, na):
    """{fact code: text} of one subject: empty when missing, one `NA`, or the rule's values."""
    method, pool, params = rule
    chance = rng.random()
    if chance < missing:
        return {}
    if chance < missing + na:
        return {code: rng.choice(("NA", "不涉及"))}
    if method == "score" and ("drop" in params or rng.random() < 0.3):
        return {f"{code}.{i}": rng.choice(pool) for i in range(1, rng.choice((2, 3, 4, 5, 6)))}
    if method == "votes":
        return {f"{code}.{name}": rng.choice(pool) for name in BALLOTS if rng.random() < 0.9}
    if method not in ("label", "score", "best") and rng.random() < 0.05:
        return {code: text(Decimal(rng.randint(-300, 30000)) / 100)}
    return {code: rng.choice(pool)}


def random_vetoes(rng, scheme, codes, facts):
    """Adds the veto facts; gives those that are confirmed."""
    confirmed = set()
    often, sure = rng.choice((0.1, 0.3)), rng.choice((1, 1, 0.7))
    for code, (method, pool, _) in scheme.facts.items():
        for subject in codes:
            if method == "veto" and rng.random() < often:
                facts[subject, code] = rng.choice(pool)
                if rng.random() < sure:
                    confirmed.add((subject, code))
    return confirmed


def random_quarters(rng, scheme, codes):
    """The quarter leaves' points of the quarters that were graded."""
    place = Decimal(1).scaleb(-scheme.decimals)
    absent = rng.choice((0, 0.05, 0.3))

    def points_of(points, losing):
        earned = -Decimal(rng.choice((0, 1, 2))) if losing else points * rng.randint(0, 8) / 8
        return earned.quantize(place, ROUND_HALF_UP) + 0

    def card():
        return {
            code: points_of(points, losing)
            for code, period, points, losing in scheme.leaves
            if period == "quarter" and rng.random() >= absent
        }

    graded = sorted(rng.sample(QUARTERS, rng.choice((1, 2, 3, 4, 4, 4))))
    return {name: {code: card() for code in codes if rng.random() >= absent} for name in graded}


def random_others(rng, subjects):
    """Results of the schemes that `from` names, for subjects and their relations."""
    codes = {subject["code"] for subject in subjects}
    codes |= {code for subject in subjects for code in subject["related"].values()}
    return {
        (scheme, code): oracle.OtherResult(
            Decimal(rng.choice((0, 70, "88.88", 100, 101))), Decimal(rng.choice((100, 90, 98)))
        )
        for scheme in ("OTH-1", "OTH-2")
        for code in sorted(codes)
        if rng.random() < 0.93
    }


def worth_testing(rng, scheme, period, subjects, facts, quarters, others):
    """Totals that occur, so that thresholds are met exactly, and a few that do not."""
    numbers = [text(part) for part in (0, 10, 60, 90, 100)]
    if rng.random() < 0.6:
        rows = list(enumerate(scheme.cells, start=2))
        cards = oracle.grade(rows, period, subjects, facts, quarters, None, others).values()
        numbers = [text(card["total"]) for card in cards if card["total"] is not None] or numbers
    return numbers


def random_history(rng, scheme, codes):
    grades = [cells["code"] for cells in scheme.cells if cells["code"].startswith("G")]
    return {
        subject: [random_standing(rng, grades) for _ in range(rng.choice((0, 1, 2, 3)))]
        for subject in codes
        if rng.random() < 0.8
    }


def random_standing(rng, grades):
    ranked = rng.random() < 0.8
    return oracle.Standing(
        total=Decimal(rng.choice((0, 10, 50, 60, "99.99", 300))),
        rank=rng.randint(1, 4) if ranked else None,
        bottom=rng.randint(1, 3) if ranked else None,
        grade=rng.choice([*grades, None]),
        percent=Decimal(rng.choice((30, "59.99", 60, 95))),
    )
