"""Vetoes: triggered, confirmed, and what they close (§3)."""

import pytest

from assessments.scoring import FactValue, Subject, grade, words
from tests.scoring.tables import ITEM, D, facts, line, run, scheme

TABLE = """
section|1|S|60
item|1.1|X|40|earn|x|each=1
item|1.2|Full|20|sum||start=full; floor=5
item|1.2.1|E|0|deduct|e|each=1
section|2|T|40
item|2.1|Y|40|earn|y|each=1
bonus|B|Z|10|earn|z|each=1
veto|V1|Fraud|||fraud|effect={effect}
grade|G1|优秀||||when=total>=90
grade|G2|良好||||when=total>=80
grade|G3|合格
outcome|O1|Prize||||when=total>=90
outcome|O2|Flag||||when=total>=80
"""
GOOD = {"x": "40", "e": "0", "y": "35", "z": "2"}


def card(effect, fraud, **values):
    return run(TABLE.replace("{effect}", effect), a={**GOOD, "fraud": fraud, **values})["a"]


@pytest.mark.parametrize("fraud", ["0", "否", "-1", "NA"])
def test_what_does_not_trigger_needs_no_confirmation(fraud):
    found = card("zero:1", fraud)
    assert (found.total, found.state) == (D("97"), "draft")


def test_no_row_does_not_trigger():
    assert run(TABLE.replace("{effect}", "zero:1"), a=GOOD)["a"].total == D("97")


@pytest.mark.parametrize("fraud", ["1", "0.5", "是"])
def test_an_unconfirmed_veto_makes_the_card_wait(fraud):
    found = card("cap:良好", fraud)
    assert (found.state, found.waiting, found.total) == ("waiting", ("V1",), None)
    assert found.line("1").points == D("60")


@pytest.mark.parametrize("fraud", ["1!", "是!"])
def test_a_confirmed_veto_makes_a_row_and_all_under_it_nought(fraud):
    found = card("zero:1", fraud)
    zeroed = [line.code for line in found.lines if line.level != "veto" and not line.points]
    assert zeroed == ["1", "1.1", "1.2", "1.2.1"]
    assert (found.total, found.possible) == (D("37"), D("100"))


def test_a_leaf_alone_can_be_made_nought():
    assert card("zero:1.1", "1!").total == D("57")


def test_missing_points_under_a_veto_are_not_waited_for():
    found = run(TABLE.replace("{effect}", "zero:1"), a={"fraud": "1!", "y": "30", "z": "0"})["a"]
    assert (found.state, found.total) == ("draft", D("30"))


def test_a_vetoed_total_is_nought_bonus_and_all_while_the_lines_stay():
    found = card("zero:total", "1!")
    assert (found.total, found.percent, found.line("1").points) == (D("0"), D("0"), D("60"))
    assert found.grade == "G3"


@pytest.mark.parametrize(
    ("effect", "grade_code"), [("cap:良好", "G2"), ("cap:G3", "G3"), ("cap:优秀", "G1")]
)
def test_a_capped_subject_gets_the_best_grade_left(effect, grade_code):
    assert card(effect, "1!").grade == grade_code


def test_a_barred_outcome_is_not_proposed():
    assert card("bar:O1", "1!").outcomes == ("O2",)
    assert card("bar:O1", "0").outcomes == ("O1", "O2")


QUOTA = """
section|1|S|100
item|1.1|X|100|earn|x|each=1
veto|V1|Fraud|||fraud|effect=cap:良好
veto|V2|Worse|||worse|effect=cap:合格
grade|G1|优秀||||when=total>=90; quota=1
grade|G2|良好||||when=total>=80; quota=1
grade|G3|合格
"""


def test_a_capped_subject_uses_no_quota_place():
    cards = run(
        QUOTA,
        a={"x": "99", "fraud": "1!"},
        b={"x": "98"},
        c={"x": "97"},
        d={"x": "96"},
        e={"x": "95", "fraud": "1!", "worse": "1!"},
    )
    assert [found.grade for found in cards.values()] == ["G2", "G1", "G2", "G3", "G3"]


def test_a_veto_speaks_only_on_the_cards_of_its_period_and_its_class():
    table = """
    section|1|S|100
    item|1.1|X|100|earn|x|each=1||quarter
    veto|V1|Year|||fraud|effect=zero:total||year
    veto|V2|Class|||fraud|effect=zero:total||quarter|甲
    """
    classes = {"a": "甲"}
    cards = run(
        table, "2026-Q1", classes=classes, a={"x": "5", "fraud": "1!"}, b={"x": "5", "fraud": "1!"}
    )
    assert [found.total for found in cards.values()] == [D("0"), D("5")]


def test_a_cap_of_the_other_period_closes_nothing():
    table = """
    section|1|S|100
    item|1.1|X|100|earn|x|each=1||quarter
    veto|V1|Year|||fraud|effect=cap:G2||quarter
    grade|Q1|优秀||||when=total>=50||quarter
    grade|G2|良好
    """
    assert run(table, "2026-Q1", a={"x": "60", "fraud": "1!"})["a"].grade == "Q1"


def test_a_rank_elsewhere_sees_the_vetoed_points():
    table = """
    section|1|S|100
    item|1.1|X|50|earn|x|each=1
    item|1.2|Place|50|rank||of=line:1.1; give=table:50,40
    veto|V1|Fraud|||fraud|effect=zero:1.1
    """
    cards = run(table, a={"x": "9", "fraud": "1!"}, b={"x": "1"})
    assert [found.line("1.2").points for found in cards.values()] == [D("40"), D("50")]


def test_the_card_names_who_confirmed():
    fact = FactValue(D("1"), confirmed_by="邱国雄")
    given = {"a": {**facts(a=GOOD)["a"], "fraud": fact}}
    table = scheme(TABLE.replace("{effect}", "zero:1"))
    line = grade(table, "2026", [Subject("a", "A")], given).cards["a"].line("V1")
    assert line.trace == (("veto", "confirmed", "zero", "1", "邱国雄"),)


def test_a_veto_of_one_section_leaves_the_tenth_alone():
    table = """
    section|1|S|10
    item|1.1|X|10|earn|x|each=1
    section|10|T|90
    item|10.1|Y|90|earn|y|each=1
    veto|V|V|||v|effect=zero:1
    """
    card = run(table, a={"x": "5", "y": "7", "v": "1!"})["a"]
    assert [row.points for row in card.lines[:4]] == [D("0"), D("0"), D("7"), D("7")]


def test_a_veto_has_no_points_of_its_own():
    found = line(ITEM + "100|earn|x|each=1\nveto|V|V|||v|effect=zero:1", "V", v="1!")
    assert (found.points, str(found.full), found.policy) == (None, "0", "")


def test_a_veto_is_said_once_though_others_follow_the_mean():
    table = ITEM + "100|earn|x|each=1; na=mean\nveto|V|舞弊|||v|effect=zero:1.1"
    cards = run(table, a={"x": "8", "v": "1!"}, b={"x": "NA"}, c={"x": "NA", "v": "1!"})
    assert words(cards["a"].line("1.1")) == "8 × 1 = 8；因否决「舞弊」记 0"
    assert words(cards["c"].line("1.1")) == "不涉及，取班内平均：8 ÷ 1 = 8；因否决「舞弊」记 0"


@pytest.mark.parametrize(
    ("params", "given", "policy"),
    [("", {}, ""), ("; missing=full", {}, "missing=full"), ("", {"x": "NA"}, "na=full")],
)
def test_what_a_veto_takes_was_given_by_a_policy_or_not(params, given, policy):
    table = ITEM + f"100|earn|x|each=1{params}\nveto|V|V|||v|effect=zero:1"
    found = line(table, v="1!", **given)
    assert (found.points, found.policy) == (D("0"), policy)


@pytest.mark.parametrize("text", ["2", "是"])
def test_a_veto_shows_what_was_recorded(text):
    assert card("zero:1", text + "!").line("V1").measured == text


def test_nobody_confirms_what_did_not_happen():
    assert card("zero:1", "0!").line("V1").trace == (("veto", "none", "zero", "1", ""),)
