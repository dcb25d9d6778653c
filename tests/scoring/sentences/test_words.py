"""The sentence of a line names the arithmetic, and the arithmetic gives the points (§8)."""

import json
from decimal import Decimal
from fractions import Fraction

import pytest

from assessments.scoring import Card, FactValue, OtherResult, Subject, grade, words
from tests.scoring.equations import conclusion, equations, half_up, worked_out
from tests.scoring.tables import ITEM, D, facts, line, run, scheme

ONE = [
    ("40|deduct|x|each=15", "1", "40 − 1 × 15 = 25"),
    ("25|deduct|x|each=5", "3", "25 − 3 × 5 = 10"),
    ("40|deduct|x|each=15", "0", "40 − 0 × 15 = 40"),
    ("40|deduct|x|each=15; grace=1", "3", "40 − (3 − 1) × 15 = 10"),
    ("40|deduct|x|each=15; grace=1", "1", "1 不超过 1：40 − 0 × 15 = 40"),
    ("40|deduct|x|each=15; limit=20", "3", "3 × 15，最多扣 20：40 − 20 = 20"),
    ("40|deduct|x|each=15", "3", "40 − 3 × 15 = −5，最低 0，得 0"),
    ("20|earn|x|each=5", "3", "3 × 5 = 15"),
    ("20|earn|x|each=5", "5", "5 × 5 = 25，以 20 为限，得 20"),
    ("20|earn|x|each=-2; floor=none", "1.5", "1.5 × (−2) = −3"),
    ("80|share|x|target=66", "60", "80 × 60 ÷ 66 = 72.73"),
    ("60|share|x|target=9", "6.66", "60 × 6.66 ÷ 9 = 44.40"),
    ("50|step|x|target=87; each=0.5; width=3", "80", "50 − 0.5 × (87 − 80) ÷ 3 = 48.83"),
    (
        "50|step|x|target=87; each=0.5; width=3; partial=floor",
        "80",
        "80 与 87 差 7，每 3 一档，计 2 档：50 − 0.5 × 2 = 49",
    ),
    ("50|step|x|target=87; each=0.5", "88", "88 达到 87，得满分 50"),
    ("50|step|x|target=-1; each=2", "-3", "50 − 2 × (−1 − (−3)) ÷ 1 = 46"),
    ("50|step|x|target=5; each=2; side=both; cap=60", "7", "50 + 2 × (7 − 5) ÷ 1 = 54"),
    ("5|band|x|bands=<80:0, <90:3, else:5", "85", "85 < 90，得 3"),
    ("5|band|x|bands=<80:0, <=90:3, else:5", "90", "90 ≤ 90，得 3"),
    ("5|band|x|bands=<80:0, <90:3, else:7", "95", "95，不在前面各档，得 7，以 5 为限，得 5"),
    ("40|pass|x|when=>=75", "80", "80 ≥ 75，得满分 40"),
    ("40|pass|x|when=>=75; else=10", "70", "70 未达 ≥ 75，得 10"),
    ("90|label|x|map=一类:90, 二类:80, else:0", "二类", "「二类」，得 80"),
    ("40|score|x|", "31.5", "评分，得 31.50"),
    ("40|rank|x|give=table:40,30", "3", "第 1 名，共 1，得 40"),
    ("40|best|x|", "3", "最优 3：40 × 3 ÷ 3 = 40"),
    ("40|mean|x|each=1", "3", "3 不差于班内平均 3（3 ÷ 1），得满分 40"),
    ("40|earn|x|each=1", "NA", "不涉及，按办法处理，得满分 40"),
    ("40|earn|x|each=1; na=fixed:12.5", "NA", "不涉及，按办法处理，得 12.50"),
    ("40|earn|x|each=1; na=mean", "NA", "不涉及，班内无人有值，得满分 40"),
]


@pytest.mark.parametrize(("cells", "fact", "expected"), ONE)
def test_one_value_in_words(cells, fact, expected):
    line = run(f"section|1|S|100\nitem|1.1|后备干部|{cells}", a={"x": fact})["a"].line("1.1")
    assert words(line) == expected


MISSING = [
    ("40|earn|x|each=1", {}, "待定：缺「群众测评」"),
    ("40|earn|x|each=1; missing=zero", {}, "缺「群众测评」，按办法处理，得 0"),
    ("40|earn|x|each=1", {"x": "多"}, "待定：「多」不是数字"),
    ("40|label|x|map=好:40", {"x": "差"}, "待定：「差」不在等次中"),
    ("40|votes|x|weights=好:100, 差:0; min=20", {"x.好": "12"}, "待定：已收 12 票，至少 20 票"),
    ("40|score|x|drop=1", {"x.1": "12", "x.2": "13"}, "待定：已有 2 人评分，至少 3 人"),
    ("40|from||scheme=OTHER", {}, "待定：等 OTHER 的结果"),
    ("40|best||of=line:2.1", {}, "待定：等 2.1 的得分"),
]


@pytest.mark.parametrize(("cells", "given", "expected"), MISSING)
def test_a_wait_says_what_for(cells, given, expected):
    table = f"section|1|S|100\nitem|1.1|群众测评|{cells}\nsection|2|T|9\nitem|2.1|U|9|earn|u|each=1"
    assert words(run(table, a=given)["a"].line("1.1")) == expected


def test_ballots_scorers_and_citations_in_words():
    table = """
    section|1|S|100
    item|1.1|A|60|votes|v|weights=优秀:100, 称职:80, 基本称职:60, 不称职:0, 弃权:none
    item|1.2|B|40|score|s|drop=1
    item|1.3|C|40|score|t|
    item|1.4|D|80|from||scheme=ZJ-VILLAGE-2026
    item|1.5|E|80|from||scheme=ZJ-VILLAGE-2026; value=total; factor=0.1
    item|1.6|F|100|blend||weights=1:20, 2:30
    item|1.6.1|G|10|earn|x|each=1
    item|1.6.2|H|10|earn|y|each=1
    """
    given = facts(
        a={
            "v.优秀": "6",
            "v.称职": "8",
            "v.基本称职": "4",
            "v.不称职": "2",
            "s.1": "31",
            "s.2": "33",
            "s.3": "30.5",
            "s.4": "20",
            "t.1": "31",
            "t.2": "33",
            "t.3": "30.5",
            "x": "8",
            "y": "9",
        }
    )
    others = {("ZJ-VILLAGE-2026", "a"): OtherResult(D("765.2"), D("1000"))}
    card = grade(scheme(table), "2026", [Subject("a", "A")], given, others=others).cards["a"]
    said = [words(line) for line in card.lines[1:7]]
    assert said == [
        "优秀 6、称职 8、基本称职 4、不称职 2、弃权 0，计 20 票：60 × 1480 ÷ 2000 = 44.40",
        "去掉 20、33：(30.5 + 31) ÷ 2 = 30.75",
        "(30.5 + 31 + 33) ÷ 3 = 31.50",
        "引用 ZJ-VILLAGE-2026：80 × 765.2 ÷ 1000 = 61.22",
        "引用 ZJ-VILLAGE-2026：765.2 × 0.1 = 76.52",
        "100 × (20 × 8 ÷ 10 + 30 × 9 ÷ 10) ÷ 50 = 86",
    ]
    shown = [line.measured for line in card.lines[1:5]]
    assert shown == [
        "优秀 6、称职 8、基本称职 4、不称职 2、弃权 0",
        "20、30.5、31、33",
        "30.5、31、33",
        "765.2",
    ]


YEAR = [
    ("", {1: "20", 2: "18", 4: "19.5"}, "第1、2、4季度：(20 + 18 + 19.5) ÷ 3 = 19.17"),
    ("; combine=sum", {1: "20", 2: "18"}, "第1、2季度：20 + 18 = 38"),
    ("; combine=sum", {1: "20", 2: "28"}, "第1、2季度：20 + 28 = 48，以 40 为限，得 40"),
    ("; combine=last", {1: "20", 3: "18"}, "取第3季度，得 18"),
    (
        "; combine=weights:35,35,20,10",
        {1: "20", 3: "18"},
        "第1、3季度：(35 × 20 + 20 × 18) ÷ 55 = 19.27",
    ),
    ("", {}, "待定：没有可用的季度得分"),
]


@pytest.mark.parametrize(("params", "quarters", "expected"), YEAR)
def test_a_year_in_words(params, quarters, expected):
    table = scheme(f"section|1|S|100\nitem|1.1|A|40|earn|x|each=1{params}||quarter")
    points = {f"2026-Q{number}": {"a": {"1.1": D(text)}} for number, text in quarters.items()}
    card = grade(table, "2026", [Subject("a", "A")], {}, quarters=points).cards["a"]
    assert words(card.line("1.1")) == expected


VETO = """
section|1|S|100
item|1.1|A|40|earn|x|each=1
item|1.2|B|40|earn|y|each=1
veto|V|财务重大违规|||fraud|effect=zero:1
veto|W|上访|||other|effect=cap:良好
grade|G1|优秀||||when=total>=90
grade|G2|良好
"""


def test_vetoes_in_words():
    card = run(VETO, a={"x": "5", "fraud": "1!", "other": "1"})["a"]
    assert words(card.line("1.1")) == "5 × 1 = 5；因否决「财务重大违规」记 0"
    assert words(card.line("1.2")) == "待定：缺「B」；因否决「财务重大违规」记 0"
    assert words(card.line("V")) == "Li 已确认，1 记 0"
    assert words(card.line("W")) == "待定：待确认，如确认，等次不高于「良好」"
    assert words(run(VETO, a={"x": "5", "y": "1"})["a"].line("V")) == "无记录"


def test_a_reader_s_note_comes_first():
    given = {"a": {"x": FactValue(D("90.91"), note="应到 66 天，在岗 60 天")}}
    table = scheme("section|1|S|100\nitem|1.1|A|80|share|x|target=100")
    line = grade(table, "2026", [Subject("a", "A")], given).cards["a"].line("1.1")
    assert words(line) == "应到 66 天，在岗 60 天，80 × 90.91 ÷ 100 = 72.73"


def test_words_in_english():
    card = run(VETO, a={"x": "50", "fraud": "1!"})["a"]
    assert words(card.line("1.1"), "en") == (
        "50 × 1 = 50, limited to 40, gives 40; 0 because of the veto “财务重大违规”"
    )
    assert words(card.line("1.2"), "en").startswith("waiting: “B” is missing")


def test_a_card_read_back_from_json_says_the_same():
    card = run(VETO, a={"x": "5", "fraud": "1!", "other": "1"}, b={"y": "NA"})["a"]
    text = json.dumps(card.as_json(), ensure_ascii=False, sort_keys=True)
    again = Card.from_json(json.loads(text))
    assert json.dumps(again.as_json(), ensure_ascii=False, sort_keys=True) == text
    assert [words(line) for line in again.lines] == [words(line) for line in card.lines]
    assert [words(line) for line in json.loads(text)["lines"]] == [
        words(line) for line in card.lines
    ]
    assert (again.total, again.waiting, again.outcomes) == (card.total, card.waiting, card.outcomes)
    first, last = again.lines[1], card.lines[1]
    assert (first.points, first.full, first.head) == (last.points, last.full, last.head)


SAID = [
    ("45|deduct|x|each=15", "3", "45 − 3 × 15 = 0"),
    ("45|deduct|x|each=15; limit=45", "3", "45 − 3 × 15 = 0"),
    ("20|earn|x|each=5", "4", "4 × 5 = 20"),
    ("40|step|x|target=5; each=2; side=both; cap=60", "5", "5 达到 5，得满分 40"),
    ("40|step|x|target=5; each=2; want=low", "7", "40 − 2 × (7 − 5) ÷ 1 = 36"),
    ("40|best|x|", "0", "最优 0，得满分 40"),
    ("40|best|x|want=low", "0", "最优 0，得满分 40"),
    ("40|pass|x|when==5", "5", "5 = 5，得满分 40"),
    ("40|earn|x|each=-2; floor=none", "0.25", "0.25 × (−2) = −0.50"),
    ("40|earn|x|each=1; cap=0", "3", "3 × 1 = 3，以 0 为限，得 0"),
]


@pytest.mark.parametrize(("cells", "fact", "expected"), SAID)
def test_a_bound_that_is_just_reached_is_not_spoken_of(cells, fact, expected):
    assert words(line(ITEM + cells, x=fact)) == expected


def test_lists_and_colons_in_english():
    table = ITEM + "40|votes|x|weights=good:100, bad:0"
    said = words(line(table, **{"x.good": "3", "x.bad": "1"}), "en")
    assert said == "good 3, bad 1, 4 ballots: 40 × 300 ÷ 400 = 30"


@pytest.mark.parametrize(
    ("params", "expected"),
    [("value=total; factor=0.5", "0 × 0.5"), ("value=share", "40 × 0 ÷ 100")],
)
def test_a_cited_nought_is_a_number(params, expected):
    table = scheme(ITEM + f"40|from||scheme=O; {params}")
    others = {("O", "a"): OtherResult(D("0"), D("100"))}
    card = grade(table, "2026", [Subject("a", "A")], {}, others=others).cards["a"]
    assert words(card.line("1.1")) == f"引用 O：{expected} = 0"


def test_a_reader_s_note_is_not_said_of_the_quarters():
    table = scheme(ITEM + "40|earn|x|each=1||quarter")
    given = {"a": {"x": FactValue(D("1"), note="本年无记录")}}
    quarters = {"2026-Q1": {"a": {"1.1": D("5")}}}
    card = grade(table, "2026", [Subject("a", "A")], given, quarters=quarters).cards["a"]
    assert words(card.line("1.1")) == "第1季度，得 5"


def test_the_checker_of_sentences_can_fail():
    """The control: a wrong sentence is seen to be wrong."""
    assert worked_out("(40 − 5 × 3) × 100 ÷ 80") == Fraction("31.25")
    assert equations("甲：40 − 3 × 5 = 26", 2) == [(Decimal("25.00"), Decimal("26"))]
    assert conclusion("50 × 1 = 50，以 40 为限，得 40") == 40
    assert conclusion("待定：缺「甲」") is None
    assert half_up(Fraction(-5, 2), 0) == -3
    assert half_up(Fraction(2005, 1000), 2) == Decimal("2.01")
