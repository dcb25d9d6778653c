"""What a village did: recorded once, by those of the village, corrected with nothing lost."""

from datetime import date

import pytest
from django.urls import reverse

from villages.models import Activity

DATA = {"kind": "party_class", "on": "2026-03-05", "title": "三月党课"}


@pytest.fixture
def new(cast):
    return reverse("villages:activity_create", args=[cast.places.village.pk])


def test_the_cadre_records_an_activity_of_his_village(cast, as_user, new):
    assert as_user(cast.cadre).post(new, DATA).status_code == 302
    activity = Activity.objects.get()
    assert (activity.village, activity.entered_by) == (cast.places.village, "cadre")


def test_the_cadre_of_another_village_cannot(cast, as_user):
    other = reverse("villages:activity_create", args=[cast.places.next_door.pk])
    assert as_user(cast.cadre).post(other, DATA).status_code == 404


def test_a_double_click_records_once(cast, as_user, new):
    client = as_user(cast.cadre)
    client.post(new, DATA)
    answer = client.post(new, DATA)
    assert "这次活动已经记录" in answer.content.decode()
    assert Activity.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"on": "2126-01-01"}, "on"),
        ({"on": "2026-02-30"}, "on"),
        ({"kind": "dance"}, "kind"),
        ({"attended": "9", "expected": "8"}, "attended"),
        ({"attended": "-1"}, "attended"),
        ({"title": "长" * 121}, "title"),
    ],
)
def test_wrong_entries_are_refused_at_their_field(cast, as_user, new, wrong, field):
    answer = as_user(cast.cadre).post(new, DATA | wrong)
    assert answer.context["form"].errors[field]


def test_a_correction_that_came_too_late_is_asked(kept, cast, as_user):
    url = reverse("villages:activity_edit", args=[kept.activity.pk])
    client = as_user(cast.county)
    opened = client.get(url).context["form"]["opened"].value()
    client.post(url, DATA | {"title": "他的", "opened": opened})
    answer = client.post(url, DATA | {"title": "我的", "opened": opened})
    assert answer.status_code == 409
    assert [each["name"] for each in answer.context["form"].conflicts] == ["title"]


def test_the_list_takes_constant_selects_and_links_only_for_recorders(
    cast, as_user, django_assert_max_num_queries
):
    village = cast.places.village
    url = reverse("villages:activity_list", args=[village.pk])
    client = as_user(cast.county)
    for month in (1, 2, 3):
        for day in range(1, 9):
            village.activities.create(kind="culture", on=date(2026, month, day), title="清洁")
        with django_assert_max_num_queries(12):
            assert "/villages/activities/" in client.get(url).content.decode()
    assert "/villages/activities/" not in as_user(cast.leader).get(url).content.decode()


def test_an_empty_list_says_so(cast, as_user):
    url = reverse("villages:activity_list", args=[cast.places.village.pk])
    assert "还没有记录" in as_user(cast.county).get(url).content.decode()
