"""The contract of tables and commands, read word by word: cases an outside check would try."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.assessments.county import SCHEME_HEADER, run

pytestmark = pytest.mark.both

VILLAGE = "441621102001"
HEAD = "scheme,T-V-2026,试验办法,100,sum,,subject=village; year=2026,,,,\n"


def test_minus_points_leave_as_numbers(county):
    county.scheme(
        HEAD + "section,1,一类,100,sum,,floor=none,,quarter,,\n"
        "item,1.1,拖欠,100,deduct,lapses,each=60; floor=none,,,,\n"
    )
    county.facts(f"{VILLAGE},2026-Q1,lapses,2,,\n")
    run("grade", "T-V-2026", "2026-Q1")
    assert county.points("T-V-2026", "2026-Q1")[VILLAGE, "1.1"] == "-20.00"
    assert county.results("T-V-2026", "2026-Q1")[VILLAGE]["total"] == "-20.00"


def test_a_quotient_of_a_workbook_is_taken_whole(county):
    county.scheme(HEAD + "section,1,一类,100,earn,rate,each=100,,quarter,,\n")
    county.facts(f"{VILLAGE},2026-Q1,rate,0.333333333333333,,\n")
    run("grade", "T-V-2026", "2026-Q1")
    assert county.points("T-V-2026", "2026-Q1")[VILLAGE, "1"] == "33.33"


def taking(code, *others):
    """A village scheme whose lines take the results of other schemes."""
    lines = "".join(
        f"item,1.{n},引用,50,from,,scheme={other},,,,\n" for n, other in enumerate(others, start=1)
    )
    head = f"scheme,{code},引用办法,100,sum,,subject=village; year=2026,,,,\n"
    return head + "section,1,一类,100,sum,,,,quarter,,\n" + lines


def test_schemes_that_take_results_in_a_circle_are_refused(county, tmp_path):
    county.scheme(taking("A", "B"))
    county.scheme(taking("B", "D", "C"))
    path, said = tmp_path / "scheme.csv", StringIO()
    path.write_text(SCHEME_HEADER + taking("C", "D", "A"), encoding="utf-8")
    with pytest.raises(CommandError):
        call_command("import_table", "scheme", str(path), stderr=said)
    assert said.getvalue().startswith("第 5 行「params」: 循环引用：C → A → B → C。")
    county.scheme(taking("C", "D"))


def test_faults_are_told_where_the_marked_workbook_cannot_be_written(county, tmp_path):
    said = StringIO()
    path = tmp_path / "facts.csv"
    path.write_text("subject_code,period,fact,value\nnobody,2026-Q1,x,1\n", encoding="utf-8")
    with pytest.raises(CommandError):
        call_command(
            "import_table",
            "facts",
            str(path),
            errors=tmp_path / "none" / "x.xlsx",
            stderr=said,
        )
    assert "第 2 行「subject_code」" in said.getvalue()
