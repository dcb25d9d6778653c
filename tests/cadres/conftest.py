"""Who writes, where threads can see it."""

import pytest

from tests.people import lone_cadre


@pytest.fixture
def author(shared_database):
    """A cadre with a posting, committed where threads can see them."""
    return lone_cadre()
