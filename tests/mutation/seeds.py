"""Random cases that the mutants must agree on with the second implementation, one a test.

pytest does not collect this file by itself. The second implementation answers once per case."""

import functools
import random

import pytest

from tests.oracle import oracle
from tests.oracle.generate import random_case
from tests.scoring.against_oracle import compared

CASES = 300


@functools.cache
def answered(seed):
    case = random_case(random.Random(seed))
    return case, oracle.grade(**case._asdict())


@pytest.mark.parametrize("seed", range(CASES))
def test_case(seed):
    assert compared(*answered(seed)) == []
