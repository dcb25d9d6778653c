"""Public assessment rules as tables: what a person worked out, the engine and the oracle give."""

import pytest

from assessments.scoring import FactValue, OtherResult, Standing, Subject, grade, parse

from ..oracle import oracle
from . import cases


@pytest.fixture(params=cases.names())
def example(request):
    return cases.read(request.param)


def by_oracle(example):
    return oracle.grade(
        example.rows,
        example.period,
        list(example.subjects.values()),
        example.facts,
        example.quarters,
        example.history,
        example.others,
        example.confirmed,
    )


def by_engine(example):
    """The engine's cards in the oracle's shape."""
    run = grade(
        parse(example.rows).scheme,
        example.period,
        _subjects(example),
        _facts(example),
        quarters=example.quarters,
        history=_history(example),
        others={key: OtherResult(*other) for key, other in example.others.items()},
    )
    scored = {row["code"] for _, row in example.rows if row["level"] in ("类别", "指标", "加分")}
    return {code: _as_dict(card, scored) for code, card in run.cards.items()}


def _subjects(example):
    return [
        Subject(about["code"], about["code"], about["class"], about.get("days"), about["related"])
        for about in example.subjects.values()
    ]


def _facts(example):
    facts = {code: {} for code in example.subjects}
    for (subject, fact), text in example.facts.items():
        by = "李主任" if (subject, fact) in example.confirmed else ""
        facts[subject][fact] = FactValue.of(text, confirmed_by=by)
    return facts


def _history(example):
    return {
        code: [Standing(s.total, s.rank, s.bottom, s.grade or "") for s in standings]
        for code, standings in example.history.items()
    }


def _as_dict(card, scored):
    return {
        "total": card.total,
        "possible": card.possible,
        "percent": card.percent,
        "scaled": card.scaled,
        "rank": card.rank,
        "bottom": card.bottom,
        "grade": card.grade or None,
        "outcomes": list(card.outcomes),
        "state": card.state,
        "waiting": list(card.waiting),
        "lines": {ln.code: (ln.points, ln.full) for ln in card.lines if ln.code in scored},
    }


def test_there_are_the_examples_that_were_promised():
    assert len(cases.names()) >= 25


def test_the_table_is_a_scheme_with_just_the_warnings_named(example):
    parsed = parse(example.rows)
    codes = {number: row["code"] for number, row in example.rows}
    assert [fault.text("zh") for fault in parsed.errors] == []
    assert {(codes[fault.row], fault.column) for fault in parsed.warnings} == example.warnings


def test_the_table_is_written_back_without_loss(example):
    scheme = parse(example.rows).scheme
    assert parse(scheme.to_rows()).scheme.hash == scheme.hash


def test_the_facts_may_be_stored(example):
    scheme = parse(example.rows).scheme
    refused = {key: scheme.check_fact(key[1], FactValue.of(t)) for key, t in example.facts.items()}
    assert {key: fault.text("zh") for key, fault in refused.items() if fault} == {}


def test_at_least_three_subjects_were_worked_out(example):
    told = {subject for subject, kind, _ in example.expected if kind in ("总分", "待补")}
    assert len(told) >= 3


def test_the_oracle_gives_what_was_worked_out(example):
    assert cases.found(example, by_oracle(example)) == example.expected


def test_the_engine_gives_what_was_worked_out(example):
    assert cases.found(example, by_engine(example)) == example.expected


def test_the_engine_and_the_oracle_agree_on_every_line(example):
    assert by_engine(example) == by_oracle(example)
