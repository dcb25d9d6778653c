"""What the commands say beside their counts, and numbers as they were compared."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.assessments.county import run
from tests.assessments.test_commands import QUARTER, QUARTER_FACTS, columns
from tests.stage import layer


@layer
def graded(county):
    county.scheme(QUARTER)
    county.facts(QUARTER_FACTS)
    run("grade", "T-V-2026", "2026-Q1")
    return county


FINE = """scheme,T-D-2026,办法,96.5,,,subject=village; year=2026; decimals=0; min_class=1,,,,
section,1,一,96.5,,,,,,,
item,1.1,甲,60,deduct,a,each=3,,,,
item,1.2,乙,40,share,b,target=100,,,,
grade,G1,优秀,,,,when=total>=96.4,,,,
"""


def test_what_is_exported_is_what_was_compared(county):
    county.scheme(FINE)
    county.facts("441621102001,2026,a,0,,\n441621102001,2026,b,92,,\n")
    run("grade", "T-D-2026", "2026")
    row = county.results("T-D-2026", "2026")["441621102001"]
    # 60 + 37 (36.8 rounded) held to 96.5, and 96.5 ≥ 96.4
    assert columns(row, "total", "possible", "grade") == ["96.5", "96.5", "优秀"]
    assert county.points("T-D-2026", "2026")["441621102001", "1"] == "96.5"


def said_on_stderr(*arguments):
    said = StringIO()
    call_command(*map(str, arguments), stdout=StringIO(), stderr=said)
    return said.getvalue()


def test_a_check_of_a_run_says_that_it_is_one(graded):
    assert run("grade", "T-V-2026", "2026-Q1", "--check").split()[-1] == "checked"
    assert "checked" not in run("grade", "T-V-2026", "2026-Q1")
    assert said_on_stderr("grade", "T-V-2026", "2026-Q1", "--check") != ""
    assert json.loads(run("grade", "T-V-2026", "2026-Q1", "--check", "--json"))["stored"] is False


def test_a_run_without_anybody_says_so(county):
    county.scheme(FINE.replace("subject=village", "subject=cadre"))
    assert "cards=0" in run("grade", "T-D-2026", "2025")
    assert said_on_stderr("grade", "T-D-2026", "2025") != ""


@pytest.mark.parametrize(
    "command", [("import_table", "facts"), ("export_results", "T-V-2026", "2026-Q1")]
)
def test_a_file_that_cannot_be_opened_is_named_in_words(graded, tmp_path, command):
    path = tmp_path / "none" / "facts.csv"
    with pytest.raises(CommandError) as refused:
        run(*command, path)
    assert str(path) in str(refused.value) and "Errno" not in str(refused.value)
