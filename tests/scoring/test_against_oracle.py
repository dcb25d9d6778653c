"""The engine against the second implementation, on random schemes and cohorts."""

import random
from decimal import ROUND_HALF_EVEN

import pytest

from assessments.scoring.arithmetic import exact
from tests.oracle.generate import random_case

from .against_oracle import differences

CASES, SHARE = 2_000, 500
WHOLE = 20_000


def compare(seeds):
    for seed in seeds:
        found = differences(random_case(random.Random(seed)))
        assert not found, f"case {seed}: {found[:5]}"


def test_a_few_hundred_cases_agree():
    compare(range(WHOLE, WHOLE + 200))


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, CASES, SHARE))
def test_two_thousand_cases_agree(first):
    compare(range(first, first + SHARE))


@pytest.mark.whole
@pytest.mark.parametrize("first", range(CASES, WHOLE, SHARE))
def test_the_rest_of_twenty_thousand_cases_agree(first):
    compare(range(first, first + SHARE))


def test_a_wrong_engine_is_seen(monkeypatch):
    """Control: an engine that rounds to even is told apart within a few cases."""
    monkeypatch.setattr(exact, "ROUND_HALF_UP", ROUND_HALF_EVEN)
    with pytest.raises(AssertionError):
        compare(range(300))
