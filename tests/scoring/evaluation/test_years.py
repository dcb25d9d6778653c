"""Quarter cards, and the year that comes from them (§6)."""

import pytest

from assessments.scoring import Standing, Subject, grade
from tests.scoring.tables import D, facts, run, scheme

TABLE = """
section|1|S|100||||||
item|1.1|Quarterly|40|earn|x|each=1{params}||quarter
item|1.2|Yearly|60|earn|y|each=1||year
"""


def year(points, params="", missing="", table=TABLE, code="1.1"):
    """The year line from {quarter number: points}; a quarter that is not named was not graded."""
    text = table.replace("{params}", params + missing)
    quarters = {
        f"2026-Q{number}": {"a": {} if value is None else {code: D(value)}}
        for number, value in points.items()
    }
    given = facts(a={"y": "10"})
    run_of_year = grade(scheme(text), "2026", [Subject("a", "A")], given, quarters=quarters)
    return run_of_year.cards["a"]


@pytest.mark.parametrize(
    ("params", "quarters", "expected"),
    [
        ("", {1: "10", 2: "20", 3: "30", 4: "40"}, "25"),
        ("", {1: "10", 2: "20", 4: "35"}, "21.67"),
        ("", {2: "7.5"}, "7.5"),
        ("; combine=mean", {1: "10", 2: None, 3: "11"}, "10.5"),
        ("; combine=sum", {1: "10", 2: "20", 3: "5"}, "35"),
        ("; combine=sum", {1: "10", 2: "20", 3: "15"}, "40"),
        ("; combine=sum; cap=none", {1: "10", 2: "20", 3: "15"}, "45"),
        ("; combine=sum; cap=15", {1: "15", 2: "15", 3: "15"}, "40"),
        ("; combine=last", {1: "10", 3: "30"}, "30"),
        ("; combine=last", {1: "10", 3: "30", 4: None}, "30"),
        ("; combine=weights:35,35,20,10", {1: "10", 2: "20", 3: "30", 4: "40"}, "20.5"),
        ("; combine=weights:35,35,20,10", {1: "10", 3: "30"}, "17.27"),
        ("; combine=weights:0,0,0,1", {1: "10"}, None),
        ("; combine=weights:0,0,0,1", {1: "10", 4: "40"}, "40"),
        ("", {}, None),
        ("", {1: None}, None),
        ("; missing=zero", {}, "0"),
        ("; missing=fixed:8", {1: None, 2: None}, "8"),
    ],
)
def test_a_quarter_line_s_year(params, quarters, expected):
    line = year(quarters, params).line("1.1")
    assert line.points == (expected and D(expected))


def test_sums_of_deductions_stay_below_nought():
    table = """
    section|1|S|100|||start=full||quarter
    item|1.1|Errors|0|deduct|x|each=1{params}
    section|2|T|10
    item|2.1|Y|10|earn|y|each=1
    """
    card = year({1: "-3", 2: "-4"}, "; combine=sum", table=table)
    assert (card.line("1.1").points, card.line("1").points) == (D("-7"), D("93"))


def test_a_quarter_s_card_holds_the_quarter_lines():
    card = run(TABLE.replace("{params}", ""), period="2026-Q3", a={"x": "30"})["a"]
    assert [line.code for line in card.lines] == ["1", "1.1"]
    assert (card.total, card.possible, card.percent) == (D("30"), D("40"), D("75"))
    assert card.scaled == D("75")  # 30 × 100 ÷ 40


def test_a_year_s_card_holds_all_lines_and_is_not_scaled():
    card = year({1: "20", 2: "40"})
    assert [line.code for line in card.lines] == ["1", "1.1", "1.2"]
    assert (card.total, card.possible, card.scaled) == (D("40"), D("100"), None)


def test_periods_are_inherited():
    table = """
    section|1|S|100||||||
    item|1.1|Group|60|sum||||quarter
    item|1.1.1|X|30|earn|x|each=1
    item|1.1.2|Y|30|earn|y|each=1||year
    item|1.2|Z|40|earn|z|each=1
    """
    card = run(table, period="2026-Q1", a={"x": "3"})["a"]
    assert [line.code for line in card.lines] == ["1", "1.1", "1.1.1"]
    assert card.possible == D("30")
    head = "scheme|T|Test|100|||subject=village||季\n"
    card = run("section|1|S|100\nitem|1.1|X|100|earn|x|each=1", "2026-Q1", head, a={"x": "3"})["a"]
    assert card.total == D("3")


RESCALED = """
section|1|S|100|||||quarter
item|1.1|Stays|60|earn|x|each=1; na=rescale
item|1.2|Leaves|40|earn|y|each=1; na=rescale
item|1.3|Year line|0|earn|z|each=1; na=rescale||year
"""


def of_year(table, quarters, given):
    points = {f"2026-Q{n}": {"a": lines} for n, lines in enumerate(quarters, start=1)}
    return grade(scheme(table), "2026", [Subject("a", "A")], facts(a=given), quarters=points)


def test_a_line_that_left_every_quarter_leaves_the_year():
    """The quarters' points hold the folding already; the full marks of the year follow them."""
    card = of_year(RESCALED, [{"1.1": D("50"), "1.2": None}] * 2, {"z": "0"}).cards["a"]
    assert card.left == ("1.2",)
    assert (card.line("1.1").points, card.line("1.1").full) == (D("50"), D("100"))
    assert card.possible == D("100")


def test_a_year_line_that_leaves_folds_the_quarters_points_too():
    table = """
    section|1|S|100
    item|1.1|Stays|60|earn|x|each=1||quarter
    item|1.2|Leaves|40|earn|y|each=1; na=rescale||year
    """
    card = of_year(table, [{"1.1": D("30")}], {"y": "NA"}).cards["a"]
    assert (card.line("1.1").points, card.line("1.1").full) == (D("50"), D("100"))


def test_a_line_that_left_some_quarters_counts_the_others():
    quarters = [{"1.1": D("50"), "1.2": None}, {"1.1": D("30"), "1.2": D("20")}]
    card = of_year(RESCALED, quarters, {"z": "0"}).cards["a"]
    assert (card.line("1.1").points, card.line("1.2").points) == (D("40"), D("20"))


IN_A_ROW = """
section|1|S|100
item|1.1|X|100|earn|x|each=1
grade|G1|优秀||||when=total>=90
grade|G2|合格
outcome|O1|Dismiss||||when=total<80 & bottom=1; years=3
outcome|O2|Honour||||when=grade=优秀; years=2
"""
LAST = Standing(D("70"), rank=9, bottom=1, grade="G2", percent=D("70"))
BETTER = Standing(D("81"), rank=9, bottom=1, grade="G2", percent=D("81"))
SECOND = Standing(D("70"), rank=8, bottom=2, grade="G2", percent=D("70"))
GOOD = Standing(D("95"), rank=1, bottom=9, grade="优秀", percent=D("95"))
UNRANKED = Standing(D("70"), rank=None, bottom=None, grade="G2", percent=D("70"))
WAITED = Standing(None)


@pytest.mark.parametrize(
    ("total", "history", "outcomes"),
    [
        ("70", [LAST, LAST], ("O1",)),
        ("70", [LAST, LAST, BETTER], ("O1",)),
        ("70", [LAST], ()),
        ("70", [], ()),
        ("80", [LAST, LAST], ()),
        ("70", [LAST, BETTER], ()),
        ("70", [SECOND, LAST], ()),
        ("70", [UNRANKED, LAST], ()),
        ("70", [WAITED, LAST], ()),
        ("90", [GOOD], ("O2",)),
        ("90", [LAST, GOOD], ()),
        ("89", [GOOD, GOOD], ()),
    ],
)
def test_years_in_a_row(total, history, outcomes):
    table = scheme(IN_A_ROW)
    people = [Subject(code, code) for code in "abc"]
    given = facts(a={"x": total}, b={"x": "99"}, c={"x": "98"})
    cards = grade(table, "2026", people, given, history={"a": history}).cards
    assert cards["a"].outcomes == outcomes
