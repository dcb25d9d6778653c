"""Importing units, cadres, teams and postings: whole or not at all, twice without a change."""

import pytest

from accounts.models import LedgerEntry
from cadres.models import Batch, Cadre, Posting, Unit, WorkTeam

from .tables import CADRES, POSTINGS, TEAMS, UNITS, run

pytestmark = pytest.mark.both


@pytest.mark.parametrize(
    ("word", "level"),
    [
        ("县级", "county"),
        ("county", "county"),
        ("省", "province"),
        ("市直", "city"),
        ("乡镇", "township"),
        ("部队", "部队"),
    ],
)
def test_levels_are_official_words_or_the_countys_own(cast, word, level):
    assert run("units", UNITS, ("U10", "某局", word)).ok
    assert Unit.objects.get(pk="U10").level == level


def test_a_unit_lands_in_the_county_of_the_user(cast):
    assert run("units", ("单位代码", "单位名称"), ("U10", "某局"), by=cast.stranger).ok
    assert Unit.objects.get(pk="U10").county_id == "441622"


def test_a_unit_of_another_county_is_not_taken_over(cast):
    outcome = run("units", UNITS, ("U01", "抢来的局", "县级"), by=cast.stranger)
    assert [fault.column for fault in outcome.faults] == ["unit_code"]
    assert Unit.objects.get(pk="U01").name == "县水务局"


@pytest.mark.parametrize(
    ("word", "member"),
    [
        ("是", True),
        ("否", False),
        ("yes", True),
        ("no", False),
        ("1", True),
        ("0", False),
        (None, None),
    ],
)
def test_party_membership_reads_as_people_write_it(cast, word, member):
    assert run("cadres", CADRES, ("C10", "某人", "U01", "男", "1985", word, None)).ok
    assert Cadre.objects.get(pk="C10").party_member is member


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (("C10", "某人", "U99", None, None, None, None), "unit_code"),
        (("C10", "某人", "U01", "甲", None, None, None), "sex"),
        (("C10", "某人", "U01", None, "85", None, None), "birth_year"),
        (("C10", "某人", "U01", None, None, "也许", None), "party_member"),
        (("C10", None, "U01", None, None, None, None), "name"),
        ((None, "某人", "U01", None, None, None, None), "cadre_code"),
    ],
)
def test_a_bad_cell_stops_the_whole_table(cast, row, column):
    outcome = run("cadres", CADRES, ("C11", "好人", "U01", "女", "1990", "是", None), row)
    assert [(fault.row, fault.column) for fault in outcome.faults] == [(3, column)]
    assert not Cadre.objects.filter(pk="C11").exists()


def test_a_telephone_stands_masked_in_the_ledger(cast):
    run("cadres", CADRES, ("C10", "某人", "U01", None, None, None, "13812349999"))
    entry = LedgerEntry.objects.about(Cadre.objects.get(pk="C10")).get()
    assert (entry.action, entry.after["phone"]) == ("import", "138****9999")


def test_an_empty_optional_cell_leaves_what_is_stored(cast):
    assert run("cadres", CADRES, ("C001", "温国强", "U01", "男", None, None, None)).ok
    cast.person.refresh_from_db()
    assert (cast.person.sex, cast.person.phone) == ("m", "13812345678")


def test_a_batch_is_made_with_its_first_team(cast):
    assert run("teams", TEAMS, ("T900", "441621102224", "2027", "县级")).ok
    team = WorkTeam.objects.get(pk="T900")
    assert (team.batch.code, team.batch.county_id, team.level) == ("2027", "441621", "county")
    assert Batch.objects.filter(code="2027").count() == 1


def test_a_village_has_one_team_in_a_batch(cast):
    outcome = run("teams", TEAMS, ("T900", "441621102223", "2026", None))
    assert [fault.column for fault in outcome.faults] == ["village_code"]
    outcome = run(
        "teams", TEAMS, ("T1", "441621102224", "2026", None), ("T2", "441621102224", "2026", None)
    )
    assert [fault.row for fault in outcome.faults] == [3]


@pytest.mark.parametrize(
    ("word", "role"),
    [
        ("组长", "leader"),
        ("队员", "member"),
        ("deputy", "deputy"),
        ("第一书记", "第一书记"),
        (None, "member"),
    ],
)
def test_roles_are_official_words_or_the_countys_own(cast, word, role):
    cast.next_posting.delete()
    assert run("postings", POSTINGS, ("C002", "T201", word, "2026-01-08", None)).ok
    assert Posting.objects.get(cadre="C002").role == role


def test_overlapping_rows_are_refused_and_both_are_named(cast):
    cast.next_posting.delete()
    outcome = run(
        "postings",
        POSTINGS,
        ("C002", "T201", "组员", "2026-01-08", "2026-06-30"),
        ("C002", "T223", "组员", "2026-06-29", None),
    )
    assert [fault.row for fault in outcome.faults] == [2, 3]
    assert "3" in outcome.faults[0].found and "2" in outcome.faults[1].found
    assert not Posting.objects.filter(cadre="C002").exists()


def test_a_row_that_overlaps_with_a_stored_posting_is_refused(cast):
    outcome = run("postings", POSTINGS, ("C001", "T201", "组员", "2026-05-01", None))
    assert [fault.row for fault in outcome.faults] == [2]
    assert "T223" in outcome.faults[0].found


def test_one_after_the_other_is_no_overlap_in_any_order(cast):
    cast.next_posting.delete()
    assert run(
        "postings",
        POSTINGS,
        ("C002", "T223", "组员", "2026-07-01", None),
        ("C002", "T201", "组员", "2026-01-08", "2026-06-30"),
    ).ok
    assert Posting.objects.filter(cadre="C002").count() == 2


def test_a_day_of_handover_is_no_overlap_and_no_second_leader(cast):
    cast.next_posting.delete()
    cast.posting.delete()
    outcome = run(
        "postings",
        POSTINGS,
        ("C001", "T223", "组长", "2026-01-08", "2026-06-30"),
        ("C002", "T223", "组长", "2026-06-30", None),
        ("C001", "T201", "组员", "2026-06-30", None),
    )
    assert outcome.ok and not outcome.warnings


@pytest.mark.parametrize("days", [("2026-02-30", None), ("2026-03-02", "2026-03-01"), (None, None)])
def test_days_that_cannot_be_are_refused(cast, days):
    cast.next_posting.delete()
    assert not run("postings", POSTINGS, ("C002", "T201", "组员", *days)).ok


def test_two_leaders_at_once_are_remarked(cast):
    cast.next_posting.delete()
    cast.posting.delete()
    outcome = run(
        "postings",
        POSTINGS,
        ("C001", "T223", "组长", "2026-01-08", None),
        ("C002", "T223", "组长", "2026-02-01", None),
    )
    assert outcome.ok and len(outcome.warnings) == 1


TABLES = {
    "units": (UNITS, ("U10", "某局", "县级"), ("U01", "县水务局", "县级")),
    "cadres": (CADRES, ("C10", "某人", "U01", "女", "1990", "是", "13812349999")),
    "teams": (TEAMS, ("T900", "441621102224", "2027", "乡镇")),
    "postings": (POSTINGS, ("C001", "T223", "组长", "2026-01-08", "2026-12-31")),
}


@pytest.mark.parametrize("kind", TABLES)
def test_a_second_import_changes_nothing(cast, kind):
    assert run(kind, *TABLES[kind]).ok
    entries = LedgerEntry.objects.count()
    again = run(kind, *TABLES[kind])
    assert (again.ok, again.new, again.changed) == (True, 0, 0)
    assert LedgerEntry.objects.count() == entries


@pytest.mark.parametrize("kind", TABLES)
def test_the_template_has_the_columns_of_the_contract(cast, as_user, kind):
    page = as_user(cast.county).get(f"/cadres/import/{kind}/template.xlsx")
    assert page.status_code == 200
