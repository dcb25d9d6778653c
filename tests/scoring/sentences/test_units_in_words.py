"""The unit of a fact stands beside what was measured, never inside the arithmetic."""

from decimal import Decimal

import pytest

from assessments.scoring import FactValue, Subject, grade, words
from tests.scoring.equations import conclusion, equations
from tests.scoring.tables import run, scheme

SAID = [
    ("30|pass|x|when=>=1", "1", "项", "1 项 ≥ 1 项，得满分 30"),
    ("30|pass|x|when=>=2; else=10", "1", "项", "1 项 未达 ≥ 2 项，得 10"),
    ("40|step|x|target=75; each=1", "80", "%", "80% 达到 75%，得满分 40"),
    (
        "50|step|x|target=87; each=5; width=3; partial=floor",
        "80",
        "分",
        "80 分 与 87 分 差 7 分，每 3 分 一档，计 2 档：50 − 5 × 2 = 40",
    ),
    ("50|step|x|target=87; each=5; width=2", "83", "分", "83 分：50 − 5 × (87 − 83) ÷ 2 = 40"),
    ("20|band|x|bands=<1:0, <2:10, else:20", "1", "人", "1 人 < 2 人，得 10"),
    ("20|band|x|bands=<1:0, <2:10, else:20", "3", "人", "3 人，不在前面各档，得 20"),
    ("20|deduct|x|each=5", "3", "次", "3 次：20 − 3 × 5 = 5"),
    ("20|deduct|x|each=5", "0", "次", "0 次：20 − 0 × 5 = 20"),
    ("20|deduct|x|each=5; grace=1", "1", "次", "1 次 不超过 1 次：20 − 0 × 5 = 20"),
    ("20|deduct|x|each=5; limit=8", "3", "次", "3 × 5，最多扣 8：20 − 8 = 12"),
    ("60|share|x|target=3", "2", "次", "2 次：60 × 2 ÷ 3 = 40"),
    ("20|earn|x|each=5", "3", "项", "3 项：3 × 5 = 15"),
    ("40|best|x|", "3", "万元", "最优 3 万元：40 × 3 ÷ 3 = 40"),
    ("40|mean|x|each=1", "3", "%", "3% 不差于班内平均 3%（3 ÷ 1），得满分 40"),
    ("90|label|x|map=一类:90, else:0", "一类", "类", "「一类」，得 90"),
    ("40|earn|x|each=1", "NA", "项", "不涉及，按办法处理，得满分 40"),
]


@pytest.mark.parametrize(("cells", "fact", "unit", "expected"), SAID)
def test_a_measured_number_has_its_unit(cells, fact, unit, expected):
    line = run(f"section|1|S|100\nitem|1.1|后备干部|{cells}", a={"x": fact})["a"].line("1.1")
    assert words(line, "zh", unit) == expected


@pytest.mark.parametrize(("cells", "fact", "unit", "expected"), SAID)
def test_the_arithmetic_still_gives_the_points(cells, fact, unit, expected):
    line = run(f"section|1|S|100\nitem|1.1|后备干部|{cells}", a={"x": fact})["a"].line("1.1")
    sentence = words(line, "zh", unit)
    assert all(worked == said for worked, said in equations(sentence, 2))
    assert conclusion(sentence) == line.points


def test_behind_the_mean_both_numbers_have_the_unit():
    cards = run(
        "section|1|S|100\nitem|1.1|收入|40|mean|x|each=1; partial=floor", a={"x": "2"}, b={"x": "4"}
    )
    line = cards["a"].line("1.1")
    assert words(line, "zh", "万元").startswith("2 万元 差于班内平均 3 万元（6 ÷ 2）")


def test_what_a_reader_says_of_its_fact_stands_alone():
    told = FactValue(Decimal(60), note="应到 66 天，在岗 60 天")
    table = scheme("section|1|S|100\nitem|1.1|在岗|80|share|x|target=66")
    line = grade(table, "2026", [Subject("a", "a")], {"a": {"x": told}}).cards["a"].line("1.1")
    assert words(line, "zh", "天") == "应到 66 天，在岗 60 天，80 × 60 ÷ 66 = 72.73"


def test_a_mean_of_scores_and_a_sum_tell_their_parts_without_the_unit():
    table = "section|1|S|50\nitem|1.1|评|40|score|x|\nitem|1.2|补|10|earn|y|each=1"
    card = run(table, a={"x.1": "30", "x.2": "32", "y": "4"})["a"]
    assert words(card.line("1.1"), "zh", "分") == "(30 + 32) ÷ 2 = 31"
    assert words(card.line("1"), "zh", "分") == "31 + 4 = 35"


def test_english_units_stand_after_a_space():
    line = run("section|1|S|100\nitem|1.1|x|20|deduct|x|each=5", a={"x": "3"})["a"].line("1.1")
    assert words(line, "en", "times") == "3 times: 20 − 3 × 5 = 5"
