"""The generator gives the same case for the same seed, and reaches the whole language."""

import random
from decimal import Decimal

import pytest

from . import oracle
from .generate import random_case
from .table import METHODS, Table, params_of


@pytest.fixture(scope="module")
def cases():
    return [random_case(random.Random(seed)) for seed in range(150)]


def test_a_seed_names_a_case(cases):
    assert random_case(random.Random(7)) == cases[7]


def test_every_method_and_choice_turns_up(cases):
    cells = [row for case in cases for _, row in case.rows]
    methods = {METHODS.get(row["method"], row["method"]) for row in cells}
    assert methods == {*METHODS.values(), ""}
    said = {
        f"{name}={value.partition(':')[0].partition('%')[0]}"
        for row in cells
        for name, value in params_of(row["params"]).items()
    }
    assert said >= {
        *("missing=wait", "missing=zero", "missing=full", "missing=fixed"),
        *("na=full", "na=zero", "na=mean", "na=fixed", "na=rescale"),
        *("combine=mean", "combine=sum", "combine=last", "combine=weights"),
        *("give=linear", "give=table", "give=drop", "of=line", "start=full", "absent=reweigh"),
        *("effect=zero", "effect=cap", "effect=bar", "years=2", "floor=none", "cap=none"),
    }


def test_cards_add_up_and_few_wait(cases):
    waiting = count = 0
    for case in cases:
        sections = [line.code for line in Table(case.rows).sections if line.points]
        for card in oracle.grade(**case._asdict()).values():
            count += 1
            waiting += card["state"] == "waiting"
            if card["state"] == "draft":
                fulls = [card["lines"][code][1] for code in sections if code in card["lines"]]
                assert card["possible"] == sum(fulls, Decimal(0))
                assert all(None not in card["lines"][c] for c in sections if c in card["lines"])
    assert 0 < waiting < count / 2
