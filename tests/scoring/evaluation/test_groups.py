"""Sums, groups that start full, blends, bonus and possible points (§3, §4)."""

import pytest

from tests.scoring.tables import ITEM, D, run


def line(table, code, **options):
    return run(table, **options)["a"].line(code)


SUM = [
    ("", {"x": "30", "y": "20"}, "50"),
    ("", {"x": "40", "y": "30"}, "60"),
    ("cap=65", {"x": "40", "y": "30"}, "65"),
    ("cap=none", {"x": "40", "y": "30"}, "70"),
    ("", {"x": "-5", "y": "2"}, "0"),
    ("start=0", {"x": "-5", "y": "2"}, "0"),
    ("floor=-2", {"x": "-5", "y": "2"}, "-2"),
    ("floor=none", {"x": "-5", "y": "2"}, "-3"),
]


@pytest.mark.parametrize(("params", "values", "expected"), SUM)
def test_a_sum_is_clamped_like_a_leaf(params, values, expected):
    table = f"""
    section|1|S|60|sum||{params}
    item|1.1|X|40|earn|x|each=1; floor=none
    item|1.2|Y|30|earn|y|each=1
    """
    assert line(table, "1", a=values).points == D(expected)


START_FULL = """
section|1|S|100
item|1.1|Archives|30|sum||start=full
item|1.1.1|Errors|0|deduct|errors|each=2
item|1.1.2|Late|0|earn|late|each=-5
item|1.1.3|Kind|0|label|kind|map=好:0, 差:-10; missing=zero
item|1.1.4|Praise|0|earn|praise|each=1; cap=3; missing=zero
"""


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"errors": "0", "late": "0"}, "30"),
        ({"errors": "3", "late": "1"}, "19"),
        ({"errors": "9", "late": "1", "kind": "差"}, "0"),
        ({"errors": "3", "late": "0", "kind": "好"}, "24"),
        ({"errors": "1", "late": "0", "praise": "9"}, "30"),
        ({"errors": "3", "late": "0", "praise": "9"}, "27"),
        ({"errors": "-4", "late": "0"}, "30"),
    ],
)
def test_a_full_group_loses_what_its_children_take(values, expected):
    assert line(START_FULL, "1.1", a=values).points == D(expected)


def test_children_of_a_full_group_give_minus_points():
    card = run(START_FULL, a={"errors": "3", "late": "1", "kind": "差", "praise": "9"})["a"]
    given = [card.line(f"1.1.{number}").points for number in (1, 2, 3, 4)]
    assert given == [D("-6"), D("-5"), D("-10"), D("3")]
    assert card.line("1.1").full == D("30")


BLEND = """
section|1|S|100
item|1.1|Mix|100|blend||weights=1:20, 2:30, 3:50{params}
item|1.1.1|X|10|earn|x|each=1
item|1.1.2|Y|40|earn|y|each=1
item|1.1.3|Z|8|earn|z|each=1|||甲
"""


@pytest.mark.parametrize(
    ("params", "class_name", "values", "expected"),
    [
        # 100 × (20 × 0.5 + 30 × 0.25 + 50 × 1) ÷ 100
        ("", "甲", {"x": "5", "y": "10", "z": "8"}, "67.5"),
        # without 1.1.3: 100 × (20 × 0.5 + 30 × 0.25) ÷ 50
        ("", "乙", {"x": "5", "y": "10"}, "35"),
        ("; absent=reweigh", "甲", {"x": "5", "y": "10"}, "35"),
        ("; absent=reweigh", "甲", {"x": "5", "z": "1"}, "23.21"),
        ("; absent=reweigh; missing=zero", "甲", {}, "0"),
        ("; absent=reweigh; missing=fixed:60", "甲", {}, "60"),
        ("; cap=30", "乙", {"x": "5", "y": "10"}, "30"),
        ("", "甲", {"x": "5", "y": "10"}, None),
        ("; absent=reweigh", "甲", {}, None),
    ],
)
def test_a_blend_weighs_shares(params, class_name, values, expected):
    table = BLEND.replace("{params}", params)
    found = line(table, "1.1", classes={"a": class_name}, a=values)
    assert found.points == (expected and D(expected))


def test_a_reweighed_child_does_not_make_the_card_wait():
    table = BLEND.replace("{params}", "; absent=reweigh")
    card = run(table, classes={"a": "甲"}, a={"x": "5"})["a"]
    assert (card.state, card.waiting, card.line("1.1.2").points) == ("draft", (), None)


def test_a_blend_with_nothing_to_weigh_is_waited_for_itself():
    table = BLEND.replace("{params}", "; absent=reweigh")
    assert run(table, a={})["a"].waiting == ("1.1",)


@pytest.mark.parametrize(
    ("values", "points"),
    [
        ({"x": "5"}, None),  # what is there weighs nothing: the blend itself is missing
        ({"x": "5", "y": "3"}, "30"),
        ({"y": "3"}, "30"),
    ],
)
def test_a_child_of_no_weight_is_shown_and_divides_nothing(values, points):
    table = """
    section|1|S|100
    item|1.1|Mix|100|blend||weights=1:0, 2:5; absent=reweigh
    item|1.1.1|X|0|earn|x|each=1; cap=none
    item|1.1.2|Y|10|earn|y|each=1
    """
    card = run(table, a=values)["a"]
    assert card.line("1.1").points == (points and D(points))
    assert card.waiting == (() if points else ("1.1",))


def test_a_blend_of_groups_measures_them_against_their_own_points():
    table = """
    section|1|S|100
    item|1.1|Mix|10|blend||weights=1:1, 2:1
    item|1.1.1|Group|8|sum
    item|1.1.1.1|For one class|6|earn|x|each=1|||甲
    item|1.1.1.2|For all|2|earn|y|each=1
    item|1.1.2|Y|4|earn|z|each=1
    """
    # 10 × (2 ÷ 8 + 4 ÷ 4) ÷ 2
    assert line(table, "1.1", a={"y": "2", "z": "4"}).points == D("6.25")


BONUS = """
section|1|S|100
item|1.1|X|100|earn|x|each=1
bonus|B|Honours|20|sum
bonus|B.1|County|15|earn|county|each=5; missing=zero
item|B.2|Town|15|earn|town|each=2; missing=zero
bonus|C|Open|0|earn|open|each=1; cap=none; missing=zero
"""


@pytest.mark.parametrize(
    ("values", "total"),
    [
        ({"x": "100", "county": "1"}, "105"),
        ({"x": "100", "county": "9"}, "115"),
        ({"x": "100", "county": "9", "town": "5"}, "120"),
        ({"x": "100", "open": "50"}, "150"),
        ({"x": "0"}, "0"),
    ],
)
def test_bonus_adds_to_the_total_within_its_own_cap(values, total):
    card = run(BONUS, a=values)["a"]
    assert (card.total, card.possible, card.percent) == (D(total), D("100"), D(total))


def test_a_bonus_row_under_a_section_adds_to_the_total_not_to_the_section():
    table = "section|1|S|10\nitem|1.1|X|10|earn|x|each=1\nbonus|1.2|Extra|5|earn|y|each=1"
    card = run(table, a={"x": "10", "y": "3"})["a"]
    assert (card.line("1").points, card.total, card.possible) == (D("10"), D("13"), D("10"))


def test_an_auxiliary_section_is_shown_and_adds_nothing():
    table = """
    section|1|S|10
    item|1.1|X|10|earn|x|each=1
    section|9|Aside|0|sum||cap=none
    item|9.1|Y|50|earn|y|each=1
    """
    card = run(table, a={"x": "4", "y": "30"})["a"]
    assert card.line("9").points == D("30")
    assert (card.total, card.possible) == (D("4"), D("10"))


def test_an_auxiliary_section_without_a_cap_of_its_own_prints_nought():
    table = "section|1|S|10\nitem|1.1|X|10|earn|x|each=1\nsection|9|A|0\nitem|9.1|Y|5|earn|y|each=1"
    card = run(table, a={"x": "4", "y": "5"})["a"]
    assert (card.line("9").points, card.line("9.1").points) == (D("0"), D("5"))


POSSIBLE = """
section|1|S|100
item|1.1|For all|60|earn|x|each=1
item|1.2|With a lake|2|earn|lake|each=1|||临湖
item|1.3|Group|40|sum
item|1.3.1|One|30|earn|y|each=1|||临湖
item|1.3.2|Two|10|earn|z|each=1|||临湖,山区
section|2|Only there|5||||||临湖
item|2.1|W|5|earn|w|each=1
"""


@pytest.mark.parametrize(
    ("class_name", "possible", "codes"),
    [
        ("临湖", "105", ["1", "1.1", "1.2", "1.3", "1.3.1", "1.3.2", "2", "2.1"]),
        ("山区", "70", ["1", "1.1", "1.3", "1.3.2"]),
        ("平原", "60", ["1", "1.1"]),
    ],
)
def test_possible_counts_what_stands_on_the_card(class_name, possible, codes):
    values = dict.fromkeys(("x", "lake", "y", "z", "w"), "0")
    card = run(POSSIBLE, classes={"a": class_name}, a=values)["a"]
    assert (card.possible, [row.code for row in card.lines]) == (D(possible), codes)


def test_possible_is_at_most_the_group_s_own_points():
    """Sixty and sixty under a hundred: whole it is 100; with one of them, 60."""
    table = """
    section|1|S|100
    item|1.1|X|60|earn|x|each=1
    item|1.2|Y|60|earn|y|each=1|||甲
    """
    assert run(table, classes={"a": "甲"}, a={"x": "0", "y": "0"})["a"].possible == D("100")
    assert run(table, a={"x": "0"})["a"].possible == D("60")


def test_a_full_group_without_any_row_on_the_card_is_absent():
    table = """
    section|1|S|30
    item|1.1|X|10|earn|x|each=1
    item|1.2|Full|20|sum||start=full
    item|1.2.1|Errors|0|deduct|e|each=1|||甲
    """
    card = run(table, a={"x": "10"})["a"]
    assert (card.total, card.possible) == (D("10"), D("10"))


def test_a_row_for_one_subject_reaches_all_cards_of_that_cadre():
    table = "section|1|S|10\nitem|1.1|X|10|earn|x|each=1|||@C1"
    cards = run(table, **{"C1@T1": {"x": "5"}, "C1": {"x": "4"}, "C2": {"x": "3"}})
    assert [card.total for card in cards.values()] == [D("5"), D("4"), D("0")]


def test_a_section_may_be_scored_itself():
    assert run("section|1|Survey|30|score|x|", a={"x": "25"})["a"].total == D("25")


def test_a_section_without_rows_gives_nothing_and_stops_nothing():
    card = run(ITEM + "100|earn|x|each=1\nsection|2|T|0", a={"x": "5"})["a"]
    assert (card.total, [row.code for row in card.lines]) == (D("5"), ["1", "1.1"])


def test_a_group_of_nought_prints_a_plain_nought():
    table = ITEM + "100|earn|x|each=1\nsection|9|A|0\nitem|9.1|Y|0|earn|y|each=1"
    card = run(table, a={"x": "1", "y": "0"})["a"]
    assert [str(card.line(code).full) for code in ("9", "9.1")] == ["0", "0"]


def test_a_row_can_be_for_one_posting_of_a_cadre():
    table = ITEM + "40|earn|x|each=1|||@C1@T1"
    cards = run(table, **{"C1@T1": {"x": "5"}, "C1@T2": {"x": "5"}})
    assert [len(card.lines) for card in cards.values()] == [2, 0]
