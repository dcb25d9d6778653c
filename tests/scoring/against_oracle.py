"""Runs one random case through the engine and through the second implementation."""

from assessments.scoring import FactValue, OtherResult, Standing, Subject, grade, parse
from tests.oracle import oracle

KEYS = ("total", "possible", "percent", "scaled", "rank", "bottom", "grade")


def by_engine(case):
    """{subject: {key: value}} in the oracle's shape; raises AssertionError on a refused scheme."""
    parsed = parse(case.rows)
    assert parsed.scheme, [fault.text("en") for fault in parsed.faults]
    subjects = [
        Subject(s["code"], s["code"], s["class"], s["days"], s["related"]) for s in case.subjects
    ]
    facts = {s.code: {} for s in subjects}
    for (subject, code), text in case.facts.items():
        signed = "a person" if (subject, code) in case.confirmed else ""
        facts[subject][code] = FactValue.of(text, confirmed_by=signed)
    history = {
        code: [Standing(s.total, s.rank, s.bottom, s.grade or "", s.percent) for s in standings]
        for code, standings in case.history.items()
    }
    others = {key: OtherResult(value.total, value.possible) for key, value in case.others.items()}
    run = grade(
        parsed.scheme,
        case.period,
        subjects,
        facts,
        quarters=case.quarters,
        history=history,
        others=others,
    )
    return {code: _plain(card) for code, card in run.cards.items()}


def _plain(card):
    values = {key: getattr(card, key) for key in KEYS}
    values["grade"] = card.grade or None
    values["outcomes"] = list(card.outcomes)
    values["state"] = card.state
    values["lines"] = {
        line.code: (line.points, line.full) for line in card.lines if line.level != "veto"
    }
    return values


def differences(case):
    """[(subject, what, engine, oracle)], empty when both agree."""
    return compared(case, oracle.grade(**case._asdict()))


def compared(case, theirs):
    """`differences` from what the oracle said of the case."""
    ours = by_engine(case)
    found = []
    for code, expected in theirs.items():
        got = ours[code]
        pairs = [(key, got[key], expected[key]) for key in (*KEYS, "outcomes", "state")]
        lines = got["lines"].keys() | expected["lines"].keys()
        pairs += [(key, got["lines"].get(key), expected["lines"].get(key)) for key in lines]
        found += [(code, *pair) for pair in pairs if pair[1] != pair[2]]
    return found
