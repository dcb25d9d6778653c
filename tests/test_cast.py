"""The cast itself: who sees which villages."""

import pytest

from villages.models import Village

SEES = {
    "county": 3,
    "leader": 3,
    "township": 2,
    "neighbour": 1,
    "unit": 1,
    "cadre": 1,
    "scorer": 3,
    "stranger": 1,
    "sysadmin": 0,
    "secadmin": 0,
    "auditor": 0,
}


@pytest.mark.parametrize(("who", "count"), SEES.items())
def test_each_sees_the_villages_of_its_scope(cast, who, count):
    assert Village.objects.visible_to(getattr(cast, who)).count() == count
