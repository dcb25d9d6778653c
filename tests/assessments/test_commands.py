"""From empty tables to results by the commands alone; every total worked by hand."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import LedgerEntry, User
from assessments.models import Card, Fact, GradingRun, Scheme, SchemeVersion
from tests.assessments.county import County, run
from tests.stage import layer

pytestmark = pytest.mark.both

QUARTER = """scheme,T-V-2026,试验办法,100,sum,,subject=village; year=2026; min_class=2,,,,依据一
section,1,一类,60,sum,,,,quarter,,二(一)
item,1.1,拖欠,40,deduct,lapses,each=5,,,,二(一)1
item,1.2,检查,20,label,check,"map=好:20, 中:10, else:0",,,,二(一)2
section,2,二类,40,sum,,,,quarter,,二(二)
item,2.1,测评,40,votes,opinion,"weights=优:100, 良:80, 差:0",,,,二(二)1
grade,A,优秀,,,,when=total>=90; quota=50%,,quarter,,三
grade,B,合格,,,,when=total>=60,,quarter,,三
grade,C,不合格,,,,,,quarter,,三
outcome,O1,约谈,,,,when=bottom=1 & total<70; amount=-200,,quarter,,四
"""
QUARTER_FACTS = """441621102001,2026-Q1,lapses,1,,
441621102001,2026-Q1,check,好,,
441621102001,2026-Q1,opinion.优,8,,
441621102001,2026-Q1,opinion.良,2,,
441621102002,2026-Q1,lapses,4,,
441621102002,2026-Q1,check,中,,
441621102002,2026-Q1,opinion.优,1,,
441621102002,2026-Q1,opinion.差,3,,
441621102003,2026-Q1,lapses,NA,没有这项任务,
441621102003,2026-Q1,check,差,,
441621102003,2026-Q1,opinion.优,5,,
441621103001,2026-Q1,lapses,0,,
"""


@layer
def graded(county):
    county.scheme(QUARTER)
    county.facts(QUARTER_FACTS)
    county.said = run("grade", "T-V-2026", "2026-Q1")
    return county


def columns(row, *names):
    return [row[name] for name in names]


def test_a_quarter_with_classes_quotas_and_a_waiting_card(graded):
    found = graded.results("T-V-2026", "2026-Q1")
    shown = ("subject_name", "class", "total", "possible", "rank", "grade", "outcomes", "state")
    # 35 + 20 + 40 × (8·100 + 2·80) ÷ 1000 = 93.40; half of three ranked is one 优秀
    assert columns(found["441621102001"], *shown) == [
        "甲村",
        "先进村",
        "93.40",
        "100.00",
        "1",
        "优秀",
        "",
        "draft",
    ]
    # 20 + 10 + 40 × 100 ÷ 400 = 40
    assert columns(found["441621102002"], *shown) == [
        "乙村",
        "先进村",
        "40.00",
        "100.00",
        "3",
        "不合格",
        "O1",
        "draft",
    ]
    # NA counts full: 40 + 0 + 40
    assert columns(found["441621102003"], *shown) == [
        "丙村",
        "先进村",
        "80.00",
        "100.00",
        "2",
        "合格",
        "",
        "draft",
    ]
    assert columns(found["441621103001"], *shown) == [
        "丁村",
        "后进村",
        "",
        "",
        "",
        "",
        "",
        "waiting",
    ]


def test_the_run_says_cards_waiting_and_changed(graded):
    assert graded.said.split() == [
        "cards=4",
        "waiting=1",
        "changed=4",
        "new=4",
        "removed=0",
        "unchanged=0",
        "outdated=0",
        "crossing=0",
    ]
    assert "changed=0" in run("grade", "T-V-2026", "2026-Q1")
    assert GradingRun.objects.count() == 2


def test_a_second_run_writes_no_card(graded):
    before = list(Card.objects.order_by("pk").values())
    run("grade", "T-V-2026", "2026-Q1")
    assert list(Card.objects.order_by("pk").values()) == before


def test_lines_say_what_was_measured_and_how_it_adds_up(graded):
    rows = graded.exported("T-V-2026", "2026-Q1", "--lines")
    first = [row for row in rows if row["subject_code"] == "441621102001"]
    assert [row["code"] for row in first] == ["1", "1.1", "1.2", "2", "2.1"]
    assert columns(first[1], "name", "measured", "points", "full", "words") == [
        "拖欠",
        "1",
        "35.00",
        "40",
        "40 − 1 × 5 = 35",
    ]
    not_applicable = next(
        row for row in rows if (row["subject_code"], row["code"]) == ("441621102003", "1.1")
    )
    assert "没有这项任务" in not_applicable["words"]


def test_results_are_written_as_json_and_with_chinese_headers(graded, tmp_path):
    path = tmp_path / "results.json"
    run("export_results", "T-V-2026", "2026-Q1", path, "--zh")
    assert json.loads(path.read_text())[0] == {
        "对象代码": "441621102001",
        "对象名称": "甲村",
        "类别": "先进村",
        "总分": "93.40",
        "可得分": "100.00",
        "名次": "1",
        "等次": "优秀",
        "结果运用": "",
        "状态": "draft",
    }
    with pytest.raises(CommandError):
        run("export_results", "T-V-2026", "2026-Q1", tmp_path / "results.txt")


def test_a_changed_fact_says_who_crosses_before_it_is_saved(graded):
    graded.facts("441621102001,2026-Q1,lapses,3,,\n")
    said = json.loads(run("grade", "T-V-2026", "2026-Q1", "--check", "--json"))
    assert (said["changed"], said["crossing"]) == (1, 1)
    assert said["crossings"][0]["grade"] == ["优秀", "合格"]
    assert graded.results("T-V-2026", "2026-Q1")["441621102001"]["total"] == "93.40"
    assert "优秀 → 合格" in run("grade", "T-V-2026", "2026-Q1")
    assert graded.results("T-V-2026", "2026-Q1")["441621102001"]["total"] == "83.40"


def test_facts_may_come_before_their_scheme(county):
    county.facts(QUARTER_FACTS)
    county.scheme(QUARTER)
    run("grade", "T-V-2026", "2026-Q1")
    assert county.results("T-V-2026", "2026-Q1")["441621102001"]["total"] == "93.40"


TEAM = """scheme,T-T-2026,工作队办法,100,sum,,subject=team; year=2026; min_class=1,,,,一
section,1,得分,100,sum,,,,quarter,,一
item,1.1,村结果,60,from,,scheme=T-V-2026; subject=village,,,,一1
item,1.2,评分,40,score,mark,,,,,一2
"""


def test_a_team_takes_its_villages_result(graded):
    graded.scheme(TEAM)
    graded.facts("T1,2026-Q1,mark,30,,\nT2,2026-Q1,mark,40,,\n")
    run("grade", "T-T-2026", "2026-Q1")
    found = graded.results("T-T-2026", "2026-Q1")
    # 60 × 93.40 ÷ 100 + 30; nobody was in the other team before May
    assert {code: row["total"] for code, row in found.items()} == {"T1": "86.04"}


@pytest.mark.parametrize(
    ("scheme", "period", "said"),
    [("T-NO-2026", "2026-Q1", "T-NO-2026"), ("T-V-2026", "2026-Q5", "2026-Q5")],
)
def test_what_cannot_be_graded_is_refused_by_name(graded, scheme, period, said):
    with pytest.raises(CommandError, match=said):
        run("grade", scheme, period)


def test_publishing_takes_two_people_and_no_waiting_card(graded):
    for name in ("liu", "chen"):
        run("create_account", name, "--role", "county", "--area", "441621")
    with pytest.raises(CommandError, match="丁村"):
        run("publish", "T-V-2026", "2026-Q1", "--by", "liu", "--second", "chen")
    graded.facts("441621103001,2026-Q1,check,好,,\n441621103001,2026-Q1,opinion.优,1,,\n")
    run("grade", "T-V-2026", "2026-Q1")
    with pytest.raises(CommandError):
        run("publish", "T-V-2026", "2026-Q1", "--by", "liu", "--second", "liu")
    said = run("publish", "T-V-2026", "2026-Q1", "--by", "liu", "--second", "chen")
    assert said.strip() == "published=4"
    assert {row["state"] for row in graded.results("T-V-2026", "2026-Q1").values()} == {"published"}
    run("verify_ledger")


def test_check_imports_nothing(county):
    county.take("scheme", "level,code,name,points,method\nscheme,Z,办法,100,sum\n", "--check")
    assert not Scheme.objects.exists()


def test_one_bad_row_stores_nothing_and_names_every_fault(county, tmp_path):
    path = tmp_path / "facts.csv"
    path.write_text(
        "subject_code,period,fact,value\n441621102001,2026-Q1,a,1\n441621109999,2026-Q1,a,1\n"
        '441621102001,2026-Q1,a,2\n441621102001,2026-Q9,a,2\n441621102002,2026-Q1,a,"12,5"\n'
    )
    errors = StringIO()
    with pytest.raises(CommandError):
        call_command("import_table", "facts", str(path), stdout=StringIO(), stderr=errors)
    said = errors.getvalue()
    assert [f"{row}" in said for row in (3, 4, 5, 6)] == [True] * 4
    assert "12.5" in said
    assert not Fact.objects.exists()


def test_an_empty_database_asks_for_places_first(db):
    with pytest.raises(CommandError):
        County().scheme(QUARTER)


def test_a_csv_for_programs_has_no_mark_in_front_and_one_in_chinese_has(graded, tmp_path):
    for name, *options in [("en.csv",), ("zh.csv", "--zh")]:
        run("export_results", "T-V-2026", "2026-Q1", tmp_path / name, *options)
    assert (tmp_path / "en.csv").read_bytes().startswith(b"subject_code,subject_name,class")
    assert (tmp_path / "zh.csv").read_text("utf-8").startswith("\ufeff对象代码,")


def test_publishing_and_exporting_speak_json_too(graded, tmp_path):
    exported = run("export_results", "T-V-2026", "2026-Q1", tmp_path / "x.csv", "--zh", "--json")
    assert json.loads(exported) == {"cards": 4}
    assert (tmp_path / "x.csv").read_text("utf-8-sig").startswith("对象代码,对象名称,类别")
    for name in ("zhang", "li"):
        User.objects.create_user(name, role="county", area_code="441621")
    graded.facts("441621103001,2026-Q1,check,好,,\n441621103001,2026-Q1,opinion.优,1,,\n")
    graded.facts("441621102003,2026-Q1,opinion.优,5,,\n")
    assert json.loads(run("grade", "T-V-2026", "2026-Q1", "--json"))["waiting"] == 0
    said = run("publish", "T-V-2026", "2026-Q1", "--by", "zhang", "--second", "li", "--json")
    assert json.loads(said) == {"published": 4}


def test_a_check_writes_neither_cards_nor_runs_nor_ledger_and_opens_nothing(county):
    county.scheme(QUARTER)
    county.facts(QUARTER_FACTS)
    before = LedgerEntry.objects.count()
    said = json.loads(run("grade", "T-V-2026", "2026-Q1", "--check", "--json"))
    assert (said["cards"], said["new"]) == (4, 4)
    assert not Card.objects.exists()
    assert not GradingRun.objects.exists()
    assert not SchemeVersion.objects.exclude(frozen_at=None).exists()
    assert LedgerEntry.objects.count() == before


@pytest.mark.parametrize(
    "line",
    [
        ("grade", "NONE", "2026-Q1"),
        ("grade", "T-V-2026", "2026-Q5"),
        ("publish", "T-V-2026", "2026-Q1", "--by", "nobody", "--second", "no-one"),
        ("export_results", "T-V-2026", "2026-Q2", "x.csv"),
        ("export_results", "T-V-2026", "2026-Q1", "x.doc"),
        ("import_table", "facts", "/none/such.csv"),
    ],
)
def test_what_fails_says_why_and_leaves_with_an_exit_code(graded, line):
    with pytest.raises(CommandError) as refused:
        run(*line)
    assert refused.value.returncode == 1
    assert str(refused.value)
