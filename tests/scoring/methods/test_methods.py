"""Each method on one value, worked by hand, at and beside its edges (§3)."""

from decimal import Decimal

import pytest

from assessments.scoring import OtherResult, Subject, grade
from tests.scoring.tables import ITEM, D, line, points, run, scheme, village

DEDUCT = [
    ("each=3", "0", "40"),
    ("each=3", "5", "25"),
    ("each=3", "13", "1"),
    ("each=3", "14", "0"),
    ("each=3", "-2", "40"),
    ("each=0.5", "0.5", "39.75"),
    ("each=3; grace=2", "2", "40"),
    ("each=3; grace=2", "2.1", "39.7"),
    ("each=3; grace=2", "3", "37"),
    ("each=3; limit=10", "3", "31"),
    ("each=3; limit=10", "4", "30"),
    ("each=3; floor=-5", "15", "-5"),
    ("each=3; floor=-5", "14", "-2"),
    ("each=3; floor=none", "20", "-20"),
    ("each=3; cap=30", "1", "30"),
]
EARN = [
    ("each=5", "0", "0"),
    ("each=5", "7", "35"),
    ("each=5", "8", "40"),
    ("each=5", "9", "40"),
    ("each=5; cap=none", "9", "45"),
    ("each=5; cap=20", "5", "20"),
    ("each=5", "-1", "0"),
    ("each=5; floor=none", "-1", "-5"),
    ("each=-2; floor=-3", "1", "-2"),
    ("each=0.57", "35", "19.95"),
]
SHARE = [
    ("target=66", "60", "36.36"),
    ("target=66", "66", "40"),
    ("target=66", "67", "40"),
    ("target=66; cap=50", "70", "42.42"),
    ("target=0.9", "0.45", "20"),
    ("target=3", "1", "13.33"),
    ("target=3", "2", "26.67"),
    ("target=800", "0.1", "0.01"),
    ("target=800", "0.0999", "0"),
]
STEP = [
    ("target=87; each=0.5; width=3", "87", "40"),
    ("target=87; each=0.5; width=3", "90", "40"),
    ("target=87; each=0.5; width=3", "84", "39.5"),
    ("target=87; each=0.5; width=3", "85", "39.67"),
    ("target=87; each=0.5; width=3; partial=floor", "85", "40"),
    ("target=87; each=0.5; width=3; partial=floor", "84", "39.5"),
    ("target=87; each=0.5; width=3; partial=ceil", "86.99", "39.5"),
    ("target=87; each=0.5; width=3; partial=ceil", "84", "39.5"),
    ("target=87; each=0.5; width=3; partial=ceil", "83.99", "39"),
    ("target=5; each=2; want=low", "5", "40"),
    ("target=5; each=2; want=low", "4", "40"),
    ("target=5; each=2; want=low", "7.5", "35"),
    ("target=20; each=5; side=both; cap=60", "22", "50"),
    ("target=20; each=5; side=both; cap=60", "25", "60"),
    ("target=20; each=5; side=both; cap=60", "19", "35"),
    ("target=20; each=5; side=both; cap=60; partial=floor", "22.9", "50"),
    ("target=20; each=5; side=both; cap=60; want=low", "22.9", "25.5"),
    ("target=-2; each=1", "-5", "37"),
]
BAND = [
    ("bands=<80:0, <90:3, else:5", "79.99", "0"),
    ("bands=<80:0, <90:3, else:5", "80", "3"),
    ("bands=<80:0, <90:3, else:5", "90", "5"),
    ("bands=>=3:40, =2:20, >1:10, <=1:1", "2", "20"),
    ("bands=>=3:40, =2:20, >1:10, <=1:1", "2.5", "10"),
    ("bands=>=3:40, =2:20, >1:10, <=1:1", "1", "1"),
    ("bands=>0:50, else:-5", "1", "40"),
    ("bands=>0:50, else:-5; floor=none; cap=none", "0", "-5"),
]
PASS = [
    ("when=>=75", "75", "40"),
    ("when=>=75", "74.99", "0"),
    ("when=>=75; else=10", "74.99", "10"),
    ("when=>75", "75", "0"),
    ("when=<75", "75", "0"),
    ("when=<=75", "75", "40"),
    ("when==2", "2.0", "40"),
    ("when==2", "2.01", "0"),
    ('when=">=75"; else=-3', "1", "0"),
    ("when=>=75; else=-3; floor=-3", "1", "-3"),
]
LABEL = [
    ("map=一类:40, 二类:30, else:0", "一类", "40"),
    ("map=一类:40, 二类:30, else:0", "二类", "30"),
    ("map=一类:40, 二类:30, else:0", "三类", "0"),
    ("map=1:40, 2:30", "2", "30"),
    ("map=a:b:40, else:1", "a:b", "40"),
]
CASES = [
    (method, *case)
    for method, cases in {
        "deduct": DEDUCT,
        "earn": EARN,
        "share": SHARE,
        "step": STEP,
        "band": BAND,
        "pass": PASS,
        "label": LABEL,
        "score": [("", "31.5", "31.5"), ("", "0", "0"), ("", "40", "40"), ("", "31.005", "31.01")],
    }.items()
    for case in cases
]


@pytest.mark.parametrize(("method", "params", "fact", "expected"), CASES)
def test_a_value_earns_the_points_worked_by_hand(method, params, fact, expected):
    assert points(method, params, fact) == D(expected)


SCORERS = [
    ("", ("31", "33", "30.5"), "31.5"),
    ("", ("30", "31"), "30.5"),
    ("", ("10", "10", "11"), "10.33"),
    ("drop=1", ("10", "20", "40"), "20"),
    ("drop=1", ("10", "20", "30", "40"), "25"),
    ("drop=1", ("40", "40", "40"), "40"),
    ("drop=2", ("1", "2", "3", "38", "39"), "3"),
    ("drop=1", ("10", "NA", "20", "30"), "20"),
]


@pytest.mark.parametrize(("params", "scores", "expected"), SCORERS)
def test_scorers_are_averaged_unrounded(params, scores, expected):
    table = f"section|1|S|100\nitem|1.1|L|40|score|x|{params}"
    entered = {f"x.{number}": score for number, score in enumerate(scores, start=1)}
    assert run(table, a=entered)["a"].line("1.1").points == D(expected)


@pytest.mark.parametrize(
    ("params", "entered"),
    [("drop=1", {"x.1": "10", "x.2": "20"}), ("drop=1", {"x": "10"}), ("", {"x.best": "10"})],
)
def test_too_few_scorers_are_missing(params, entered):
    table = f"section|1|S|100\nitem|1.1|L|40|score|x|{params}"
    card = run(table, a=entered)["a"]
    assert card.line("1.1").points is None
    assert card.waiting == ("1.1",)


def test_a_scorer_without_number_counts_beside_the_numbered():
    cards = run("section|1|S|100\nitem|1.1|L|40|score|x|", a={"x": "10", "x.1": "20"})
    assert cards["a"].line("1.1").points == D("15")


VOTES = [
    ("", {"优秀": "6", "称职": "8", "基本称职": "4", "不称职": "2"}, "29.6"),
    ("", {"优秀": "6", "称职": "8", "基本称职": "4", "不称职": "2", "弃权": "80"}, "29.6"),
    ("; count=all", {"优秀": "6", "称职": "4", "弃权": "10"}, "18.4"),
    ("", {"优秀": "1"}, "40"),
    ("", {"不称职": "3"}, "0"),
    ("; min=20", {"优秀": "20"}, "40"),
    ("; min=20", {"优秀": "19"}, None),
    ("; min=20", {"优秀": "19", "弃权": "5"}, None),
    ("; min=20; count=all", {"优秀": "19", "弃权": "1"}, "38"),
    ("", {"弃权": "9"}, None),
    ("", {"优秀": "0", "称职": "0"}, None),
    ("", {}, None),
]


@pytest.mark.parametrize(("params", "ballots", "expected"), VOTES)
def test_ballots_are_weighed(params, ballots, expected):
    weights = "优秀:100, 称职:80, 基本称职:60, 不称职:0, 弃权:none"
    table = f"section|1|S|100\nitem|1.1|L|40|votes|x|weights={weights}{params}"
    counts = {f"x.{label}": count for label, count in ballots.items()}
    line = run(table, a=counts)["a"].line("1.1")
    assert line.points == (expected and Decimal(expected))


def test_not_applicable_ballots_stand_on_the_bare_fact():
    line = run(
        "section|1|S|100\nitem|1.1|L|40|votes|x|weights=好:100, 差:0; na=zero",
        a={"x": "不涉及", "x.好": "5"},
    )["a"].line("1.1")
    assert (line.points, line.policy) == (D("0"), "na=zero")


@pytest.mark.parametrize(
    ("decimals", "expected"), [(0, "13"), (1, "13.3"), (2, "13.33"), (3, "13.333"), (4, "13.3333")]
)
def test_a_leaf_is_rounded_once_to_the_decimals_of_the_scheme(decimals, expected):
    head = f"scheme|T|Test|100|||subject=village; decimals={decimals}\n"
    cards = run("section|1|S|100\nitem|1.1|L|40|share|x|target=3", head=head, a={"x": "1"})
    assert str(cards["a"].line("1.1").points) == expected


@pytest.mark.parametrize(("fact", "expected"), [("2.5", "3"), ("3.5", "4"), ("2.49", "2")])
def test_halves_go_up(fact, expected):
    head = "scheme|T|Test|100|||subject=village; decimals=0\n"
    cards = run("section|1|S|100\nitem|1.1|L|40|earn|x|each=1", head=head, a={"x": fact})
    assert cards["a"].line("1.1").points == D(expected)


def test_a_negative_half_goes_away_from_zero():
    head = "scheme|T|Test|100|||subject=village; decimals=0\n"
    table = "section|1|S|100\nitem|1.1|L|40|earn|x|each=-1; floor=none"
    assert run(table, head=head, a={"x": "2.5"})["a"].line("1.1").points == D("-3")


def test_a_tie_is_found_though_a_third_stands_in_its_way():
    """20.0025 ÷ 3 folded by 60 ÷ 40 is exactly 10.00125 × … = 10.00125: with 4 decimals a tie."""
    head = "scheme|T|Test|60|||subject=village; decimals=4\n"
    table = """
    section|1|S|60
    item|1.1|Third|40|share|x|target=120
    item|1.2|Gone|20|earn|y|each=1; na=rescale
    """
    card = run(table, head=head, a={"x": "20.0025", "y": "NA"})["a"]
    assert card.line("1.1").points == D("10.0013")  # 40 × 20.0025 ÷ 120 × 60 ÷ 40


def test_zero_is_never_negative():
    line = run("section|1|S|100\nitem|1.1|L|40|earn|x|each=-2; floor=none", a={"x": "0"})["a"]
    assert str(line.line("1.1").points) == "0.00"


FROM = [
    ("scheme=O", {("O", "a"): ("70", "90")}, "31.11"),
    ("scheme=O", {("O", "a"): ("90", "90")}, "40"),
    ("scheme=O; value=total; factor=0.05", {("O", "a"): ("705", "1000")}, "35.25"),
    ("scheme=O; value=total", {("O", "a"): ("705", "1000")}, "40"),
    ("scheme=O; subject=township", {("O", "town"): ("50", "100"), ("O", "a"): ("1", "1")}, "20"),
    ("scheme=O; subject=team", {("O", "a"): ("50", "100")}, None),
    ("scheme=O", {}, None),
    ("scheme=O", {("O", "a"): (None, None)}, None),
    ("scheme=O", {("O", "a"): ("0", "0")}, None),
    ("scheme=O; value=total", {("O", "a"): ("0", "0")}, "0"),
]


@pytest.mark.parametrize(("params", "others", "expected"), FROM)
def test_another_scheme_s_result_is_cited(params, others, expected):

    results = {
        key: OtherResult(*(text if text is None else Decimal(text) for text in pair))
        for key, pair in others.items()
    }
    table = scheme(f"section|1|S|100\nitem|1.1|L|40|from||{params}")
    card = grade(table, "2026", [village("a", township="town")], {}, others=results).cards["a"]
    assert card.line("1.1").points == (expected and Decimal(expected))


def test_ballots_count_though_somebody_wrote_beside_them():
    found = line(ITEM + "40|votes|x|weights=好:100, 差:0", **{"x": "7", "x.好": "3", "x.差": "1"})
    assert found.points == D("30")


def test_a_result_that_waits_is_missing_also_where_only_its_total_counts():
    table = scheme(ITEM + "40|from||scheme=O; value=total")
    others = {("O", "a"): OtherResult(None, None)}
    card = grade(table, "2026", [Subject("a", "A")], {}, others=others).cards["a"]
    assert card.waiting == ("1.1",)
