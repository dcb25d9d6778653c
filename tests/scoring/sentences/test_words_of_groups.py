"""What groups, folding and vetoes say (§8)."""

import pytest

from assessments.scoring import words
from tests.scoring.tables import ITEM, line, run


def test_groups_say_what_they_add_and_what_they_await():
    table = """
    section|1|S|50
    item|1.1|A|30|earn|x|each=1
    item|1.2|B|20|earn|y|each=1; missing=zero
    section|2|Full|20|sum||start=full
    item|2.1|C|0|deduct|z|each=2
    item|2.2|D|0|deduct|w|each=1.5
    section|9|Aside|0
    item|9.1|E|5|earn|x|each=1
    """
    card = run(table, a={"x": "30", "z": "2", "w": "3"})["a"]
    assert words(card.line("1")) == "30 + 0 = 30"
    assert words(card.line("2")) == "20 − 4 − 4.5 = 11.50"
    assert words(card.line("9")) == "合计，得 5；辅助类别，不计入总分"
    card = run(table, a={"y": "3"})["a"]
    assert words(card.line("1")) == "待定：等 1.1"
    assert words(card.line("2")) == "待定：等 2.1、2.2"


@pytest.mark.parametrize(
    ("x", "y", "expected"), [("40", "20", "40 + 20 = 60"), ("-5", "5", "−5 + 5 = 0")]
)
def test_a_sum_just_at_its_bounds_does_not_speak_of_them(x, y, expected):
    table = "section|1|S|60\nitem|1.1|X|40|earn|x|each=1; floor=none\nitem|1.2|Y|20|earn|y|each=1"
    assert words(line(table, "1", x=x, y=y)) == expected


def test_a_full_group_of_one_row_says_where_it_began():
    table = ITEM + "20|sum||start=full\nitem|1.1.1|E|0|deduct|e|each=2"
    assert words(line(table, e="2")) == "20 − 4 = 16"


def test_a_sum_below_its_floor_says_so():
    table = "section|1|S|60\nitem|1.1|X|40|earn|x|each=1; floor=none\nitem|1.2|Y|20|earn|y|each=1"
    assert words(line(table, "1", x="-5", y="2")) == "−5 + 2 = −3，最低 0，得 0"


def test_a_blend_with_nothing_to_weigh_says_so():
    table = ITEM + "100|blend||weights=1:1; absent=reweigh\nitem|1.1.1|M|5|earn|x|each=1"
    assert words(line(table)) == "待定：下级都没有得分"


FOLDED = """
section|1|S|100
item|1.1|A|40|deduct|x|each=3
item|1.2|B|40|earn|y|each=1
item|1.3|无害化处理|20|earn|z|each=1; na=rescale
"""


def test_folding_in_words():
    card = run(FOLDED, a={"x": "5", "y": "50", "z": "NA"})["a"]
    folded = "（同类有不涉及项，按 80 折算到 100）"
    assert words(card.line("1.1")) == f"(40 − 5 × 3) × 100 ÷ 80 = 31.25{folded}"
    assert words(card.line("1.2")) == (f"50 × 1 = 50，以 40 为限；40 × 100 ÷ 80 = 50{folded}")
    assert words(card.line("1")) == "31.25 + 50 = 81.25；不涉及、离开本卡：1.3 无害化处理"
    card = run(FOLDED, a={"x": "NA", "y": "1", "z": "NA"})["a"]
    assert words(card.line("1.1")) == f"不涉及，按办法处理：40 × 100 ÷ 80 = 50{folded}"


ONE_FOLDED = """
section|1|S|100
item|1.1|A|80|{cells}
item|1.2|B|20|earn|z|each=1; na=rescale
"""


@pytest.mark.parametrize(
    ("cells", "fact", "others", "expected"),
    [
        (
            "step|x|target=20; each=5; side=both; cap=none; partial=floor",
            "22",
            (),
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
)
def test_what_is_folded_shows_the_number_it_had(cells, fact, others, expected):
    subjects = {f"s{n}": {"x": text, "z": "NA"} for n, text in enumerate((fact, *others))}
    said = words(run(ONE_FOLDED.format(cells=cells), **subjects)["s0"].line("1.1"))
    assert said == expected + "（同类有不涉及项，按 80 折算到 100）"


def test_a_veto_of_the_total_says_so():
    table = ITEM + "40|earn|x|each=1\nveto|V|V|||v|effect=zero:total"
    assert words(line(table, "V", x="1", v="1!")) == "Li 已确认，总分记 0"


def test_a_section_over_its_cap_says_so():
    table = "section|1|S|60\nitem|1.1|X|40|earn|x|each=1\nitem|1.2|Y|40|earn|y|each=1"
    assert words(line(table, "1", x="40", y="30")) == "40 + 30 = 70，以 60 为限，得 60"


def test_a_bound_finer_than_the_printed_places_is_told_in_digits():
    table = "section|1|S|60|sum||cap=0.0000001\nitem|1.1|X|60|earn|x|each=1"
    assert words(line(table, "1", x="5")) == "合计，得 5，以 0.0000001 为限，得 0.0000001"


def test_a_veto_without_a_name_is_told_by_its_code():
    table = ITEM + "40|earn|x|each=1\nveto|V||||v|effect=zero:1.1"
    assert words(line(table, x="5", v="1!")) == "5 × 1 = 5；因否决「V」记 0"
