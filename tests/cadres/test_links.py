"""Leader links: a township or a village, and one village for each leader of a township."""

from datetime import date

import pytest

from cadres.models import LeaderLink


def add(as_user, user, **data):
    return as_user(user).post("/cadres/links/add/", {"leader": "黄志远", "post": "副县长"} | data)


def test_a_county_leader_takes_a_township_and_a_village(cast, as_user):
    add(as_user, cast.county, of_county="on", township=cast.places.town.pk)
    add(as_user, cast.county, of_county="on", village=cast.places.village.pk)
    assert LeaderLink.objects.filter(of_county=True).count() == 2


@pytest.mark.parametrize("both", [True, False])
def test_a_link_has_one_place(cast, as_user, both):
    places = {"township": cast.places.town.pk, "village": cast.places.village.pk} if both else {}
    page = add(as_user, cast.county, of_county="on", **places)
    assert page.status_code == 200
    assert page.context["form"].errors
    assert not LeaderLink.objects.exists()


def test_a_leader_of_a_township_takes_one_village(cast, as_user):
    add(as_user, cast.township, village=cast.places.village.pk)
    page = add(as_user, cast.township, village=cast.places.second.pk)
    assert "village" in page.context["form"].errors
    LeaderLink.objects.update(until=date(2026, 3, 1))
    add(as_user, cast.township, village=cast.places.second.pk)
    assert LeaderLink.objects.filter(until=None).get().village == cast.places.second


def test_a_township_links_its_own_villages_only(cast, as_user):
    page = add(as_user, cast.township, village=cast.places.next_door.pk)
    assert "village" in page.context["form"].errors


def test_a_township_does_not_edit_the_countys_links(cast, as_user):
    link = LeaderLink.objects.create(
        county=cast.places.county, leader="黄志远", village=cast.places.village
    )
    assert as_user(cast.township).get(f"/cadres/links/{link.pk}/edit/").status_code == 404
