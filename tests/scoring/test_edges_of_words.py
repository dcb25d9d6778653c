"""Sentences at edges that a small fault would get past."""

import pytest

from assessments.scoring import (
    FactValue,
    OtherResult,
    Subject,
    grade,
    words,
)
from tests.scoring.tables import D, run, scheme

ITEM = "section|1|S|100\nitem|1.1|L|"


def line(table, code="1.1", **values):
    return run(table, a=values)["a"].line(code)


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


def test_who_is_behind_a_best_of_nought_gets_nought():
    cards = run(ITEM + "40|best|x|", a={"x": "0"}, b={"x": "-1"})
    assert words(cards["b"].line("1.1")) == "最优 0，得 0"


def test_who_is_above_a_mean_that_should_be_low():
    cards = run(ITEM + "40|mean|x|each=2; want=low; unit=plain", a={"x": "7"}, b={"x": "3"})
    said = "班内平均 5（10 ÷ 2）：40 − 2 × (7 − 10 ÷ 2) ÷ 1 = 36"
    assert words(cards["a"].line("1.1")) == said


@pytest.mark.parametrize(
    ("x", "y", "expected"), [("40", "20", "40 + 20 = 60"), ("-5", "5", "−5 + 5 = 0")]
)
def test_a_sum_just_at_its_bounds_does_not_speak_of_them(x, y, expected):
    table = "section|1|S|60\nitem|1.1|X|40|earn|x|each=1; floor=none\nitem|1.2|Y|20|earn|y|each=1"
    assert words(line(table, "1", x=x, y=y)) == expected


def test_a_full_group_of_one_row_says_where_it_began():
    table = ITEM + "20|sum||start=full\nitem|1.1.1|E|0|deduct|e|each=2"
    assert words(line(table, e="2")) == "20 − 4 = 16"


def test_a_mean_is_told_with_two_decimals():
    cards = run(ITEM + "40|mean|x|each=1", a={"x": "7"}, b={"x": "7"}, c={"x": "6"})
    assert words(cards["a"].line("1.1")) == "7 不差于班内平均 6.67（20 ÷ 3），得满分 40"


def test_a_sum_below_its_floor_says_so():
    table = "section|1|S|60\nitem|1.1|X|40|earn|x|each=1; floor=none\nitem|1.2|Y|20|earn|y|each=1"
    assert words(line(table, "1", x="-5", y="2")) == "−5 + 2 = −3，最低 0，得 0"


def test_a_blend_with_nothing_to_weigh_says_so():
    table = ITEM + "100|blend||weights=1:1; absent=reweigh\nitem|1.1.1|M|5|earn|x|each=1"
    assert words(line(table)) == "待定：下级都没有得分"


FOLDED = """
section|1|S|100
item|1.1|A|80|{cells}
item|1.2|B|20|earn|z|each=1; na=rescale
"""


@pytest.mark.parametrize(
    ("cells", "fact", "others", "expected"),
    [
        (
            "step|x|target=20; each=5; side=both; cap=none; partial=floor", "22", (),
            "22 与 20 差 2，每 1 一档，计 2 档：(80 + 5 × 2) × 100 ÷ 80 = 112.50",
        ),
        ("best|x|", "0", (), "最优 0：80 × 100 ÷ 80 = 100"),
        ("best|x|", "-1", ("0",), "最优 0：0 × 100 ÷ 80 = 0"),
        ("best|x|want=low", "0", ("-1",), "最优 −1：80 × 100 ÷ 80 = 100"),
        ("mean|x|each=1", "5", (), "5 不差于班内平均 5（5 ÷ 1）：80 × 100 ÷ 80 = 100"),
        ("band|x|bands=<80:0, else:40", "90", (), "90，不在前面各档：40 × 100 ÷ 80 = 50"),
        ("band|x|bands=<80:8, else:40", "79", (), "79 < 80：8 × 100 ÷ 80 = 10"),
        ("pass|x|when=>=75; else=16", "70", (), "70 未达 ≥ 75：16 × 100 ÷ 80 = 20"),
        ("label|x|map=好:40", "好", (), "「好」：40 × 100 ÷ 80 = 50"),
        ("score|x|", "40", (), "评分：40 × 100 ÷ 80 = 50"),
        ("rank|x|give=table:40,8", "3", ("4",), "第 2 名，共 2：8 × 100 ÷ 80 = 10"),
        ("rank|x|give=linear:40..8", "3", (), "第 1 名，共 1：40 × 100 ÷ 80 = 50"),
        ("step|x|target=5; each=1", "6", (), "6 达到 5：80 × 100 ÷ 80 = 100"),
        ("earn|x|each=1; floor=8", "3", (), "3 × 1 = 3，最低 8；8 × 100 ÷ 80 = 10"),
    ],
)  # fmt: skip
def test_what_is_folded_shows_the_number_it_had(cells, fact, others, expected):
    subjects = {f"s{n}": {"x": text, "z": "NA"} for n, text in enumerate((fact, *others))}
    said = words(run(FOLDED.format(cells=cells), **subjects)["s0"].line("1.1"))
    assert said == expected + "（同类有不涉及项，按 80 折算到 100）"


def test_a_veto_of_the_total_says_so():
    table = ITEM + "40|earn|x|each=1\nveto|V|V|||v|effect=zero:total"
    assert words(line(table, "V", x="1", v="1!")) == "Li 已确认，总分记 0"


def test_lists_and_colons_in_english():
    table = ITEM + "40|votes|x|weights=good:100, bad:0"
    said = words(line(table, **{"x.good": "3", "x.bad": "1"}), "en")
    assert said == "good 3, bad 1, 4 ballots: 40 × 300 ÷ 400 = 30"


def test_a_cited_nought_is_a_number():
    table = scheme(ITEM + "40|from||scheme=O; value=total; factor=0.5")
    others = {("O", "a"): OtherResult(D("0"), D("100"))}
    card = grade(table, "2026", [Subject("a", "A")], {}, others=others).cards["a"]
    assert words(card.line("1.1")) == "引用 O：0 × 0.5 = 0"


def test_a_reader_s_note_is_not_said_of_the_quarters():
    table = scheme(ITEM + "40|earn|x|each=1||quarter")
    given = {"a": {"x": FactValue(D("1"), note="本年无记录")}}
    quarters = {"2026-Q1": {"a": {"1.1": D("5")}}}
    card = grade(table, "2026", [Subject("a", "A")], given, quarters=quarters).cards["a"]
    assert words(card.line("1.1")) == "第1季度，得 5"
