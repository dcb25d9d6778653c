"""One empty site per test."""

import pytest

from tests.chaos import server


@pytest.fixture
def transactional_db(django_db_setup, django_db_blocker, tmp_path):
    """Real commits, in a copy; by this name pytest-django knows that there must be a database."""
    with django_db_blocker.unblock(), server.site(tmp_path) as made:
        yield made


@pytest.fixture
def site(transactional_db):
    return transactional_db


def quick_and_whole(quick, whole):
    """A size of a test for every `make test`, and one for `make chaos`."""
    return [
        pytest.param(quick, marks=pytest.mark.chaos, id="quick"),
        pytest.param(whole, marks=pytest.mark.whole, id="whole"),
    ]
