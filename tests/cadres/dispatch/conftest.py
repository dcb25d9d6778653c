"""A plan proposed for the villages of a small county."""

import pytest

from accounts.models import Role
from cadres.models import DispatchPlan
from tests.cadres.dispatch.county import county_of
from tests.conftest import make_user
from villages.models import Village


@pytest.fixture
def batch(db):
    return county_of()


@pytest.fixture
def boss(db):
    return make_user("boss", Role.COUNTY, "441621")


@pytest.fixture
def plan(batch, boss):
    plan = DispatchPlan.objects.create(batch=batch, figures_year=2025, county_teams=5)
    plan.propose(boss, Village.objects.all())
    return plan
