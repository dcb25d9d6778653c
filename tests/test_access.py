"""Every URL × every role × in and out of scope. A URL without a row fails, and so does a row
without a URL, so that nothing is opened by accident. A URL that treats its objects differently
has a row for each. Rows stand in tests/<app>/access_rows*.py:

    {"url": "villages:village_page", "method": "get", "allow": {"county", …},
     "kwargs": cast → kwargs of an object in everybody's scope (or None),
     "outside": cast → kwargs of an object of another county (or None),
     "missing": cast → kwargs of no object at all (optional; by default made from `outside`),
     "data": cast → what is sent (optional),
     "shared": True when the object is the whole county's, so that the next township sees it too,
     "own": True when it is one person's alone: other roles get 404 like anything that is not there}

Roles in `allow` get in; all others get 403, before anybody looks for the object.
"""

import re
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver

from accounts.models import Role, User
from tests.conftest import BACKEND
from tests.stage import layer

pytestmark = pytest.mark.django_db

HERE = Path(__file__).parent
# What anybody may call before log-in; the phone's shell, worker and manifest name nobody.
OPEN = {
    "accounts:login",
    "health",
    "set_language",
    "cadres:phone",
    "phone_worker",
    "phone_manifest",
}
LOGIN = reverse("accounts:login")
REFUSALS = {401, 403, 404, 405}


def all_rows():
    found = sorted(HERE.rglob("access_rows*.py"))
    names = [".".join(path.relative_to(HERE.parent).with_suffix("").parts) for path in found]
    modules = [import_module(name) for name in names]
    return [row for module in modules for row in module.ROWS]


def url_names(resolver, prefix=""):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            yield from url_names(entry, inner)
        else:
            yield f"{prefix}{entry.name}"


def name(row):
    return f"{row['method']} {row['url']}"


def rows(chosen):
    return pytest.mark.parametrize("row", chosen, ids=[name(row) for row in chosen])


ROWS = all_rows()
SCOPED = [row for row in ROWS if row.get("outside")]
OWN = [row for row in SCOPED if "township" in row["allow"] and not row.get("shared")]
NAMES = set(url_names(get_resolver()))


@layer
def sessions(cast):
    """{pk of a user: key of a session}"""
    users = [user for user in vars(cast).values() if isinstance(user, User)]
    return {user.pk: session_of(user) for user in users}


@pytest.fixture
def enter(sessions):
    """`enter(user)` → a fresh client with the session of that user."""

    def client_of(user):
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = sessions[user.pk]
        return client

    return client_of


def session_of(user):
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def path_of(row, cast, which="kwargs"):
    return reverse(row["url"], kwargs=row[which](cast) if row.get(which) else None)


def call(client, row, path, cast, **extra):
    data = row["data"](cast) if row.get("data") else {}
    with transaction.atomic():
        answer = getattr(client, row["method"])(path, data, **extra)
        transaction.set_rollback(True)
    return answer


def test_every_url_has_a_row():
    assert NAMES - OPEN - {row["url"] for row in ROWS} == set()


def test_every_row_has_a_url():
    assert {row["url"] for row in ROWS} - NAMES == set()


def test_every_url_has_a_name():
    assert [each for each in NAMES if each.endswith("None")] == []


@rows(ROWS)
def test_nobody_comes_in_without_a_log_in(row, cast, client):
    path = path_of(row, cast)
    answer = call(client, row, path, cast)
    assert answer.status_code == 302
    assert answer.headers["Location"].split("?")[0] == LOGIN
    assert call(client, row, path, cast, headers={"Accept": "application/json"}).status_code == 401


@rows(ROWS)
def test_a_role_gets_in_or_not_as_the_table_says(row, cast, enter):
    path = path_of(row, cast)
    got = {role: call(enter(getattr(cast, role)), row, path, cast) for role in Role.values}
    codes = {role: answer.status_code for role, answer in got.items()}
    inside = {role for role, code in codes.items() if code < 500 and code not in REFUSALS}
    assert inside == row["allow"], codes
    refused = {403, 404} if row.get("own") else {403}
    assert {code for role, code in codes.items() if role not in inside} <= refused, codes
    sent_away = [role for role in inside if got[role].headers.get("Location", "").startswith(LOGIN)]
    assert sent_away == [] or row["url"] == "accounts:logout"


@pytest.mark.both
@rows(ROWS)
def test_every_url_answers_one_whom_it_lets_in(row, cast, enter):
    """Of all the above this alone runs on both databases."""
    answer = call(enter(getattr(cast, min(row["allow"]))), row, path_of(row, cast), cast)
    assert answer.status_code < 500 and answer.status_code not in REFUSALS


@rows(SCOPED)
def test_what_lies_outside_reads_like_what_does_not_exist(row, cast, enter):
    outside, missing = path_of(row, cast, "outside"), reverse(row["url"], kwargs=nothing(row, cast))
    for role in sorted(row["allow"]):
        client = enter(getattr(cast, role))
        answers = [call(client, row, path, cast) for path in (outside, missing)]
        assert [answer.status_code for answer in answers] == [404, 404], role
        assert bare(answers[0]) == bare(answers[1])


@rows(OWN)
def test_the_next_township_does_not_reach_over(row, cast, enter):
    assert call(enter(cast.neighbour), row, path_of(row, cast), cast).status_code == 404


def nothing(row, cast):
    """kwargs that name no object, of the shape of `outside` unless the row says which."""
    if row.get("missing"):
        return row["missing"](cast)
    return {key: no_such(value) for key, value in row["outside"](cast).items()}


def no_such(value):
    return 999_999_999 if isinstance(value, int) else re.sub(r"\d", "9", str(value))


def bare(answer):
    return re.sub(rb'(csrfmiddlewaretoken" value=")\w+', rb"\1", answer.content)
