"""Accounts of the programme: opened by the county office or the command, hung on unit or cadre."""

from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.models import LedgerEntry, User
from cadres.models import Cadre

NEW = reverse("cadres:account_create")


def run(*args):
    out = StringIO()
    call_command("create_account", *args, stdout=out)
    return out.getvalue()


def typed(**more):
    return {"username": "new", "name": "新人", "area_code": "441621", **more}


def test_the_command_prints_a_password_that_opens_the_account(cast, rf):
    password = run("liwei", "--role", "county", "--area", "441621").strip()
    user = authenticate(rf.post("/"), username="liwei", password=password)
    assert (user.role, user.area_code, user.must_change_password) == ("county", "441621", True)


def test_the_command_hangs_a_cadre_on_the_person(cast):
    run("haiyan", "--role", "cadre", "--area", "441621", "--cadre", "C002")
    assert Cadre.objects.get(pk="C002").user.name == "李海燕"


def test_the_command_hangs_a_liaison_on_the_unit(cast):
    run("jiaotong", "--role", "unit", "--area", "441621", "--unit", "U02")
    assert [user.username for user in cast.roads.liaisons.all()] == ["jiaotong"]


@pytest.mark.parametrize(
    ("args", "remedy"),
    [
        (["--role", "cadre", "--area", "441621"], "--cadre CODE"),
        (["--role", "unit", "--area", "441621"], "--unit CODE"),
        (["--role", "cadre", "--area", "441621", "--cadre", "C999"], "no cadre C999"),
        (["--role", "county", "--area", "441621", "--cadre", "C002"], "cadre: "),
        (["--role", "cadre", "--area", "441621", "--cadre", "C001"], "cadre: "),
        (["--role", "county", "--area", "449999"], "No place lies under 449999"),
        (["--role", "county", "--area", "4416x1"], "no area code"),
        (["--role", "county", "--area", "44162"], "no area code"),
        (["--role", "township", "--area", "441621"], "area_code: "),
    ],
)
def test_the_command_says_what_to_mend_and_stores_nothing(cast, args, remedy):
    before = User.objects.count()
    with pytest.raises(CommandError, match=remedy):
        run("somebody", *args)
    assert User.objects.count() == before


def test_a_taken_name_is_refused(cast):
    with pytest.raises(CommandError, match="username: "):
        run("county", "--role", "county", "--area", "441621")


@pytest.mark.django_db
def test_before_the_first_import_any_county_code_will_do():
    assert run("first", "--role", "county", "--area", "441621").strip()


def test_the_command_stands_on_the_ledger_as_the_system(cast):
    run("liwei", "--role", "county", "--area", "441621")
    entry = LedgerEntry.objects.get(object_name="liwei")
    assert entry.actor.startswith("system:")
    assert "password" not in entry.after


def test_the_county_opens_a_cadres_account_in_one_step(cast, as_user):
    answer = as_user(cast.county).post(NEW, typed(role="cadre", cadre="C002"))
    user = User.objects.get(username="new")
    password = answer.context["password"]
    assert user.check_password(password) and password.encode() in answer.content
    assert user.cadre.pk == "C002"
    actions = LedgerEntry.objects.filter(actor="county").values_list("action", flat=True)
    assert sorted(actions) == ["create", "give a log-in"]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"role": "cadre"}, "cadre"),
        ({"role": "unit"}, "unit"),
        ({"role": "leader", "cadre": "C002"}, "cadre"),
        ({"role": "cadre", "cadre": "C001"}, "cadre"),
        ({"role": "county"}, "role"),
        ({"role": "auditor"}, "role"),
        ({"role": ""}, "role"),
        ({"role": "leader", "area_code": "441622"}, "area_code"),
        ({"role": "township", "area_code": "441621"}, "area_code"),
        ({"role": "leader", "username": "township"}, "username"),
    ],
)
def test_what_the_county_may_not_open_is_said_at_the_field(cast, as_user, more, field):
    answer = as_user(cast.county).post(NEW, typed() | more)
    assert field in answer.context["form"].errors
    assert not User.objects.filter(username="new").exists()
