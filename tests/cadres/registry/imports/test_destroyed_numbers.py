"""Codes and telephones that a spreadsheet has turned into numbers or days are not stored."""

import pytest

from cadres.models import Cadre, WorkTeam

from .tables import CADRES, TEAMS, UNITS, run


def cadre(code="C900", name="赵强", phone=None):
    return code, name, "U01", None, None, None, phone


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (cadre(phone="1.38E+10"), "phone"),
        (cadre(phone="1.380000001e+10"), "phone"),
        (cadre(phone="13800000005.0"), "phone"),
        (cadre(code="1E+05"), "cadre_code"),
        (cadre(code="100000.0"), "cadre_code"),
        (cadre(code="2026-03-01"), "cadre_code"),
        (cadre(code="3月1日"), "cadre_code"),
        (cadre(name="1.2E+04"), "name"),
    ],
)
def test_what_a_spreadsheet_has_destroyed_is_refused_by_row_and_column(cast, row, column):
    outcome = run("cadres", CADRES, cadre("C901", "孙丽"), row)
    (fault,) = outcome.faults
    assert (fault.row, fault.column, bool(fault.remedy)) == (3, column, True)
    assert not Cadre.objects.filter(unit="U01").exclude(pk="C001").exists()


def test_the_right_digits_are_named_where_they_are_known(cast):
    (fault,) = run("cadres", CADRES, cadre(phone="13800000005.0")).faults
    assert fault.remedy.rstrip("。.").endswith("13800000005")


@pytest.mark.parametrize("batch", ["2026.0", "2E+03"])
def test_no_batch_is_made_of_a_destroyed_year(cast, batch):
    outcome = run("teams", TEAMS, ("T900", "441621102224", batch, None))
    assert [fault.column for fault in outcome.faults] == ["batch"]
    assert not WorkTeam.objects.filter(pk="T900").exists()


@pytest.mark.parametrize("code", ["1E5", "E+05", "1.1", "A1E+05", "2026-1", "00012", "G0.0"])
def test_a_code_that_only_looks_odd_is_taken(cast, code):
    outcome = run("units", UNITS, (code, "县林业局", None), by=cast.county)
    assert (outcome.ok, outcome.new) == (True, 1)


@pytest.mark.parametrize("phone", ["13800000005", "0762-7822001", "+86 138 0000 0005", "7822001"])
def test_a_telephone_as_people_write_it_is_taken(cast, phone):
    assert run("cadres", CADRES, cadre(phone=phone)).ok
    assert Cadre.objects.get(pk="C900").phone == phone
