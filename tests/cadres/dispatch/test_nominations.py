"""Nominations: own people, once, until the plan is confirmed."""

import pytest
from django.core.exceptions import ValidationError

from cadres.dispatch.models.nominations import nominate
from cadres.models import DispatchPlan, Nomination


@pytest.fixture
def free(cast):
    """Nobody is posted or nominated yet."""
    cast.posting.delete()
    cast.next_posting.delete()


def post(as_user, user, cast, *cadres):
    data = {"batch": cast.batch.pk, "cadres": [cadre.pk for cadre in cadres]}
    return as_user(user).post("/cadres/nominations/add/", data)


def test_a_liaison_nominates_own_people(cast, as_user, free):
    post(as_user, cast.unit, cast, cast.person)
    assert Nomination.objects.get().cadre == cast.person


def test_a_liaison_cannot_nominate_anothers_people(cast, as_user, free):
    page = post(as_user, cast.unit, cast, cast.other)
    assert "cadres" in page.context["form"].errors
    assert not Nomination.objects.exists()


def test_nobody_is_nominated_twice(cast, as_user, free):
    post(as_user, cast.unit, cast, cast.person)
    page = post(as_user, cast.unit, cast, cast.person)
    assert "cadres" in page.context["form"].errors
    assert Nomination.objects.count() == 1


@pytest.mark.parametrize("state", ["draft", "confirmed"])
def test_a_confirmed_plan_takes_no_names_and_gives_none_back(cast, free, state):
    (nomination,) = nominate(cast.unit, cast.batch, [cast.person])
    DispatchPlan.objects.create(batch=cast.batch, figures_year=2025, state=state)
    if state == "draft":
        nomination.withdraw(cast.unit)
        assert not Nomination.objects.exists()
        return
    with pytest.raises(ValidationError):
        nomination.withdraw(cast.unit)
    with pytest.raises(ValidationError):
        nominate(cast.unit, cast.batch, [cast.other])
    assert Nomination.objects.count() == 1
