"""Three administrators and the county office: each does its part, nobody the other's or his own."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import rights
from accounts.models import LedgerEntry, Role, User
from tests.conftest import BACKEND, make_user

pytestmark = pytest.mark.both

LIST = reverse("accounts:user_list")
BUSINESS = ["leader", "township", "unit", "cadre", "scorer"]
VERBS = ["user_edit", "user_grant", "user_close", "user_reopen", "user_reset"]
ADMINISTRATORS = ["sysadmin", "secadmin", "auditor"]


def url(name, user):
    return reverse(f"accounts:{name}", args=[user.pk])


def fresh(user):
    return User.objects.get(pk=user.pk)


def may(verb, by, cast):
    """The roles of the cast to whom `by` may do this."""
    return {role for role in Role.values if verb(getattr(cast, by), getattr(cast, role))}


def test_who_may_open_and_close_whose_account(cast):
    table = {by: may(rights.may_manage, by, cast) for by in Role.values}
    assert table.pop("sysadmin") == set(Role.values) - {"sysadmin"}
    assert table.pop("county") == set(BUSINESS)
    assert set().union(*table.values()) == set()


def test_who_may_grant_whom_a_role(cast):
    table = {by: may(rights.may_grant, by, cast) for by in Role.values}
    assert table.pop("secadmin") == set(Role.values) - {"secadmin"}
    assert set().union(*table.values()) == set()


def test_a_reset_never_lends_one_administrator_the_account_of_another(cast):
    assert may(rights.may_reset, "sysadmin", cast) == set(Role.values) - set(ADMINISTRATORS)
    assert may(rights.may_reset, "county", cast) == set(BUSINESS)


def test_the_system_administrator_opens_an_account_that_cannot_log_in_yet(cast, as_user):
    answer = as_user(cast.sysadmin).post(
        reverse("accounts:user_create"),
        {"username": "new", "name": "新人", "role": "county", "area_code": "44", "is_active": ""},
    )
    user = User.objects.get(username="new")
    assert user.check_password(answer.context["password"])
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert (user.role, user.area_code, user.may_log_in) == ("", "441621", False)


def test_the_security_administrator_grants_it(cast, as_user):
    user = make_user("new", "", "441621")
    typed = opened(as_user(cast.secadmin).get(url("user_grant", user)))
    answer = as_user(cast.secadmin).post(
        url("user_grant", user), typed | {"role": "township", "area_code": "441621102"}
    )
    assert answer.status_code == 302
    assert (fresh(user).role, fresh(user).area_code) == ("township", "441621102")
    entry = LedgerEntry.objects.first()
    assert (entry.actor, entry.action) == ("secadmin", "grant")
    assert (entry.before["role"], entry.after["role"]) == ("", "township")


@pytest.mark.parametrize(
    ("role", "area"),
    [
        ("township", "441621"),
        ("county", "441622"),
        ("county", "44"),
        ("emperor", "441621"),
        ("leader", "x"),
    ],
)
def test_a_wrong_grant_changes_nothing(cast, as_user, role, area):
    client = as_user(cast.secadmin)
    typed = opened(client.get(url("user_grant", cast.leader)))
    answer = client.post(url("user_grant", cast.leader), typed | {"role": role, "area_code": area})
    assert answer.context["form"].errors
    assert (fresh(cast.leader).role, fresh(cast.leader).area_code) == ("leader", "441621")


@pytest.mark.parametrize("who", ["county", "sysadmin", "secadmin"])
@pytest.mark.parametrize("verb", VERBS)
def test_nobody_changes_his_own_rights_or_state(cast, as_user, who, verb):
    user = getattr(cast, who)
    assert as_user(user).post(url(verb, user), {"role": "auditor"}).status_code == 403
    assert fresh(user).version == user.version


def test_ones_own_profile_holds_neither_role_nor_area(cast, as_user):
    client = as_user(cast.township)
    typed = opened(client.get(reverse("accounts:profile")))
    more = {"name": "温志强", "role": "county", "area_code": "44", "is_active": "", "username": "x"}
    assert client.post(reverse("accounts:profile"), typed | more).status_code == 302
    user = fresh(cast.township)
    assert (user.name, user.role, user.area_code, user.username, user.is_active) == (
        "温志强",
        "township",
        "441621102",
        "township",
        True,
    )


@pytest.mark.parametrize("verb", ["user_page", "user_edit"])
def test_the_head_names_the_reader_and_not_the_account_read(cast, as_user, verb):
    page = as_user(cast.sysadmin).get(url(verb, cast.township)).content.decode()
    head = page.split("<header")[1].split("</header>")[0]
    assert "sysadmin" in head and "township" not in head


def test_an_empty_role_takes_the_log_in_away(cast, as_user):
    client = as_user(cast.secadmin)
    typed = opened(client.get(url("user_grant", cast.leader)))
    client.post(url("user_grant", cast.leader), typed | {"role": "", "area_code": "441621"})
    assert not fresh(cast.leader).may_log_in


def test_closing_and_reopening_are_recorded_once_each(cast, as_user):
    client = as_user(cast.county)
    for verb in ("user_close", "user_close", "user_reopen", "user_reopen"):
        client.post(url(verb, cast.township))
    assert fresh(cast.township).is_active
    assert [entry.action for entry in LedgerEntry.objects.order_by("seq")] == ["close", "reopen"]


def test_a_one_time_password_is_shown_once_and_stored_nowhere(cast, as_user):
    client = as_user(cast.county)
    answer = client.post(url("user_reset", cast.township))
    password = answer.context["password"]
    user = fresh(cast.township)
    assert user.check_password(password) and user.must_change_password
    assert password not in client.get(url("user_page", cast.township)).content.decode()
    assert not any(password in f"{e.before}{e.after}{e.note}" for e in LedgerEntry.objects.all())


def test_the_command_line_resets_an_administrator(cast, capsys):
    call_command("reset_password", "auditor")
    assert fresh(cast.auditor).check_password(capsys.readouterr().out.strip())
    with pytest.raises(CommandError, match="no account nobody"):
        call_command("reset_password", "nobody")


def test_rights_are_asked_below_the_pages_too(cast):
    for verb in (
        lambda: rights.reset_password(cast.auditor, cast.sysadmin),
        lambda: rights.set_active(cast.sysadmin, cast.county, False),
        lambda: rights.grant(cast.leader, cast.sysadmin),
        lambda: rights.open_account(User(username="x", role="auditor"), cast.county),
    ):
        with pytest.raises(PermissionDenied):
            verb()


def test_an_account_has_one_known_role_at_most(cast):
    with pytest.raises(ValidationError):
        make_user("both", "a,b", "441621")


def test_a_role_that_no_row_names_lets_nobody_in(cast, client):
    """Typed into the database by hand, say: the account is as good as closed."""
    client.force_login(cast.leader, backend=BACKEND)
    assert client.get("/").status_code == 200
    User.objects.filter(pk=cast.leader.pk).update(role="emperor")
    assert client.get("/").status_code == 302


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("county", {"county", *BUSINESS, "neighbour"}),
        ("sysadmin", {*Role.values, "neighbour", "norole"}),
        ("secadmin", {*Role.values, "neighbour", "norole"}),
        ("auditor", {"auditor"}),
        ("township", {"township"}),
        ("stranger", {"stranger"}),
    ],
)
def test_each_sees_the_accounts_it_needs(cast, who, sees):
    make_user("norole", "", "441621")
    found = User.objects.visible_to(getattr(cast, who))
    assert set(found.values_list("username", flat=True)) == sees


def test_the_list_finds_by_name_and_says_when_it_finds_nothing(cast, as_user):
    client = as_user(cast.sysadmin)
    found = client.get(LIST, {"q": "audit"})
    assert [row.record.username for row in found.context["table"].rows] == ["auditor"]
    assert "没有符合条件的记录" in client.get(LIST, {"q": "nobody"}).content.decode()
    make_user("norole", "", "441621")
    without = client.get(LIST, {"role": "none"}).context["table"].rows
    assert [row.record.username for row in without] == ["norole"]
    assert client.get(LIST, {"role": "emperor", "page": "x", "sort": "--"}).status_code == 200


def test_the_list_costs_the_same_at_any_length(cast, as_user):
    client = as_user(cast.sysadmin)
    count(client)  # the first request of a session notes its time
    few = count(client)
    for number in range(24):
        make_user(f"many{number}", "cadre", "441621", name="很长的名字" * 8)
    assert count(client) == few


def count(client):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(LIST).status_code == 200
    return len(queries)


def opened(answer):
    """What a browser sends back untouched: the hidden field of the form just opened."""
    form = answer.context["form"]
    return {"opened": form["opened"].value()}
