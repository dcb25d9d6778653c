"""Missing is not 0 and not 'not applicable': the policies of §5."""

import pytest

from assessments.scoring import FactValue, grade, words
from tests.scoring.tables import ITEM, D, facts, line, run, scheme, village

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
        "1": None,
        "1.1": None,
        "1.1.1": None,
        "1.2": D("3"),
        "2": D("4"),
        "2.1": D("4"),
    }
    assert (cards["b"].rank, cards["b"].class_size) == (1, 1)


def test_a_section_that_a_line_left_waits_for_the_others():
    table = ITEM + "50|earn|x|each=1\nitem|1.2|Gone|50|earn|z|each=1; na=rescale"
    card = run(table, a={"z": "NA"})["a"]
    assert (card.waiting, card.left) == (("1.1",), ("1.2",))


def test_a_line_beside_the_total_is_waited_for_too():
    table = "section|1|S|10\nitem|1.1|X|10|earn|x|each=1\nsection|9|A|0\nitem|9.1|Y|5|earn|y|each=1"
    assert run(table, a={"x": "4"})["a"].waiting == ("9.1",)
    table = "section|1|S|10\nitem|1.1|X|10|earn|x|each=1\nbonus|B|Y|5|earn|y|each=1"
    assert run(table, a={"x": "4"})["a"].waiting == ("B",)


def test_na_mean_is_the_mean_of_the_class_s_rounded_points():
    table = "section|1|S|100\nitem|1.1|L|10|share|x|target=3; na=mean; missing=zero"
    classes = {"d": "甲", "e": "甲"}
    cards = run(
        table,
        classes=classes,
        a={"x": "1"},
        b={"x": "2"},
        c={"x": "NA"},
        d={"x": "3"},
        e={"x": "NA"},
        f={},
        g={"x": "NA"},
    )
    found = {code: card.line("1.1").points for code, card in cards.items()}
    assert found == {
        "a": D("3.33"),
        "b": D("6.67"),
        "c": D("5.00"),
        "d": D("10"),
        "e": D("10"),
        "f": D("0"),
        "g": D("5.00"),
    }


def test_one_not_applicable_gets_the_mean_of_its_own_class():
    """The fact of b and d is one object, as a county's facts are read."""
    table = scheme("section|1|S|100\nitem|1.1|L|10|earn|x|each=1; na=mean")
    none = FactValue.of("NA")
    given = {**facts(a={"x": "4"}, c={"x": "8"}), "b": {"x": none}, "d": {"x": none}}
    people = [village(code, name) for code, name in zip("abcd", "甲甲乙乙", strict=True)]
    cards = grade(table, "2026", people, given).cards
    assert [cards[code].line("1.1").points for code in "bd"] == [D("4"), D("8")]


def test_na_mean_with_nobody_to_follow_is_full():
    table = "section|1|S|100\nitem|1.1|L|10|earn|x|each=1; na=mean; missing=zero"
    cards = run(table, a={"x": "NA"}, b={})
    assert [card.line("1.1").points for card in cards.values()] == [D("10"), D("0")]


def test_a_line_that_waits_says_by_which_policy():
    assert line(ITEM + "40|earn|x|each=2").policy == "missing=wait"


def test_nobody_to_follow_is_still_the_policy_mean():
    assert line(ITEM + "40|earn|x|each=1; na=mean", x="NA").policy == "na=mean"


def test_a_waiting_card_has_no_grade_even_where_nothing_is_asked():
    card = run(ITEM + "100|earn|x|each=1\ngrade|G1|合格", a={})["a"]
    assert (card.state, card.grade) == ("waiting", "")


def test_a_blend_without_anything_to_weigh_names_its_policy():
    table = ITEM + "100|blend||weights=1:1; absent=reweigh; missing=zero\n"
    found = line(table + "item|1.1.1|M|5|earn|x|each=1")
    assert (found.policy, words(found)) == ("missing=zero", "缺「L」，按办法处理，得 0")
