"""A county that only commands have touched."""

import pytest

from tests.assessments.county import County
from tests.cadres.conftest import shared_database  # noqa: F401


@pytest.fixture
def county(db, tmp_path):
    """Four villages in two classes, two units, three cadres, two teams; nothing graded."""
    return County(tmp_path).settle()
