"""Missing is not 0 and not 'not applicable': the policies of §5."""

import pytest

from tests.scoring.tables import D, run

ONE = "section|1|S|100\nitem|1.1|L|40|earn|x|each=1; {params}"


@pytest.mark.parametrize(
    ("params", "expected", "policy"),
    [
        ("missing=zero", "0", "missing=zero"),
        ("missing=full", "40", "missing=full"),
        ("missing=fixed:12", "12", "missing=fixed:12"),
        ("missing=fixed:12.345", "12.35", "missing=fixed:12.345"),
        ("missing=fixed:60", "60", "missing=fixed:60"),
        ("missing=zero; floor=5", "0", "missing=zero"),
        ("missing=full; cap=30", "40", "missing=full"),
    ],
)
def test_a_missing_value_gets_what_the_scheme_says(params, expected, policy):
    line = run(ONE.format(params=params), a={})["a"].line("1.1")
    assert (line.points, line.policy, line.measured) == (D(expected), policy, "")


@pytest.mark.parametrize(
    ("params", "expected"),
    [("", "40"), ("na=full", "40"), ("na=zero", "0"), ("na=fixed:12", "12"), ("na=mean", "40")],
)
def test_not_applicable_gets_what_the_scheme_says(params, expected):
    line = run(ONE.format(params=params), a={"x": "NA"})["a"].line("1.1")
    assert (line.points, line.measured) == (D(expected), "NA")


def test_the_scheme_row_sets_what_not_applicable_means():
    head = "scheme|T|Test|100|||subject=village; na=zero\n"
    table = "section|1|S|100\nitem|1.1|L|40|earn|x|each=1\nitem|1.2|L|40|earn|x|each=1; na=full"
    card = run(table, head=head, a={"x": "不涉及"})["a"]
    assert (card.line("1.1").points, card.line("1.2").points) == (D("0"), D("40"))


WAITING = """
section|1|S|60
item|1.1|Group|40|sum
item|1.1.1|X|40|earn|x|each=1
item|1.2|Y|20|earn|y|each=1
section|2|Other|40
item|2.1|Z|40|earn|z|each=1
grade|G1|Good||||when=total>=0
outcome|O1|Talk||||when=total<1000
"""


def test_a_card_waits_for_a_missing_value():
    cards = run(WAITING, a={"y": "3", "z": "4"}, b={"x": "1", "y": "1", "z": "1"}, c={}, d={})
    card = cards["a"]
    assert (card.state, card.waiting) == ("waiting", ("1.1.1",))
    assert (card.total, card.possible, card.percent, card.rank, card.bottom) == (None,) * 5
    assert (card.grade, card.outcomes) == ("", ())
    points = {line.code: line.points for line in card.lines}
    assert points == {
        "1": None, "1.1": None, "1.1.1": None, "1.2": D("3"), "2": D("4"), "2.1": D("4"),
    }  # fmt: skip
    assert (cards["b"].rank, cards["b"].class_size) == (1, 1)


def test_a_line_beside_the_total_is_waited_for_too():
    table = "section|1|S|10\nitem|1.1|X|10|earn|x|each=1\nsection|9|A|0\nitem|9.1|Y|5|earn|y|each=1"
    assert run(table, a={"x": "4"})["a"].waiting == ("9.1",)
    table = "section|1|S|10\nitem|1.1|X|10|earn|x|each=1\nbonus|B|Y|5|earn|y|each=1"
    assert run(table, a={"x": "4"})["a"].waiting == ("B",)


def test_na_mean_is_the_mean_of_the_class_s_rounded_points():
    table = "section|1|S|100\nitem|1.1|L|10|share|x|target=3; na=mean; missing=zero"
    classes = {"d": "甲", "e": "甲"}
    cards = run(
        table, classes=classes,
        a={"x": "1"}, b={"x": "2"}, c={"x": "NA"}, d={"x": "3"}, e={"x": "NA"}, f={}, g={"x": "NA"},
    )  # fmt: skip
    found = {code: card.line("1.1").points for code, card in cards.items()}
    assert found == {
        "a": D("3.33"), "b": D("6.67"), "c": D("5.00"), "d": D("10"), "e": D("10"), "f": D("0"),
        "g": D("5.00"),
    }  # fmt: skip


def test_na_mean_with_nobody_to_follow_is_full():
    table = "section|1|S|100\nitem|1.1|L|10|earn|x|each=1; na=mean; missing=zero"
    cards = run(table, a={"x": "NA"}, b={})
    assert [card.line("1.1").points for card in cards.values()] == [D("10"), D("0")]


RESCALE = """
section|1|S|100
item|1.1|X|40|earn|x|each=1; cap={cap}
item|1.2|Y|40|share|y|target=3
item|1.3|Gone|20|earn|z|each=1; na=rescale
section|2|T|50
item|2.1|W|50|earn|w|each=1
"""


def test_a_line_that_leaves_hands_its_points_to_its_section():
    card = run(RESCALE.format(cap=40), a={"x": "10", "y": "1", "z": "NA", "w": "7"})["a"]
    lines = {line.code: (line.points, line.full) for line in card.lines}
    assert lines == {
        "1": (D("29.17"), D("100")),
        "1.1": (D("12.50"), D("50")),  # 10 × 100 ÷ 80
        "1.2": (D("16.67"), D("50")),  # 40 ÷ 3 × 100 ÷ 80, from the unrounded 13.333…
        "2": (D("7"), D("50")),
        "2.1": (D("7"), D("50")),
    }
    assert (card.total, card.possible, card.left) == (D("36.17"), D("150"), ("1.3",))


def test_folded_points_are_clamped_first_and_not_cut_again():
    card = run(RESCALE.format(cap=40), a={"x": "90", "y": "3", "z": "NA", "w": "0"})["a"]
    assert card.line("1.1").points == D("50")
    card = run(RESCALE.format(cap=44), a={"x": "90", "y": "0", "z": "NA", "w": "0"})["a"]
    assert card.line("1.1").points == D("55")


def test_a_section_leaves_with_all_its_lines():
    table = "section|1|S|50\nitem|1.1|X|50|earn|x|each=1\nsection|2|T|50\n"
    table += "item|2.1|Y|30|earn|y|each=1; na=rescale\nitem|2.2|Z|20|earn|z|each=1; na=rescale"
    card = run(table, a={"x": "5", "y": "NA", "z": "NA"})["a"]
    assert [line.code for line in card.lines] == ["1", "1.1"]
    assert (card.total, card.possible, card.left) == (D("5"), D("50"), ("2.1", "2.2"))


def test_groups_are_folded_with_their_bounds_and_their_start():
    table = """
    section|1|S|100
    item|1.1|Sum|40|sum
    item|1.1.1|X|40|earn|x|each=1
    item|1.1.2|Y|40|earn|y|each=1
    item|1.2|Full|40|sum||start=full
    item|1.2.1|Errors|0|deduct|e|each=4
    item|1.3|Gone|20|earn|z|each=1; na=rescale
    """
    card = run(table, a={"x": "40", "y": "40", "e": "1", "z": "NA"})["a"]
    assert (card.line("1.1").points, card.line("1.1").full) == (D("50"), D("50"))
    assert (card.line("1.2").points, card.line("1.2").full) == (D("45"), D("50"))  # 50 − 5
    assert card.line("1.2.1").points == D("-5")


def test_a_blend_is_folded_as_one_line():
    table = """
    section|1|S|100
    item|1.1|Mix|80|blend||weights=1:1, 2:1
    item|1.1.1|X|10|earn|x|each=1
    item|1.1.2|Y|10|earn|y|each=1
    item|1.2|Gone|20|earn|z|each=1; na=rescale
    """
    card = run(table, a={"x": "5", "y": "6", "z": "NA"})["a"]
    assert (card.line("1.1").points, card.line("1.1").full) == (D("55"), D("100"))
    assert (card.line("1.1.1").points, card.line("1.1.1").full) == (D("5"), D("10"))


def test_a_line_that_leaves_a_blend_is_left_out_of_it():
    table = """
    section|1|S|100
    item|1.1|Mix|80|blend||weights=1:1, 2:3
    item|1.1.1|X|10|earn|x|each=1
    item|1.1.2|Y|10|earn|y|each=1; na=rescale
    item|1.2|Z|20|earn|z|each=1
    """
    card = run(table, a={"x": "5", "y": "NA", "z": "20"})["a"]
    assert (card.line("1.1").points, card.line("1.2").points) == (D("40"), D("20"))
    assert card.possible == D("100")


def test_a_blend_leaves_with_all_its_lines():
    table = """
    section|1|S|100
    item|1.1|Mix|80|blend||weights=1:1
    item|1.1.1|X|10|earn|x|each=1; na=rescale
    item|1.2|Z|20|earn|z|each=1
    """
    card = run(table, a={"x": "NA", "z": "10"})["a"]
    assert (card.line("1.2").points, card.possible) == (D("50"), D("100"))


def test_nothing_is_folded_where_nothing_can_take_over():
    """An auxiliary section, or one whose points are less than what left: lines stay as they are."""
    table = """
    section|1|S|10
    item|1.1|X|10|earn|x|each=1
    item|1.2|Y|10|earn|y|each=1; na=rescale
    section|9|A|0
    item|9.1|Z|10|earn|z|each=1
    item|9.2|W|10|earn|w|each=1; na=rescale
    """
    card = run(table, a={"x": "5", "y": "NA", "z": "6", "w": "NA"})["a"]
    assert (card.line("1.1").points, card.line("9.1").points) == (D("5"), D("6"))


def test_na_mean_looks_at_points_before_folding():
    table = """
    section|1|S|40
    item|1.1|X|20|earn|x|each=1; na=mean
    item|1.2|Gone|20|earn|z|each=1; na=rescale
    """
    cards = run(table, a={"x": "20", "z": "NA"}, b={"x": "NA", "z": "0"})
    assert cards["a"].line("1.1").points == D("40")
    assert cards["b"].line("1.1").points == D("20")


def test_a_rank_of_a_line_that_left_does_not_apply():
    table = """
    section|1|S|40
    item|1.1|X|20|earn|x|each=1; na=rescale
    item|1.2|Place|20|rank||of=line:1.1; give=drop:5; na=rescale
    section|2|T|10
    item|2.1|Z|10|earn|z|each=1
    """
    card = run(table, a={"x": "NA", "z": "1"})["a"]
    assert (card.left, card.total, card.possible) == (("1.1", "1.2"), D("1"), D("10"))
