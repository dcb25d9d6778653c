"""`manage.py show_history`: what was so when, for whoever looks from outside."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cadres.registry.models.sending import transfer
from villages.models import VillageClass

DAY = date(2026, 11, 1)


def history(*args):
    out = StringIO()
    call_command("show_history", *args, "--json", stdout=out)
    return [(row["from"], row["until"], row["what"]) for row in json.loads(out.getvalue())]


def test_units_of_a_cadre_with_first_and_last_day(cast):
    transfer(cast.person, cast.county, cast.roads, DAY, basis="41号", today=date(2026, 11, 30))
    assert history("cadre", "C001") == [
        (None, "2026-10-31", "县水务局"),
        ("2026-11-01", None, "县交通局"),
        ("2026-01-08", None, "温国强 → 洋头村"),
    ]


def test_who_never_moved_has_one_unit_from_the_beginning(cast):
    assert history("cadre", "C001")[0] == (None, None, "县水务局")


def test_a_team_shows_its_people(cast):
    assert history("team", "T223") == [("2026-01-08", None, "温国强 → 洋头村")]


def test_a_place_shows_its_classes(cast):
    days = {"since": date(2026, 1, 1), "until": date(2026, 6, 30)}
    VillageClass.objects.create(village=cast.places.village, name="后进村", **days)
    assert history("place", "441621102223")[1] == ("2026-01-01", "2026-06-30", "后进村")


def test_the_reason_and_the_person_stand_in_the_lines_for_people(cast):
    transfer(cast.person, cast.county, cast.roads, DAY, basis="41号", today=date(2026, 11, 30))
    out = StringIO()
    call_command("show_history", "cadre", "C001", stdout=out)
    assert "2026-11-01 – —\t县交通局\t41号\tcounty" in out.getvalue()


def test_an_unknown_code_is_said(cast):
    with pytest.raises(CommandError):
        call_command("show_history", "cadre", "C777")
