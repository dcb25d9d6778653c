"""A database for threads."""

import pytest

from tests.databases import own_database
from tests.people import lone_cadre


@pytest.fixture
def shared_database(django_db_setup, django_db_blocker, tmp_path):
    """An empty database that several connections share; what is written is committed for good."""
    with django_db_blocker.unblock(), own_database(tmp_path):
        yield


@pytest.fixture
def author(shared_database):
    """A cadre with a posting, committed where threads can see them."""
    return lone_cadre()
