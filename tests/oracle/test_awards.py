"""The oracle's ranks, grades and outcomes (§7), by hand."""

import pytest

from .oracle import Standing
from .writing import cards, column, facts_of

TABLE = """
scheme  | Z | 1000 |       |   | {params}
section | 1 | 1000 | score | x
"""


def run(x, subjects="A B C D E", params="", more="", **given):
    table = TABLE.format(params=params) + more
    facts = facts_of(x=x, v=given.pop("v", ""))
    return cards(table, subjects, facts, **given)


@pytest.mark.parametrize(
    ("x", "subjects", "params", "rank", "bottom"),
    [
        ("900 900 800 700 700", "A B C D E", "", "1 1 3 4 4", "4 4 3 1 1"),
        ("900 900 800 700 700", "A B C D E", "ties=1223", "1 1 2 3 3", "3 3 2 1 1"),
        ("900 - 800 700 600", "A B C D E", "", "1 None 2 3 4", "4 None 3 2 1"),
        ("900 800", "A B", "", "None None", "None None"),
        ("900 800", "A B", "min_class=2", "1 2", "2 1"),
        ("900 - 700", "A B C", "", "1 None 2", "2 None 1"),
        ("9 8 7 6 5", "A/甲 B C/甲 D/甲 E", "", "1 None 2 3 None", "3 None 2 1 None"),
        ("9 8 7 6", "A:29 B:30 C:90 D", "min_days=30", "None 1 2 3", "None 3 2 1"),
    ],
)
def test_ranks_are_counted_inside_the_class(x, subjects, params, rank, bottom):
    got = run(x, subjects, params)
    assert (column(got, "rank"), column(got, "bottom")) == (rank, bottom)


@pytest.mark.parametrize(
    ("first", "x", "expected"),
    [
        ("when=total>=900", "900 899.99 950 800 100", "G1 G2 G1 G2 None"),
        ("when=total>=800; quota=2", "900 880 950 800 100", "G1 G2 G1 G2 None"),
        ("when=total>=800; quota=2", "950 880 880 880 100", "G1 G2 G2 G2 None"),
        ("when=total>=800; quota=3", "950 950 880 880 100", "G1 G1 G2 G2 None"),
        ("when=total>=800; quota=40%", "900 880 950 800 100", "G1 G2 G1 G2 None"),
        ("when=total>=800; quota=59%", "900 880 950 800 100", "G1 G2 G1 G2 None"),
        ("when=total>=800; quota=10%", "900 880 950 800 100", "G2 G2 G1 G2 None"),
        ("when=rank<=2 & total>=900", "900 880 950 800 100", "G1 G2 G1 G2 None"),
        ("when=bottom>2", "900 880 950 800 100", "G1 G1 G1 G2 None"),
        ("when=percent>=88", "900 880 879.94 879.95 100", "G1 G1 G2 G1 None"),
        ("when=total>=900; quota=40%", "- 880 950 800 100", "None G2 G1 G2 None"),
    ],
)
def test_grades_are_given_from_the_best_down(first, x, expected):
    rows = f"grade|G1||||{first}\ngrade|G2||||when=total>=500"
    assert column(run(x, more=rows), "grade") == expected


def test_a_straddling_tie_falls_to_the_next_grade_with_its_own_quota():
    rows = "grade|G1||||when=total>=0;quota=1\ngrade|G2||||when=total>=0;quota=2"
    assert column(run("9 9 8 7 6", more=rows), "grade") == "G2 G2 None None None"


def test_a_class_without_ranks_has_no_share_but_keeps_its_number():
    for quota, expected in (("50%", "None None"), ("1", "G1 None")):
        rows = f"grade|G1||||when=total>=0;quota={quota}"
        assert column(run("9 8", "A B", more=rows), "grade") == expected


def test_a_condition_on_rank_is_false_without_ranks():
    rows = "grade|G1||||when=rank<=5\ngrade|G2||||when=bottom>=1\ngrade|G3||||when=total<=9"
    assert column(run("9 8", "A B", more=rows), "grade") == "G3 G3"


GRADES = "grade|G1||||when=total>=800;quota=1\ngrade|G2||||when=total>=700;quota=1"


@pytest.mark.parametrize(
    ("effect", "expected"),
    [
        ("cap:G2", "G2 G1 G2 None None"),
        ("cap:名称G2", "G2 G1 G2 None None"),
        ("zero:total", "None G1 G2 None None"),
    ],
)
def test_a_capped_subject_uses_no_place(effect, expected):
    rows = GRADES + f"\nveto|V|||v|effect={effect}"
    got = run("900 880 780 740 100", more=rows, v="1", confirmed={("A", "v")})
    assert column(got, "grade") == expected


def standing(total, grade="G2", bottom=1):
    return Standing(total=total, rank=9, bottom=bottom, grade=grade, percent=50)


@pytest.mark.parametrize(
    ("rule", "history", "expected"),
    [
        ("when=total<800 & bottom=1", [], ["O"]),
        ("when=total<700", [], []),
        ("when=total<800; years=2", [], []),
        ("when=total<800; years=2", [standing(799)], ["O"]),
        ("when=total<800; years=2", [standing(800), standing(1)], []),
        ("when=total<800; years=3", [standing(1), standing(2), standing(900)], ["O"]),
        ("when=bottom=1; years=2", [standing(1, bottom=None)], []),
        ("when=grade=G2; years=2", [standing(1)], ["O"]),
        ("when=grade=名称G2; years=2", [standing(1, grade="G1")], []),
        ("when=grade=名称G1", [], []),
    ],
)
def test_an_outcome_holds_for_as_many_periods_as_it_asks(rule, history, expected):
    rows = GRADES.replace(";quota=1", "") + f"\noutcome|O||||{rule}"
    got = run("700 900 950 960 970", more=rows, history={"A": history})
    assert got["A"]["grade"] == "G2"
    assert got["A"]["outcomes"] == expected


def test_a_veto_closes_one_award_and_leaves_the_other():
    rows = "veto|V|||v|effect=bar:O1\noutcome|O1||||when=total>1\noutcome|O2||||when=total>1"
    got = run("9 9 9", "A B C", more=rows, v="1", confirmed={("A", "v")})
    assert [card["outcomes"] for card in got.values()] == [["O2"], ["O1", "O2"], ["O1", "O2"]]


def test_a_row_of_another_period_or_class_is_not_asked():
    rows = (
        "grade|G1||||when=total>=0|quarter\ngrade|G2||||when=total>=0||甲\n"
        "outcome|O||||when=total>=0|quarter\nveto|V|||v|effect=zero:total|quarter"
    )
    got = run("9 8 7", "A/甲 B C", more=rows, v="1 1 1")
    assert column(got, "grade") == "G2 None None"
    assert (got["A"]["outcomes"], got["A"]["state"]) == ([], "draft")
