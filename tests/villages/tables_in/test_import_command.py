"""`import_table` on the command line, and what a killed one leaves."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from villages.models import Village

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


@pytest.mark.slow
def test_a_killed_import_leaves_nothing_or_everything(tmp_path):
    """Killed at four moments of its run; whatever it left is none of the rows or all of them."""
    database = tmp_path / "killed.sqlite3"
    env = os.environ | {"DATABASE_URL": f"sqlite:///{database}"}
    manage = [sys.executable, "manage.py"]
    subprocess.run([*manage, "migrate", "-v0"], env=env, check=True)
    places = tmp_path / "places.csv"
    codes = [f"441621102{n}" for n in range(200, 210)]
    villages = "".join(f"441621102,龙窝镇,{code},第{code[-1]}村民委员会\n" for code in codes)
    places.write_text(HEADER + villages, encoding="utf-8")
    subprocess.run([*manage, "import_table", "places", places], env=env, check=True)
    kinds = ("households", "population", "labour", "arable_land")
    years = range(1950, 2100)
    rows = [f"{code},{year},{kind},1" for code in codes for year in years for kind in kinds]
    figures = tmp_path / "figures.csv"
    figures.write_text("\n".join(["village_code,year,figure,value", *rows]), encoding="utf-8")
    count = "from villages.models import AnnualFigure as F; print('left', F.objects.count())"
    for seconds in (1.5, 2.25, 3, 3.75):
        run = subprocess.Popen([*manage, "import_table", "figures", figures], env=env)
        time.sleep(seconds)
        run.send_signal(signal.SIGKILL)
        run.wait()
        left = subprocess.run(
            [*manage, "shell", "-v0", "-c", count],
            env=env,
            capture_output=True,
            text=True,
            check=True,
        )
        assert left.stdout.split("left ")[-1].strip() in {"0", str(len(rows))}
