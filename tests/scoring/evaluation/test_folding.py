"""Lines that leave a card by `na=rescale`, and what takes over their points (§5)."""

import pytest

from assessments.scoring import Subject, grade, words
from tests.scoring.tables import D, facts, line, run, scheme

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


@pytest.mark.parametrize(("stays", "expected"), [("1", "5"), ("0.5", "10")])
def test_little_that_stays_takes_over_all(stays, expected):
    table = f"section|1|S|10\nitem|1.1|X|{stays}|earn|x|each=1; cap=0.5\n"
    table += f"item|1.2|Gone|{10 - D(stays)}|earn|y|each=1; na=rescale"
    assert line(table, x="1", y="NA").points == D(expected)


def test_a_year_line_takes_over_what_quarter_lines_left_and_quarter_lines_do_not_again():
    table = scheme("""
    section|1|S|100
    item|1.1|Stays|40|earn|x|each=1||quarter
    item|1.2|Leaves|40|earn|y|each=1; na=rescale||quarter
    item|1.3|Yearly|20|earn|z|each=1||year
    """)
    quarters = {"2026-Q1": {"a": {"1.1": D("30"), "1.2": None}}}
    given = facts(a={"z": "12"})
    card = grade(table, "2026", [Subject("a", "A")], given, quarters=quarters).cards["a"]
    lines = {row.code: (row.points, row.full) for row in card.lines}
    assert lines["1.1"] == (D("30"), D("66.67"))  # folded on the quarter's card
    assert lines["1.3"] == (D("20"), D("33.33"))  # 12 × 100 ÷ 60


def test_a_year_s_blend_is_folded_though_its_quarters_lines_are_not():
    table = scheme("""
    section|1|S|100|||||quarter
    item|1.1|Mix|80|blend||weights=1:1
    item|1.1.1|X|10|earn|x|each=1
    item|1.2|Gone|20|earn|y|each=1; na=rescale
    """)
    quarters = {"2026-Q1": {"a": {"1.1.1": D("5"), "1.2": None}}}
    card = grade(table, "2026", [Subject("a", "A")], {}, quarters=quarters).cards["a"]
    assert (card.line("1.1").points, card.line("1.1").full) == (D("50"), D("100"))


def test_what_left_the_tenth_section_did_not_leave_the_first():
    table = """
    section|1|S|10
    item|1.1|X|10|earn|x|each=1
    section|10|T|20
    item|10.1|Y|10|earn|y|each=1
    item|10.2|Z|10|earn|z|each=1; na=rescale
    """
    assert words(line(table, "1", x="5", y="5", z="NA")) == "合计，得 5"
    assert words(line(table, "10", x="5", y="5", z="NA")) == "合计，得 10；不涉及、离开本卡：10.2 Z"


def test_a_full_group_leaves_with_all_its_lines():
    table = """
    section|1|S|100
    item|1.1|X|60|earn|x|each=1
    item|1.2|Full|40|sum||start=full
    item|1.2.1|Errors|0|deduct|e|each=4; na=rescale
    """
    card = run(table, a={"x": "30", "e": "NA"})["a"]
    assert (card.line("1.1").points, card.possible) == (D("50"), D("100"))


def test_a_group_without_a_cap_is_folded_without_one():
    table = """
    section|1|S|100
    item|1.1|Open|80|sum||cap=none; floor=none
    item|1.1.1|X|80|earn|x|each=1; cap=none
    item|1.2|Gone|20|earn|z|each=1; na=rescale
    """
    found = line(table, "1.1", x="100", z="NA")
    assert (found.points, found.full) == (D("125"), D("100"))
