"""The contract of tables and commands, read word by word: cases an outside check would try."""

from .county import run

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
