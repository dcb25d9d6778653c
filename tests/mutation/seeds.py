"""Random cases that a mutant must agree on with the second implementation, one a test.

pytest does not collect this file by itself.
"""

import pytest

from tests.scoring.against_oracle import compared

from .answers import CASES, answered


@pytest.mark.parametrize("seed", range(CASES))
def test_case(seed):
    assert compared(*answered(seed)) == []
