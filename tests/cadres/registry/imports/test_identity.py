"""A code stays with whom it was given to, and one person or unit has one code."""

import pytest

from cadres.models import Cadre, Unit, WorkTeam

from .tables import CADRES, TEAMS, UNITS, run


def cadre(code, name, unit="U01", sex=None, born=None, phone=None):
    return code, name, unit, sex, born, None, phone


@pytest.fixture
def person(cast):
    Cadre.objects.filter(pk="C001").update(sex="m", birth_year=1978)
    return cast.person


@pytest.mark.parametrize(
    ("sex", "born"), [("女", "1995"), ("女", None), (None, "1995"), ("男", "1995"), ("女", "1978")]
)
def test_the_record_of_one_person_does_not_become_anothers(person, sex, born):
    outcome = run("cadres", CADRES, cadre("C001", "王新来", "U02", sex, born))
    (fault,) = outcome.faults
    assert (fault.row, fault.column) == (2, "cadre_code")
    assert "温国强" in fault.found and "王新来" in fault.found
    person.refresh_from_db()
    assert (person.name, person.unit_id) == ("温国强", "U01")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (cadre("C001", "温国栋"), ["温国强 → 温国栋"]),
        (cadre("C001", "温国栋", "U02", "男"), ["温国强 → 温国栋", "县水务局 → 县交通局"]),
        (cadre("C001", "温国强", "U01", "女", "1995"), ["1978 → 1995"]),
    ],
)
def test_what_may_be_somebody_else_is_asked(person, row, said):
    outcome = run("cadres", CADRES, row)
    assert (outcome.ok, outcome.changed, len(outcome.warnings)) == (True, 1, 1)
    assert all(words in outcome.warnings[0] for words in ["2", "C001", *said])


@pytest.mark.parametrize(
    "row",
    [
        cadre("C001", "温国强", "U02"),
        cadre("C001", "温国强", "U01", "女"),
        cadre("C001", "温国强", "U01", None, "1979", "13900000000"),
        cadre("C900", "王新来", "U01", "女", "1995"),
    ],
)
def test_one_corrected_value_and_a_new_person_pass_unasked(person, row):
    outcome = run("cadres", CADRES, row)
    assert (outcome.ok, outcome.warnings) == (True, [])


def test_a_person_of_another_county_is_not_named(person, cast):
    Unit.objects.create(code="U90", name="外县某局", county=cast.places.other)
    row = cadre("C001", "王新来", "U90", "女", "1995")
    (fault,) = run("cadres", CADRES, row, by=cast.stranger).faults
    assert "温国强" not in str(fault)


@pytest.mark.parametrize("same", [{"phone": "13800000010"}, {"born": "1980"}])
def test_the_same_person_under_two_codes_is_named(cast, same):
    rows = [cadre(code, "陈建国", **same) for code in ("C910", "C911")]
    outcome = run("cadres", CADRES, *rows)
    assert (outcome.ok, outcome.new, len(outcome.warnings)) == (True, 2, 1)
    assert all(words in outcome.warnings[0] for words in ["3", "C910", "C911"])


def test_the_same_person_as_one_stored_is_named(cast):
    outcome = run("cadres", CADRES, cadre("C911", "温国强", phone="13812345678"))
    assert ["C001" in said and "C911" in said for said in outcome.warnings] == [True]


@pytest.mark.parametrize(
    "other",
    [
        cadre("C911", "陈建国", born="1981"),
        cadre("C911", "陈建国", "U02", born="1980"),
        cadre("C911", "陈建"),
        cadre("C911", "陈建国"),
    ],
)
def test_namesakes_are_not_taken_for_one(cast, other):
    assert not run("cadres", CADRES, cadre("C910", "陈建国", born="1980"), other).warnings


def test_one_unit_under_two_codes_is_named(cast):
    rows = ("1", "县水务局", None), ("X1", "县林业局", None), ("X2", "县林业局", None)
    first, second = run("units", UNITS, *rows, by=cast.county).warnings
    assert "U01" in first and "X1" in second and "X2" in second


def test_a_unit_that_is_called_otherwise_is_asked(cast):
    (said,) = run("units", UNITS, ("U01", "县水利局", "县级")).warnings
    assert "县水务局 → 县水利局" in said


@pytest.mark.parametrize(("village", "batch"), [("441621102224", "2026"), ("441621102223", "2027")])
def test_a_team_with_people_stays_with_its_village_and_year(cast, village, batch):
    outcome = run("teams", TEAMS, ("T223", village, batch, None))
    assert [(fault.row, fault.column) for fault in outcome.faults] == [(2, "team_code")]
    assert WorkTeam.objects.get(pk="T223").village_id == "441621102223"


def test_an_empty_team_may_move_and_is_asked(cast):
    cast.next_posting.delete()
    outcome = run("teams", TEAMS, ("T201", "441621102224", "2026", None))
    assert (outcome.ok, len(outcome.warnings)) == (True, 1)
    assert WorkTeam.objects.get(pk="T201").village_id == "441621102224"
