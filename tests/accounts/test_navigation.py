"""The head of a page: the places of the role, where we are, whose county it is."""

import pytest
from django.urls import reverse

from accounts.models import Role
from accounts.navigation import ROWS, current, first_place, places_of
from villages.models import County

PATHS = ["/", "/villages/", "/cadres/", "/cadres/diary/"]


@pytest.mark.parametrize(
    ("here", "place"),
    [
        ("/", "/"),
        ("/villages/441621102223/", "/villages/"),
        ("/cadres/diary/new/", "/cadres/diary/"),
        ("/cadres/T223/", "/cadres/"),
        ("/accounts/profile/", ""),
    ],
)
def test_the_longest_place_that_we_are_under_is_marked(here, place):
    assert current(PATHS, here) == place


@pytest.mark.parametrize("role", Role.values)
def test_a_role_is_led_to_places_it_may_open(cast, as_user, role):
    user = getattr(cast, role)
    assert places_of(user)
    assert as_user(user).get(first_place(user)).status_code == 200


@pytest.mark.parametrize("role", ["sysadmin", "secadmin", "auditor"])
def test_an_administrator_is_offered_no_business(cast, as_user, role):
    offered = {place.url for row in ROWS.values() for place in row if role in place.roles}
    assert offered <= {"accounts:user_list", "accounts:ledger_list"}
    assert (
        'id="q"'
        not in as_user(getattr(cast, role)).get(reverse("accounts:profile")).content.decode()
    )


def test_the_head_says_the_county_and_the_foot_that_data_are_invented(cast, as_user):
    client = as_user(cast.county)
    page = client.get(reverse("accounts:profile")).content.decode()
    assert "<small>紫金县</small>" in page and "演示数据" not in page
    County.objects.filter(pk="441621").update(is_demo=True)
    assert "演示数据" in client.get(reverse("accounts:profile")).content.decode()


def test_the_log_in_names_the_only_county_or_none(cast, client):
    assert "委组织部" not in client.get(reverse("accounts:login")).content.decode()
    County.objects.get(pk="441622").townships.get().villages.all().delete()
    County.objects.get(pk="441622").townships.all().delete()
    County.objects.get(pk="441622").delete()
    assert "中共紫金县委组织部" in client.get(reverse("accounts:login")).content.decode()


@pytest.mark.parametrize("path", ["/nowhere/", "/accounts/users/999999/"])
def test_a_page_that_is_not_there_says_so_in_the_frame(cast, as_user, path):
    answer = as_user(cast.county).get(path)
    assert answer.status_code == 404
    assert "找不到页面" in answer.content.decode() and path not in answer.content.decode()


def test_a_verb_that_is_not_ours_says_whom_to_ask(cast, as_user):
    answer = as_user(cast.leader).get(reverse("accounts:user_list"))
    assert answer.status_code == 403
    assert "安全管理员" in answer.content.decode()


def test_no_page_asks_another_host_or_carries_a_style(cast, as_user):
    page = as_user(cast.sysadmin).get(reverse("accounts:user_list")).content.decode()
    assert "style=" not in page and "<script>" not in page
    assert "http://" not in page and "https://" not in page
