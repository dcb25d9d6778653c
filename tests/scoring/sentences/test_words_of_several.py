"""The sentences of lines that several have a part in: places, the best, means, scorers."""

import pytest

from assessments.scoring import words
from tests.scoring.tables import ITEM, line, run


def test_places_and_means_in_words():
    table = """
    section|1|S|100
    item|1.1|A|600|rank|x|give=linear:600..500
    item|1.2|B|20|rank|x|give=drop:2
    item|1.3|C|50|mean|x|each=2; unit=plain
    item|1.4|D|50|mean|x|each=0.5
    item|1.5|E|50|mean|x|each=3; width=4; unit=plain; partial=ceil
    item|1.6|F|60|best|x|want=low
    item|1.7|G|10|earn|y|each=3; na=mean
    """
    card = run(table, a={"x": "70", "y": "NA"}, b={"x": "90", "y": "2"}, c={"x": "77", "y": "3"})[
        "a"
    ]
    said = {line.code: words(line) for line in card.lines}
    assert said["1.1"] == "第 3 名，共 3：600 − 100 × 2 ÷ 2 = 500"
    assert said["1.2"] == "第 3 名，共 3：20 − 2 × 2 = 16"
    assert said["1.3"] == ("班内平均 79（237 ÷ 3）：50 − 2 × (237 ÷ 3 − 70) ÷ 1 = 32")
    assert said["1.4"] == (
        "班内平均 79（237 ÷ 3）：50 − 0.5 × (237 ÷ 3 − 70) × 100 ÷ (237 ÷ 3) ÷ 1 = 44.30"
    )
    assert said["1.5"] == "70 差于班内平均 79（237 ÷ 3），计 3 档：50 − 3 × 3 = 41"
    assert said["1.6"] == "最优 70：60 × 70 ÷ 70 = 60"
    assert said["1.7"] == "不涉及，取班内平均：15 ÷ 2 = 7.50"


def test_who_is_behind_a_best_of_nought_gets_nought():
    cards = run(ITEM + "40|best|x|", a={"x": "0"}, b={"x": "-1"})
    assert words(cards["b"].line("1.1")) == "最优 0，得 0"


def test_who_is_above_a_mean_that_should_be_low():
    cards = run(ITEM + "40|mean|x|each=2; want=low; unit=plain", a={"x": "7"}, b={"x": "3"})
    said = "班内平均 5（10 ÷ 2）：40 − 2 × (7 − 10 ÷ 2) ÷ 1 = 36"
    assert words(cards["a"].line("1.1")) == said


PLACES = [
    ("linear:40..10", ("4",), "第 2 名，共 2：40 − 30 × 1 ÷ 1 = 10"),
    ("table:40,30", ("4", "5", "6"), "第 4 名，共 4，得 30"),
]


@pytest.mark.parametrize(("give", "others", "expected"), PLACES)
def test_the_last_place_in_words(give, others, expected):
    subjects = {f"s{number}": {"x": text} for number, text in enumerate(("3", *others))}
    cards = run(ITEM + f"40|rank|x|give={give}", **subjects)
    assert words(cards["s0"].line("1.1")) == expected


def test_the_one_score_that_is_left_is_told_with_those_left_out():
    found = line(ITEM + "40|score|x|drop=1", **{"x.1": "10", "x.2": "40", "x.3": "20"})
    assert words(found) == "去掉 10、40，得 20"


def test_a_mean_is_told_with_two_decimals():
    cards = run(ITEM + "40|mean|x|each=1", a={"x": "7"}, b={"x": "7"}, c={"x": "6"})
    assert words(cards["a"].line("1.1")) == "7 不差于班内平均 6.67（20 ÷ 3），得满分 40"
