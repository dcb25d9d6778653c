"""Cadres, years, series and vetoes by the commands alone; every total worked by hand."""

import pytest
from django.core.management import CommandError

from tests.assessments.county import run


def columns(row, *names):
    return [row[name] for name in names]


CADRE = """scheme,T-C-2026,干部,100,sum,,subject=cadre; year=2026; min_class=1; min_days=45,,,,一
section,1,在岗,100,sum,,,,quarter,,一
item,1.1,在岗率,60,share,posting.presence_rate,target=100,,,,一1
item,1.2,乡镇评分,40,score,mark,,,,,一2
section,2,参考,0,sum,,,,quarter,,二
item,2.1,应到天数,0,earn,posting.days_expected,each=1; cap=none,,,,二1
"""


def test_a_cadre_with_two_postings_has_a_card_for_each(county):
    county.scheme(CADRE)
    county.facts(
        "C1,2026-Q2,mark,40,,\nC2,2026-Q2,mark.1,30,,\nC2,2026-Q2,mark.2,33,,\n"
        "C2@T2,2026-Q2,mark,20,,\nC3,2026-Q2,mark,36.5,,\n"
    )
    run("grade", "T-C-2026", "2026-Q2")
    found = county.results("T-C-2026", "2026-Q2")
    points = county.points("T-C-2026", "2026-Q2")
    # fewer than 45 days in post: a score, but no rank
    assert [(code, row["rank"]) for code, row in found.items()] == [
        ("C1", "1"),
        ("C2@T2", "2"),
        ("C2@T1", ""),
        ("C3", ""),
    ]
    # 61 working days; to May 10: 21 in April, 4 in May (6–9); from May 11: 15 and 21
    days = {code: points[code, "2.1"] for code in found}
    assert days == {"C1": "61.00", "C2@T1": "25.00", "C2@T2": "36.00", "C3": "21.00"}
    totals = {code: row["total"] for code, row in found.items()}
    assert totals == {"C1": "100.00", "C2@T1": "91.50", "C2@T2": "80.00", "C3": "96.50"}


YEAR = """scheme,T-Y-2026,年度,100,sum,,subject=village; year=2026; min_class=1; series=T-Y,,,,一
section,1,季度,70,sum,,,,quarter,,一
item,1.1,均值,30,share,a,target=10,,,,一1
item,1.2,累计,40,earn,b,each=2; combine=sum,,,,一2
section,2,年度,30,sum,,,,year,,二
item,2.1,收入,30,share,figure.collective_income,target=30000,,,,二1
outcome,O1,连续末位,,,,when=bottom=1 & total<60; years=2,,year,,四
"""


def test_quarters_make_the_year(county):
    county.scheme(YEAR)
    county.take(
        "figures",
        "village_code,year,figure,value\n441621102001,2026,集体经济年纯收入,20000\n"
        "441621102002,2026,collective_income,45000\n",
    )
    county.facts(
        "441621102001,2026-Q1,a,10,,\n441621102001,2026-Q1,b,9,,\n"
        "441621102001,2026-Q2,a,5,,\n441621102001,2026-Q2,b,12,,\n"
        "441621102002,2026-Q1,a,8,,\n441621102002,2026-Q1,b,1,,\n441621102002,2026-Q2,b,1.5,,\n"
    )
    for period in ("2026-Q1", "2026-Q2", "2026"):
        run("grade", "T-Y-2026", period)
    points, found = county.points("T-Y-2026", "2026"), county.results("T-Y-2026", "2026")
    # a: (30 + 15) ÷ 2; b: 18 + 24 = 42, capped at 40; 30 × 20000 ÷ 30000
    assert [points["441621102001", code] for code in ("1.1", "1.2", "2.1")] == [
        "22.50",
        "40.00",
        "20.00",
    ]
    assert found["441621102001"]["total"] == "82.50"
    # the second quarter waits for a: only 24; b: 2 + 3; 45000 of 30000 is capped
    assert [points["441621102002", code] for code in ("1.1", "1.2", "2.1")] == [
        "24.00",
        "5.00",
        "30.00",
    ]
    assert found["441621102003"]["state"] == "waiting"
    assert county.results("T-Y-2026", "2026-Q1")["441621102001"]["total"] == "48.00"


LAST = """scheme,T-L-{year},末位办法,100,sum,,subject=village; year={year}; min_class=2,,,,一
section,1,得分,100,sum,,,,year,,一
item,1.1,分,100,score,mark,,,year,,一1
outcome,O1,免职,,,,when=bottom=1 & total<80; years=2,,year,,四
"""


def test_two_years_in_a_row_along_the_series(county):
    for year, marks in ((2025, "70 75 90 50"), (2026, "79 78 90 50")):
        county.scheme(LAST.format(year=year))
        county.facts(
            "".join(
                f"{village},{year},mark,{mark},,\n"
                for village, mark in zip(
                    ("441621102001", "441621102002", "441621102003", "441621103001"),
                    marks.split(),
                    strict=True,
                )
            )
        )
        run("grade", f"T-L-{year}", year)
    found = county.results("T-L-2026", "2026")
    # 甲 was last in 2025, 乙 in 2026; nobody twice
    assert {row["outcomes"] for row in found.values()} == {""}
    county.facts("441621102001,2026,mark,77,,\n")
    run("grade", "T-L-2026", 2026)
    assert county.results("T-L-2026", "2026")["441621102001"]["outcomes"] == "O1"
    assert county.results("T-L-2025", "2025")["441621102001"]["outcomes"] == ""


VETO = """scheme,T-X-2026,否决办法,100,sum,,subject=village; year=2026; min_class=1,,,,一
section,1,得分,100,sum,,,,quarter,,一
item,1.1,分,100,score,mark,,,,,一1
veto,V1,越级上访,,,breach,effect=zero:total,,quarter,,五
"""


def test_a_veto_waits_until_somebody_confirms(county):
    county.scheme(VETO)
    county.facts("441621102001,2026-Q1,mark,90,,\n441621102001,2026-Q1,breach,是,县信访局,\n")
    run("grade", "T-X-2026", "2026-Q1")
    assert county.results("T-X-2026", "2026-Q1")["441621102001"]["state"] == "waiting"
    county.facts("441621102001,2026-Q1,breach,是,县信访局,李书记\n")
    run("grade", "T-X-2026", "2026-Q1")
    found = county.results("T-X-2026", "2026-Q1")["441621102001"]
    assert columns(found, "total", "state") == ["0.00", "draft"]


def test_a_yearly_scheme_is_not_graded_by_the_quarter(county):
    county.scheme(LAST.format(year=2026))
    with pytest.raises(CommandError):
        run("grade", "T-L-2026", "2026-Q1")
