"""`import_table` on the command line, and what a killed one leaves."""

import json

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from accounts import ledger
from tests.databases import run_until_killed
from villages.models import AnnualFigure, Village

pytestmark = pytest.mark.both

HEADER = "township_code,township_name,village_code,village_name\n"
GOOD = "441621102,龙窝镇,441621102223,洋头村民委员会\n"
BAD = "441621102,龙窝镇,4416211022,礼坑村民委员会\n"


@pytest.fixture
def table(tmp_path):
    def write(text, name="places.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def test_a_good_table_is_stored_and_counted(db, table, capsys):
    call_command("import_table", "places", table(HEADER + GOOD))
    assert "rows_read=1 accepted=1 rejected=0 blank=0 new=1" in capsys.readouterr().out
    assert Village.objects.count() == 1


def test_a_bad_row_stores_nothing_and_is_named_on_stderr(db, table, capsys):
    with pytest.raises(CommandError) as refusal:
        call_command("import_table", "places", table(HEADER + GOOD + BAD))
    assert refusal.value.returncode == 1
    assert "village_code" in capsys.readouterr().err
    assert not Village.objects.exists()


def test_the_workbook_of_errors_is_written(db, table, tmp_path):
    target = tmp_path / "errors.xlsx"
    with pytest.raises(CommandError):
        call_command("import_table", "places", table(HEADER + BAD), errors=target)
    assert load_workbook(target).active["C2"].comment


def test_a_check_stores_nothing(db, table):
    call_command("import_table", "places", table(HEADER + GOOD), "--check")
    assert not Village.objects.exists()


def test_json_says_what_happened(db, table, capsys):
    with pytest.raises(CommandError):
        call_command("import_table", "places", table(HEADER + BAD), "--json")
    said = json.loads(capsys.readouterr().out)
    assert (said["stored"], said["rows_read"], said["faults"][0]["row"]) == (False, 1, 2)


def test_a_missing_file_is_said_plainly(db, tmp_path):
    with pytest.raises(CommandError):
        call_command("import_table", "places", str(tmp_path / "none.csv"))


KILLED = """
import os, signal, django
django.setup()
from django.core.management import call_command
from accounts import ledger
from villages.models import AnnualFigure
def die(*_arguments):
    assert AnnualFigure.objects.count() == 40
    os.kill(os.getpid(), signal.SIGKILL)
ledger.record_many = die if {before} else ledger.record_many
call_command("import_table", "figures", {table!r})
die()
"""


@pytest.mark.slow
@pytest.mark.parametrize(("before", "left"), [(True, 0), (False, 40)], ids=["during", "after"])
def test_a_killed_import_leaves_nothing_or_everything(shared_database, table, before, left):
    """Killed when all rows are stored but not yet on the record, and when the command is done."""
    call_command("import_table", "places", table(HEADER + GOOD))
    years = [f"441621102223,{year},population,1" for year in range(1980, 2020)]
    figures = table("\n".join(["village_code,year,figure,value", *years]), "figures.csv")
    run_until_killed(KILLED.format(before=before, table=figures))
    assert AnnualFigure.objects.count() == left
    assert ledger.first_broken() is None
