"""Edges that a small fault in the engine would get past the other tests (tests/mutation)."""

import pytest

from assessments.scoring import FactValue, Note, OtherResult, Standing, Subject, grade, words
from assessments.scoring.cards import number_text
from assessments.scoring.conditions import Comparison, holds
from tests.scoring.tables import D, facts, faults, points, run, scheme, warnings

ITEM = "section|1|S|100\nitem|1.1|L|"


def line(table, code="1.1", **values):
    return run(table, a=values)["a"].line(code)


# measured and awarded


def test_below_a_best_between_minus_one_and_nought_the_formula_stands():
    assert points("best", "cap=none", "-1", "40", ["-0.5"]) == D("80")


def test_ballots_count_though_somebody_wrote_beside_them():
    found = line(ITEM + "40|votes|x|weights=好:100, 差:0", **{"x": "7", "x.好": "3", "x.差": "1"})
    assert found.points == D("30")


def test_a_cited_total_says_so_in_its_trace():
    table = scheme(ITEM + "40|from||scheme=O; value=total; factor=0.5")
    others = {("O", "a"): OtherResult(D("60"), D("100"))}
    card = grade(table, "2026", [Subject("a", "A")], {}, others=others).cards["a"]
    assert card.line("1.1").trace == (("from", "O", "total", D("0.5"), D("60"), None),)


@pytest.mark.parametrize(
    ("value", "text"),
    [(D("1E+2"), "100"), (D("1E-7"), "0.0000001"), (D("100"), "100"), (D("0.50"), "0.5"), (3, "3")],
)
def test_numbers_are_written_without_exponent_and_idle_zeros(value, text):
    assert number_text(value) == text


# absent


def test_a_waiting_card_has_no_grade_even_where_nothing_is_asked():
    card = run(ITEM + "100|earn|x|each=1\ngrade|G1|合格", a={})["a"]
    assert (card.state, card.grade) == ("waiting", "")


def test_nobody_to_follow_is_still_the_policy_mean():
    assert line(ITEM + "40|earn|x|each=1; na=mean", x="NA").policy == "na=mean"


def test_a_group_of_nought_prints_a_plain_nought():
    table = ITEM + "100|earn|x|each=1\nsection|9|A|0\nitem|9.1|Y|0|earn|y|each=1"
    assert str(line(table, "9", x="1", y="0").full) == "0"
    assert str(line(table, "9.1", x="1", y="0").full) == "0"


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


# standing


@pytest.mark.parametrize(
    ("sign", "had", "wanted", "expected"),
    [
        ("=", "旧等", "旧等", True), ("=", "旧等", "新等", False), (">=", "旧等", "旧等", False),
        ("=", "", "", False), ("=", "优秀", "优秀", True), (">=", "优秀", "良好", True),
        (">", "优秀", "优秀", False), ("<", "良好", "优秀", True), ("=", "旧等", "优秀", False),
    ],
)  # fmt: skip
def test_a_grade_that_the_period_does_not_know_is_only_ever_itself(sign, had, wanted, expected):
    term = Comparison("grade", sign, wanted)
    assert holds((term,), Standing(D("1"), grade=had), {"优秀": 2, "良好": 1}) is expected


def test_an_outcome_named_like_a_grade_is_barred_and_caps_nothing():
    table = """
    section|1|S|100
    item|1.1|X|100|earn|x|each=1
    veto|V|V|||v|effect=bar:O1
    grade|G1|优秀||||when=total>=90
    grade|G2|良好
    outcome|O1|良好||||when=total>=0
    """
    card = run(table, a={"x": "95", "v": "1!"})["a"]
    assert (card.grade, card.outcomes) == ("G1", ())


def test_a_tie_is_told_in_full_in_both_languages():
    note = Note("G1", "优秀", "甲", 1, ("b", "c"))
    assert note.text("en") == (
        "甲: 1 places of 优秀 are left and 2 subjects tie for them; none of them passes and the "
        "places stay empty: b, c."
    )
    bare = Note("G1", "优秀", "", 1, ("b", "c"))
    assert bare.text("en").startswith("1 places")
    assert bare.text().startswith("「优秀」")


# words


SAID = [
    ("45|deduct|x|each=15", "3", "45 − 3 × 15 = 0"),
    ("45|deduct|x|each=15; limit=45", "3", "45 − 3 × 15 = 0"),
    ("20|earn|x|each=5", "4", "4 × 5 = 20"),
    ("40|step|x|target=5; each=2; side=both; cap=60", "5", "5 达到 5，得满分 40"),
    ("40|step|x|target=5; each=2; want=low", "7", "40 − 2 × (7 − 5) ÷ 1 = 36"),
    ("40|best|x|", "0", "最优 0，得满分 40"),
    ("40|best|x|want=low", "0", "最优 0，得满分 40"),
]


@pytest.mark.parametrize(("cells", "fact", "expected"), SAID)
def test_a_bound_that_is_just_reached_is_not_spoken_of(cells, fact, expected):
    assert words(line(ITEM + cells, x=fact)) == expected


def test_who_is_behind_a_best_of_nought_gets_nought():
    cards = run(ITEM + "40|best|x|", a={"x": "0"}, b={"x": "-1"})
    assert words(cards["b"].line("1.1")) == "最优 0，得 0"


def test_who_is_above_a_mean_that_should_be_low():
    cards = run(ITEM + "40|mean|x|each=2; want=low; unit=plain", a={"x": "7"}, b={"x": "3"})
    said = "班内平均 5（10 ÷ 2）：40 − 2 × (7 − 10 ÷ 2) ÷ 1 = 36"
    assert words(cards["a"].line("1.1")) == said


def test_a_sum_below_its_floor_says_so():
    table = "section|1|S|60\nitem|1.1|X|40|earn|x|each=1; floor=none\nitem|1.2|Y|20|earn|y|each=1"
    assert words(line(table, "1", x="-5", y="2")) == "−5 + 2 = −3，最低 0，得 0"


def test_a_blend_with_nothing_to_weigh_says_so():
    table = ITEM + "100|blend||weights=1:1; absent=reweigh\nitem|1.1.1|M|5|earn|x|each=1"
    assert words(line(table)) == "待定：下级都没有得分"


def test_what_is_added_stands_in_brackets_when_it_is_folded():
    table = """
    section|1|S|100
    item|1.1|A|80|step|x|target=20; each=5; side=both; cap=none
    item|1.2|B|20|earn|z|each=1; na=rescale
    """
    said = words(line(table, x="22", z="NA"))
    assert said.startswith("(80 + 5 × (22 − 20) ÷ 1) × 100 ÷ 80 = 112.50")


def test_a_reader_s_note_is_not_said_of_the_quarters():
    table = scheme(ITEM + "40|earn|x|each=1||quarter")
    given = {"a": {"x": FactValue(D("1"), note="本年无记录")}}
    quarters = {"2026-Q1": {"a": {"1.1": D("5")}}}
    card = grade(table, "2026", [Subject("a", "A")], given, quarters=quarters).cards["a"]
    assert words(card.line("1.1")) == "第1季度，得 5"


# what a table may say


REFUSED = [
    (ITEM + "-0.5|earn|x|each=1", "4 points: -0.5 is below 0. Write 0 or more."),
    (ITEM + "5|best||of=line:", "4 params: “line:” is no line. Write line:CODE."),
    (
        ITEM + "5|earn|x|each=1; missing=fixed",
        "4 params: fixed will not do. Write one of: wait、zero、full、fixed:12.",
    ),
    (
        ITEM + "5|rank|x|give=linear:3..2..1",
        "4 params: “linear:3..2..1” does not say what places give. "
        "Write linear:600..500, table:60,57,54 or drop:2.",
    ),
    (
        ITEM + "9|blend||weights=1:2, 1:3\nitem|1.1.1|M|5|earn|x|each=1",
        "4 params: 1 is there twice. Keep one.",
    ),
    (
        ITEM + "5|label|x|map=,",
        "4 params: There is no value. Write one, or leave this out.",
    ),
    (
        ITEM + "5|label|x|map=:5",
        "4 params: “:5” is not name:points. Write it like 一类:100, 二类:90.",
    ),
    (
        "veto|V|X|||x|effect=zero:",
        "3 params: “zero:” is no effect. Write zero:CODE, zero:total, cap:GRADE or bar:OUTCOME.",
    ),
    (
        "section|?|S|5",
        "3 code: “?” is no code. Write numbers or letters with plain dots between, like 1.1.",
    ),
    (
        "section|１|S|5",
        "3 code: “１” is no code. Write numbers or letters with plain dots between, like 1.",
    ),
    (
        "grade|G1|优秀\ngrade|G2|\nveto|V|X|||x|effect=cap:良",
        "5 params: There is no grade 良. Write one of: 优秀、G2.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("table", "expected"), REFUSED)
def test_what_is_refused(table, expected):
    assert expected in faults(table)


def test_one_row_tells_all_that_is_wrong_in_it():
    found = faults(ITEM + "x|earn|f|each=b; cpa=3||month|甲，乙")
    columns = ["period", "points", "params", "params", "applies"]
    assert [text.partition(":")[0].split()[1] for text in found] == columns


def test_params_that_nobody_could_read_or_judge_are_blamed_once():
    assert [text[:8] for text in faults(ITEM + "5|earn|x|each")] == ["4 params"]
    assert [text[:8] for text in faults(ITEM + "5|eran|x|each=b")] == ["4 method"]
    assert [text[:8] for text in faults(ITEM + "5|sum|x|each=b")] == ["4 method"]


def test_a_scheme_row_without_points_is_refused():
    [first, *_] = faults(ITEM + "5|earn|x|each=1", head="scheme|T|T||||subject=village\n")
    assert first.startswith("2 points")


QUIET = [
    ITEM + "100|blend||weights=1:2, 2:0\nitem|1.1.1|M|5|earn|x|each=1\n"
    "item|1.1.2|N|0|earn|y|each=1",
    ITEM + "100|best||of=line:2||quarter\nsection|2|T|0|sum||cap=none\n"
    "item|2.1|M|5|earn|x|each=1||quarter\nitem|2.2|N|5|earn|y|each=1||year",
]  # fmt: skip


@pytest.mark.parametrize("table", QUIET)
def test_what_is_not_refused(table):
    assert faults(table) == []
    assert [text for text in warnings(table) if "on a quarter's card" in text] == []


def test_a_class_whose_rows_do_not_add_up_is_named():
    table = ITEM + "100|earn|x|each=1|||甲\nitem|1.2|M|90|earn|y|each=1|||乙"
    assert warnings(table) == ["3 points: The rows below add up to 90（乙）, not to the 100 here."]


def test_a_veto_whose_code_lies_under_a_section_is_not_added_to_it():
    table = ITEM + "100|earn|x|each=1\nveto|1.9|V|||v|effect=zero:total"
    assert scheme(table).rule("1").children == ("1.1",)


def test_a_refused_fact_without_a_row_stands_in_none():
    fault = scheme(ITEM + "100|earn|x|each=1").check_fact("x", FactValue.of("多"))
    assert (fault.row, fault.text("en").partition(":")[0]) == (0, "value")
