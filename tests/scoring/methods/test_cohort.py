"""Ranks, bests and means inside the class, worked by hand (§3)."""

import pytest

from assessments.scoring import FactValue, grade
from tests.scoring.tables import D, points, run, scheme, village

RANK = [
    ("give=linear:600..500", "9", ["8", "7"], "600", "600"),
    ("give=linear:600..500", "8", ["9", "7"], "600", "550"),
    ("give=linear:600..500", "7", ["9", "8"], "600", "500"),
    ("give=linear:600..500", "7", ["9", "8", "6"], "600", "533.33"),
    ("give=linear:600..500", "7", [], "600", "600"),
    ("give=linear:600..500", "7", ["7", "7"], "600", "600"),
    ("give=linear:600..500", "6", ["7", "7"], "600", "500"),
    ("give=linear:600..500; ties=1223", "6", ["7", "7"], "600", "550"),
    ("give=linear:600..500; want=low", "9", ["8", "7"], "600", "500"),
    ("give=linear:600..500", "1", ["2"], "550", "500"),
    ("give=linear:600..500", "2", ["1"], "550", "550"),
    ("give=table:60,57,54", "5", ["9"], "60", "57"),
    ("give=table:60,57,54", "5", ["9", "8", "7", "6"], "60", "54"),
    ("give=table:60,57,54", "5", ["9", "9"], "60", "54"),
    ("give=table:60,57,54; ties=1223", "5", ["9", "9"], "60", "57"),
    ("give=drop:2", "5", ["9", "8"], "20", "16"),
    ("give=drop:2", "5", ["9"] * 12, "20", "0"),
    ("give=drop:2; floor=none", "5", ["9"] * 12, "20", "-4"),
]


@pytest.mark.parametrize(("params", "fact", "others", "full", "expected"), RANK)
def test_a_place_becomes_points(params, fact, others, full, expected):
    assert points("rank", params, fact, full, others) == D(expected)


BEST = [
    ("", "45", ["50", "10"], "36"),
    ("", "50", ["10"], "40"),
    ("", "0", ["0", "0"], "40"),
    ("", "0", ["5"], "0"),
    ("", "-1", ["0"], "0"),
    ("", "-1", ["5"], "0"),
    ("want=low", "10", ["5"], "20"),
    ("want=low", "5", ["10"], "40"),
    ("want=low", "0", ["10"], "40"),
    ("want=low", "10", ["0"], "0"),
    ("want=low; cap=60", "3", ["2", "9"], "26.67"),
    ("", "1", ["3"], "13.33"),
]


@pytest.mark.parametrize(("params", "fact", "others", "expected"), BEST)
def test_the_best_gets_full_marks_and_the_others_their_share(params, fact, others, expected):
    assert points("best", params, fact, "40", others) == D(expected)


MEAN = [
    ("each=1", "60", ["60"], "40"),
    ("each=1", "60", ["40"], "40"),
    # mean 50: 40 is 20 % below
    ("each=1", "40", ["60"], "20"),
    ("each=1; width=5", "40", ["60"], "36"),
    ("each=1; unit=plain", "40", ["60"], "30"),
    ("each=1; unit=plain; width=4", "40", ["60"], "37.5"),
    ("each=1; unit=plain; width=4; partial=floor", "40", ["60"], "38"),
    ("each=1; unit=plain; width=4; partial=ceil", "40", ["60"], "37"),
    ("each=1; unit=plain; width=5; partial=ceil", "40", ["60"], "38"),
    ("each=1; want=low", "40", ["60"], "40"),
    ("each=1; want=low", "60", ["40"], "20"),
    # mean 20/3 is not rounded: 5 is 25 % below
    ("each=1", "5", ["7", "8"], "15"),
    # mean 0 falls back to plain
    ("each=1", "-2", ["2"], "38"),
    # a negative mean: -30 lies 50 % of 20 below -20
    ("each=0.5", "-30", ["-10"], "15"),
    ("each=1; unit=plain; width=1", "5", ["7", "8"], "38.33"),
]


@pytest.mark.parametrize(("params", "fact", "others", "expected"), MEAN)
def test_who_is_behind_the_mean_loses(params, fact, others, expected):
    assert points("mean", params, fact, "40", others) == D(expected)


TABLE = "section|1|S|100\nitem|1.1|L|10|rank|x|give=table:10,6,3; missing=zero; na=zero"


def test_places_are_counted_inside_the_class():
    classes = {"a": "先进村", "b": "先进村", "c": "后进村"}
    cards = run(TABLE, classes=classes, a={"x": "5"}, b={"x": "9"}, c={"x": "1"})
    assert [cards[code].line("1.1").points for code in "abc"] == [D("6"), D("10"), D("10")]


def test_one_value_has_its_place_in_each_class():
    """The fact of a and c is one object, as a county's facts are read."""
    five, nine = FactValue.of("5"), FactValue.of("9")
    people = [village("a", "先进村"), village("b", "先进村"), village("c", "后进村")]
    given = {"a": {"x": five}, "b": {"x": nine}, "c": {"x": five}}
    cards = grade(scheme(TABLE), "2026", people, given).cards
    assert [cards[code].line("1.1").points for code in "abc"] == [D("6"), D("10"), D("10")]


def test_who_has_no_value_takes_no_place():
    cards = run(TABLE, a={"x": "5"}, b={"x": "NA"}, c={}, d={"x": "4"})
    assert [cards[code].line("1.1").points for code in "abcd"] == [D("10"), D("0"), D("0"), D("6")]


def test_a_line_that_does_not_apply_takes_no_place():
    table = "section|1|S|100\nitem|1.1|L|10|rank|x|give=table:10,6,3|||甲,@c"
    classes = {"a": "甲", "b": "乙", "c": "乙"}
    cards = run(table, classes=classes, a={"x": "1"}, b={"x": "9"}, c={"x": "5"})
    assert cards["a"].line("1.1").points == D("10")
    assert cards["c"].line("1.1").points == D("10")
    assert [line.code for line in cards["b"].lines] == []


SECOND_ORDER = """
section|1|Places|10
item|1.1|Place of the visits|10|rank||of=line:9; give=table:10,8,6,4; missing=zero; na=zero
section|9|Visits|0|sum||cap=none
item|9.1|First|4|rank|v1|give=table:4,3,2,1
item|9.2|Second|4|rank|v2|give=table:4,3,2,1
"""


def test_places_can_be_ranked_again():
    """Each visit gives 4/3/2/1; their sum ranks the villages and adds nothing itself."""
    cards = run(
        SECOND_ORDER,
        a={"v1": "9", "v2": "1"},
        b={"v1": "8", "v2": "9"},
        c={"v1": "7", "v2": "8"},
        d={},
    )
    visits = [cards[code].line("9").points for code in "abcd"]
    assert visits == [D("6"), D("7"), D("5"), None]  # 4 + 2, 3 + 4, 2 + 3
    places = [cards[code].line("1.1").points for code in "abcd"]
    assert places == [D("8"), D("10"), D("6"), D("0")]
    assert (cards["a"].total, cards["a"].possible) == (D("8"), D("10"))


def test_the_line_looked_at_counts_as_printed():
    """A line waits: missing. Off the card: not applicable. By policy: its points count."""
    table = """
    section|1|S|100
    item|1.1|Base|10|earn|x|each=1; na=fixed:4|||甲
    item|1.2|Place|10|rank||of=line:1.1; give=table:10,6,3; na=fixed:1; missing=fixed:2
    """
    classes = dict.fromkeys("abcd", "甲")
    cards = run(table, classes=classes, a={"x": "5"}, b={"x": "NA"}, c={}, d={"x": "3"}, e={})
    places = [cards[code].line("1.2").points for code in "abcde"]
    assert places == [D("10"), D("6"), D("2"), D("3"), D("1")]


def test_below_a_best_between_minus_one_and_nought_the_formula_stands():
    assert points("best", "cap=none", "-1", "40", ["-0.5"]) == D("80")
