"""Townships: what lies in each, counted for whoever looks."""

import pytest
from django.urls import reverse

from villages.models import Township, Village, VillageFlag


def test_the_list_counts_what_this_user_sees(kept, cast, as_user):
    Village.objects.filter(pk=cast.places.second.pk).update(kind="community")
    VillageFlag.objects.create(village=cast.places.next_door, kind="weak")
    rows = as_user(cast.county).get("/villages/townships/").context["table"].rows
    counts = {
        row.record.name: [row.get_cell(name) for name in ("villages_count", "communities_count")]
        for row in rows
    }
    assert counts == {"龙窝镇": [1, 1], "九和镇": [1, 0]}


def test_totals_add_up(kept, cast, as_user):
    totals = as_user(cast.county).get("/villages/townships/").context["table"].totals
    assert (totals["villages_count"], totals["poor_count"], totals["weak_count"]) == (3, 1, 0)


@pytest.mark.parametrize("who", ["township", "cadre", "unit"])
def test_others_see_only_their_township(cast, as_user, who):
    assert as_user(getattr(cast, who)).get("/villages/townships/").context["found"] == 1


def test_the_list_takes_constant_selects(cast, as_user, django_assert_max_num_queries):
    client = as_user(cast.county)
    for step in (200, 300, 400):
        for n in range(8):
            Township.objects.create(
                code=f"441621{step + n}", name=f"第{n}镇", county=cast.places.county
            )
        with django_assert_max_num_queries(10):
            client.get("/villages/townships/")


def test_the_page_takes_constant_selects(cast, as_user, django_assert_max_num_queries):
    client = as_user(cast.county)
    for step in (300, 400, 500):
        for n in range(8):
            Village.objects.create(
                code=f"441621102{step + n}", name=f"第{n}村民委员会", township=cast.places.town
            )
        with django_assert_max_num_queries(10):
            assert client.get(cast.places.town.url).status_code == 200


def test_the_county_renames_a_township(cast, as_user):
    url = reverse("villages:township_edit", args=[cast.places.town.pk])
    client = as_user(cast.county)
    opened = client.get(url).context["form"]["opened"].value()
    assert client.post(url, {"name": "龙锅镇", "opened": opened}).status_code == 302
    assert Township.objects.get(pk=cast.places.town.pk).initials == "lgz"
