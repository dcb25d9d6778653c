"""What units gave: money and goods with their value, and what came of it."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from cadres.models import UnitSupport

pytestmark = pytest.mark.both

LIST, NEW = reverse("cadres:support_list"), reverse("cadres:support_create")
DAY = date(2026, 3, 2)


def give(unit, village, amount="30000.50", **fields):
    return UnitSupport.objects.create(
        unit=unit,
        village=village,
        on=DAY,
        kind="money",
        what="修渠款",
        amount=amount and Decimal(amount),
        **fields,
    )


def words(village, **data):
    return {
        "unit": "U01",
        "village": village.pk,
        "on": "2026-03-03",
        "kind": "money",
        "what": "修渠款",
        "amount": "30000.50",
    } | data


def test_a_unit_records_its_support_and_later_what_came_of_it(cast, as_user):
    client = as_user(cast.unit)
    client.post(NEW, words(cast.places.village))
    support = UnitSupport.objects.get()
    assert (support.amount, support.outcome) == (Decimal("30000.50"), "")
    path = reverse("cadres:support_edit", args=[support.pk])
    opened = client.get(path).context["form"]["opened"].value()
    client.post(path, words(cast.places.village, outcome="灌溉 200 亩", opened=opened))
    support.refresh_from_db()
    assert support.outcome == "灌溉 200 亩"


def test_a_unit_does_not_speak_for_another(cast, as_user):
    page = as_user(cast.unit).post(NEW, words(cast.places.village, unit="U02"))
    assert "unit" in page.context["form"].errors


@pytest.mark.parametrize(("name", "value"), [("amount", "-1"), ("on", "2999-01-01"), ("what", "")])
def test_a_wrong_value_is_refused_at_its_field(cast, as_user, name, value):
    page = as_user(cast.county).post(NEW, words(cast.places.village, **{name: value}))
    assert name in page.context["form"].errors
    assert not UnitSupport.objects.exists()


def test_a_value_that_is_not_known_stays_empty(cast, as_user):
    as_user(cast.county).post(NEW, words(cast.places.village, kind="skill", amount=""))
    assert UnitSupport.objects.get().amount is None


def test_the_foot_adds_up_the_whole_result(cast, as_user):
    give(cast.water, cast.places.village, households=3)
    give(cast.roads, cast.places.next_door, "0.50", households=4)
    give(cast.roads, cast.places.next_door, None)
    totals = as_user(cast.county).get(LIST).context["table"].totals
    assert totals == {"amount": Decimal("30001.00"), "households": 7}
    assert UnitSupport.objects.totals()["count"] == 3


def test_each_sees_what_lies_in_his_scope(cast):
    near = give(cast.water, cast.places.village)
    far = give(cast.roads, cast.places.next_door)
    seen = {
        name: set(UnitSupport.objects.visible_to(getattr(cast, name)))
        for name in ("county", "township", "neighbour", "unit", "cadre", "stranger", "auditor")
    }
    assert seen == {
        "county": {near, far},
        "township": {near},
        "neighbour": {far},
        "unit": {near},
        "cadre": {near},
        "stranger": set(),
        "auditor": set(),
    }


def test_the_list_and_the_unit_ask_as_often_for_many_as_for_few(
    cast, as_user, django_assert_max_num_queries, django_assert_num_queries
):
    client = as_user(cast.county)
    for path in (LIST, reverse("cadres:unit_page", args=["U01"])):
        give(cast.water, cast.places.village)
        client.get(path)
        with django_assert_max_num_queries(25) as few:
            client.get(path)
        for _n in range(3):
            give(cast.water, cast.places.village)
        with django_assert_num_queries(len(few)):
            client.get(path)
