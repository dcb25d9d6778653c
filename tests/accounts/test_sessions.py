"""Coming and going: log-in, lock-out, idle time-out, first password, and what ends a session."""

import re
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import rights
from accounts.models import LedgerEntry, User
from tests.conftest import PASSWORD

pytestmark = pytest.mark.both

LOGIN = reverse("accounts:login")
PROFILE = reverse("accounts:profile")
CHANGE = reverse("accounts:password")
JSON = {"Accept": "application/json"}


def try_to_log_in(client, username="county", password=PASSWORD, **more):
    return client.post(LOGIN, {"username": username, "password": password, **more})


def actions(**chosen):
    found = LedgerEntry.objects.filter(**chosen).order_by("seq")
    return list(found.values_list("actor", "action"))


def test_a_good_password_opens_the_first_place_of_the_role(cast, client):
    assert try_to_log_in(client, "sysadmin").headers["Location"] == reverse("accounts:user_list")
    assert actions() == [("sysadmin", "log in")]


def test_the_next_page_is_followed_on_this_host_only(cast, client):
    here = try_to_log_in(client, next="/villages/")
    client.post(reverse("accounts:logout"))
    away = try_to_log_in(client, next="https://evil.example/")
    assert here.headers["Location"] == "/villages/"
    assert "evil" not in away.headers["Location"]


def test_a_wrong_password_says_how_many_tries_are_left(cast, client):
    left = [
        re.search("再错 (\\d) 次", try_to_log_in(client, password="x").content.decode()).group(1)
        for _try in range(4)
    ]
    assert left == ["4", "3", "2", "1"]
    assert actions() == [("county", "fail to log in")] * 4


def test_what_was_typed_as_an_unknown_name_is_masked(cast, client):
    try_to_log_in(client, "MyPassword2026!", "x")
    entry = LedgerEntry.objects.get()
    assert (entry.actor, entry.object_name) == ("My***", "My***")
    assert "MyPassword" not in f"{entry.before}{entry.after}{entry.note}"


def test_the_fifth_wrong_try_locks_and_says_until_when(cast, client):
    answers = [try_to_log_in(client, password="x") for _try in range(5)]
    right = try_to_log_in(client)
    until = timezone.localtime(AccessAttempt.objects.get().attempt_time + timedelta(minutes=30))
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    assert right.status_code == 429
    assert until.strftime("%H:%M") in right.content.decode()
    assert "_auth_user_id" not in client.session


def test_the_lock_is_of_one_account_at_one_address(cast, client):
    for _try in range(5):
        try_to_log_in(client, password="x")
    assert try_to_log_in(client, "leader").status_code == 302
    other = client.post(LOGIN, {"username": "county", "password": PASSWORD}, REMOTE_ADDR="10.0.0.9")
    assert other.status_code == 302


def test_the_lock_opens_by_itself_though_somebody_kept_trying(cast, client):
    for _try in range(8):
        try_to_log_in(client, password="x")
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=31))
    assert try_to_log_in(client).status_code == 302


def test_refused_tries_of_a_locked_name_do_not_flood_the_ledger(cast, client):
    for _try in range(12):
        try_to_log_in(client, password="x")
    assert len(actions()) <= 5


@pytest.mark.parametrize("state", [{"is_active": False}, {"role": ""}])
def test_an_account_closed_or_without_a_role_cannot_log_in(cast, client, state):
    User.objects.filter(username="county").update(**state)
    assert try_to_log_in(client).status_code == 200
    assert "_auth_user_id" not in client.session


def test_logging_out_needs_a_post_and_is_recorded(cast, client):
    try_to_log_in(client)
    assert client.get(reverse("accounts:logout")).status_code == 405
    answer = client.post(reverse("accounts:logout"))
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert client.get(PROFILE).headers["Location"].startswith(LOGIN)
    assert actions()[-1] == ("county", "log out")


def test_an_idle_session_ends_and_says_so_on_the_ledger(cast, client, settings):
    try_to_log_in(client)
    session = client.session
    session["seen"] = int(timezone.now().timestamp()) - settings.SESSION_IDLE_SECONDS - 1
    session.save()
    assert client.get(PROFILE).headers["Location"] == f"{LOGIN}?next={PROFILE}"
    assert client.get(PROFILE).status_code == 302
    assert actions()[-1] == ("county", "end the session")


def test_a_session_ends_after_its_day_however_busy(cast, client, settings):
    try_to_log_in(client)
    session = client.session
    session["begun"] = int(timezone.now().timestamp()) - settings.SESSION_COOKIE_AGE - 1
    session.save()
    assert client.get(PROFILE, headers=JSON).json() == {"error": "login"}
    assert "_auth_user_id" not in client.session


def test_typing_keeps_a_session_awake(cast, client):
    try_to_log_in(client)
    session = client.session
    session["seen"] = then = int(timezone.now().timestamp()) - 600
    session.save()
    assert client.get(reverse("accounts:awake")).status_code == 204
    assert client.session["seen"] > then
    assert f'data-awake="{reverse("accounts:awake")}"' in client.get(PROFILE).content.decode()


def test_a_session_in_use_goes_on(cast, client, settings):
    try_to_log_in(client)
    session = client.session
    session["seen"] = then = int(timezone.now().timestamp()) - settings.SESSION_IDLE_SECONDS + 5
    session.save()
    assert client.get(PROFILE).status_code == 200
    assert client.session["seen"] > then


def test_a_first_password_is_changed_before_anything_else(cast, client):
    User.objects.filter(username="county").update(must_change_password=True)
    try_to_log_in(client)
    assert client.get(PROFILE).headers["Location"] == CHANGE
    assert client.get(PROFILE, headers=JSON).json() == {"error": "password"}
    assert client.get(CHANGE).status_code == 200
    new = {"old_password": PASSWORD, "new_password1": "Xin-Mi-Ma-9", "new_password2": "Xin-Mi-Ma-9"}
    assert client.post(CHANGE, new).headers["Location"] == PROFILE
    assert client.get(PROFILE).status_code == 200
    assert actions()[-1] == ("county", "change password")
    assert "password" not in LedgerEntry.objects.first().after


@pytest.mark.parametrize("weak", ["short-1A", "onlysmallletters", "12345678901", PASSWORD])
def test_a_weak_or_unchanged_password_is_refused(cast, as_user, weak):
    typed = {"old_password": PASSWORD, "new_password1": weak, "new_password2": weak}
    client = as_user(cast.county)
    if weak == PASSWORD:
        User.objects.filter(pk=cast.county.pk).update(must_change_password=True)
    assert client.post(CHANGE, typed).context["form"].errors
    assert User.objects.get(username="county").check_password(PASSWORD)


@pytest.fixture
def second_client():
    return Client()


def two_sessions(cast, client, second_client):
    for each in (client, second_client):
        try_to_log_in(each)
        assert each.get(PROFILE).status_code == 200


def test_a_changed_password_ends_the_other_sessions(cast, client, second_client):
    two_sessions(cast, client, second_client)
    new = {"old_password": PASSWORD, "new_password1": "Xin-Mi-Ma-9", "new_password2": "Xin-Mi-Ma-9"}
    client.post(CHANGE, new)
    assert client.get(PROFILE).status_code == 200
    assert second_client.get(PROFILE).status_code == 302


def test_a_reset_password_ends_every_session_at_the_next_request(cast, client, second_client):
    two_sessions(cast, client, second_client)
    rights.reset_password(User.objects.get(username="county"), cast.sysadmin)
    assert [each.get(PROFILE).status_code for each in (client, second_client)] == [302, 302]


@pytest.mark.parametrize("state", [{"is_active": False}, {"role": ""}])
def test_a_withdrawn_account_is_out_at_the_next_request(cast, client, state):
    try_to_log_in(client)
    User.objects.filter(username="county").update(**state)
    assert client.get(PROFILE).status_code == 302
    assert client.get(PROFILE, headers=JSON).status_code == 401


def test_no_password_reset_by_mail_is_offered(cast, client):
    words = client.get(LOGIN).content.decode()
    assert "县基层办" in words
    assert "reset" not in words


def test_pages_after_log_in_are_kept_by_no_browser(cast, as_user):
    assert "no-store" in as_user(cast.county).get(PROFILE).headers["Cache-Control"]
