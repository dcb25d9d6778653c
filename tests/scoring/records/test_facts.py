"""Facts: reading a cell, and what may not be stored (§1, §9)."""

from decimal import Decimal

import pytest

from assessments.scoring import FactValue, Subject, grade
from tests.scoring.tables import ITEM, D, run, scheme


@pytest.mark.parametrize(
    ("text", "value"), [("5", "5"), (" -0.50 ", "-0.50"), ("007", "7"), ("0", "0")]
)
def test_a_number_is_a_value(text, value):
    assert FactValue.of(text) == FactValue(D(value))


@pytest.mark.parametrize("text", ["NA", "不涉及", " NA "])
def test_not_applicable_is_its_own_state(text):
    fact = FactValue.of(text)
    assert (fact.na, fact.value, fact.label) == (True, None, None)


@pytest.mark.parametrize(
    "text",
    ["一类", "12,5", "１２", "80%", "1e3", ".5", "5.", "+6", "nan", "inf", "−5", "na", "1" * 16],
)
def test_anything_else_is_a_label(text):
    assert FactValue.of(text).label == text


def test_an_empty_cell_is_no_fact():
    with pytest.raises(ValueError, match="leave the row out"):
        FactValue.of("  ")


@pytest.mark.parametrize(
    "parts", [{}, {"value": D("1"), "na": True}, {"label": "a", "value": D("1")}]
)
def test_a_fact_is_exactly_one_thing(parts):
    with pytest.raises(ValueError, match="exactly one"):
        FactValue(**parts)


@pytest.fixture
def table():
    return scheme("""
section|1|S|100
item|1.1|A|10|earn|count|each=1
item|1.2|B|20|label|class|map=一类:20, 二类:10
item|1.3|C|20|label|open|map=一类:20, else:0
item|1.4|D|20|score|mark|drop=1
item|1.5|E|10|votes|vote|weights=好:100, 差:0, 弃权:none
item|1.6|F|20|sum||start=full
item|1.6.1|G|0|score|minus
bonus|B|H|0|score|praise|cap=none
veto|V|V|||fraud|effect=zero:total
""")


REFUSED = [
    ("count", "多", "“多” is not a number. Write digits, like 12.5."),
    ("count", "12,5", "12,5 is not a number. Write 12.5."),
    ("count", "８０％", "８０％ is not a number. Write 80."),
    ("class", "三类", "“三类” is none of the labels. Write one of: 一类、二类."),
    ("class", "3", "“3” is none of the labels. Write one of: 一类、二类."),
    ("mark", "20.01", "20.01 is outside 0 to 20. Enter a score between them."),
    ("mark", "-1", "-1 is outside 0 to 20. Enter a score between them."),
    ("mark.2", "21", "21 is outside 0 to 20. Enter a score between them."),
    ("mark.2", "好", "“好” is not a number. Write digits, like 12.5."),
    ("minus", "1", "1 is outside −∞ to 0. Enter a score between them."),
    ("praise", "-1", "-1 is outside 0 to +∞. Enter a score between them."),
    ("vote", "5", "Ballots are counted by label (found 5). Write: vote.好、vote.差、vote.弃权."),
    ("vote.优", "5", "“优” is none of the labels. Write one of: 好、差、弃权."),
    ("vote.好", "1.5", "1.5 is not a whole number. Write 0, 1, 2, …"),
    ("vote.好", "-1", "-1 is not a whole number. Write 0, 1, 2, …"),
    ("vote.好", "NA", "Not applicable (NA) is written on vote, not on one of its labels."),
    ("fraud", "有", "“有” will not do for a veto. Write a count, or 是 / 否."),
]


@pytest.mark.parametrize(("code", "text", "expected"), REFUSED)
def test_a_fact_no_row_can_use_is_refused(table, code, text, expected):
    fault = table.check_fact(code, FactValue.of(text), row=7)
    assert fault.text("en") == f"Row 7, value: {expected}"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("count", "-3.5"),
        ("count", "NA"),
        ("class", "二类"),
        ("class", "NA"),
        ("open", "其他"),
        ("open", "7"),
        ("mark", "20"),
        ("mark", "0"),
        ("mark.1", "15.5"),
        ("mark.1", "NA"),
        ("mark.x", "900"),
        ("minus", "-9"),
        ("praise", "99"),
        ("vote", "NA"),
        ("vote.弃权", "5"),
        ("mark.１", "900"),
        ("count.1", "多"),
        ("fraud", "是"),
        ("fraud", "否"),
        ("fraud", "0"),
        ("fraud", "NA"),
        ("unknown", "x"),
    ],
)
def test_other_facts_may_be_stored(table, code, text):
    assert table.check_fact(code, FactValue.of(text)) is None


def test_a_refusal_speaks_chinese(table):
    fault = table.check_fact("class", FactValue.of("三类"), row=14)
    assert fault.text() == "第 14 行「值」：「三类」不在等次中。写其中之一：一类、二类。"


@pytest.mark.parametrize(
    ("code", "text", "reason"),
    [("count", "多", "text"), ("class", "三类", "label"), ("open", "NA", None)],
)
def test_an_unusable_fact_that_slipped_in_is_missing(table, code, text, reason):
    given = {"a": {code: FactValue.of(text)}}
    line = (
        grade(table, "2026", [Subject("a", "A")], given)
        .cards["a"]
        .line({"count": "1.1", "class": "1.2", "open": "1.3"}[code])
    )
    assert (line.points is None) == (reason is not None)
    assert reason is None or line.trace[0][1] == reason


def test_decimals_are_kept_as_written():
    assert FactValue.of("1.10").value.as_tuple() == Decimal("1.10").as_tuple()


def test_a_line_tells_the_fact_as_it_was_written_whoever_else_measured_the_same():
    cards = run("section|1|S|40\nitem|1.1|A|40|earn|n|each=1", a={"n": "1.0"}, b={"n": "1.00"})
    told = [cards[code].line("1.1").as_json()["trace"][0][1] for code in ("a", "b")]
    assert told == ["1.0", "1.00"]


def test_a_count_is_a_number():
    table = scheme(ITEM + "100|votes|x|weights=好:100, 差:0")
    fault = table.check_fact("x.好", FactValue.of("多"))
    assert fault.message("en") == "“多” is not a number. Write digits, like 12.5."


def test_a_count_of_nought_may_be_stored():
    table = scheme(ITEM + "100|votes|x|weights=好:100, 差:0")
    assert table.check_fact("x.好", FactValue.of("0")) is None
