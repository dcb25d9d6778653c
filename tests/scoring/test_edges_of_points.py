"""What is awarded, absent, vetoed and ranked at edges that a small fault would get past."""

import pytest

from assessments.scoring import (
    FactValue,
    Line,
    Note,
    OtherResult,
    Standing,
    Subject,
    grade,
    words,
)
from assessments.scoring.cards import number_text
from assessments.scoring.conditions import Comparison, holds
from tests.scoring.tables import D, facts, points, run, scheme

ITEM = "section|1|S|100\nitem|1.1|L|"


def line(table, code="1.1", **values):
    return run(table, a=values)["a"].line(code)


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


LACKS = [
    ("earn|x|each=1", {"x": "多"}, "多"),
    ("label|x|map=好:40", {"x": "差"}, "差"),
    ("votes|x|weights=好:100, 差:0; min=20", {"x.好": "12"}, "12"),
    ("score|x|drop=1", {"x.1": "12", "x.2": "13"}, "2"),
    ("earn|x|each=1", {}, ""),
]


@pytest.mark.parametrize(("cells", "given", "expected"), LACKS)
def test_what_does_not_suffice_is_shown_as_measured(cells, given, expected):
    assert line(ITEM + "40|" + cells, **given).measured == expected


def test_a_year_shows_its_quarters_as_measured():
    table = scheme(ITEM + "40|earn|x|each=1||quarter")
    quarters = {f"2026-Q{n}": {"a": {"1.1": D("5.50")}} for n in (1, 3)}
    card = grade(table, "2026", [Subject("a", "A")], {}, quarters=quarters).cards["a"]
    assert card.line("1.1").measured == "Q1 5.5、Q3 5.5"


def test_a_line_read_back_has_its_trace_as_it_was_but_for_decimals():
    found = line(ITEM + "40|votes|x|weights=好:100, 差:0", **{"x.好": "3"})
    again = Line.from_json(found.as_json())
    counts = (("好", "3", "100"), ("差", "0", "0"))
    assert again.trace == (("votes", "40", counts, "3", "300"),)


def test_a_label_is_shown_as_measured():
    assert line(ITEM + "40|label|x|map=二类:40", x="二类").measured == "二类"


def test_a_fact_without_a_note_leaves_none():
    assert line(ITEM + "40|earn|x|each=2", x="3").trace == (("earn", D("3"), D("2")),)


# absent


def test_a_line_that_waits_says_by_which_policy():
    assert line(ITEM + "40|earn|x|each=2").policy == "missing=wait"


def test_a_section_without_rows_gives_nothing_and_stops_nothing():
    card = run(ITEM + "100|earn|x|each=1\nsection|2|T|0", a={"x": "5"})["a"]
    assert (card.total, [row.code for row in card.lines]) == (D("5"), ["1", "1.1"])


def test_a_reader_s_note_on_a_line_that_does_not_apply_is_passed_over():
    given = {"a": {"x": FactValue(D("1"), note="应到 66 天")}}
    table = scheme(ITEM + "40|earn|x|each=1|||甲")
    assert grade(table, "2026", [Subject("a", "A")], given).cards["a"].lines == ()


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


def test_a_result_that_waits_is_missing_also_where_only_its_total_counts():
    table = scheme(ITEM + "40|from||scheme=O; value=total")
    others = {("O", "a"): OtherResult(None, None)}
    card = grade(table, "2026", [Subject("a", "A")], {}, others=others).cards["a"]
    assert card.waiting == ("1.1",)


def test_a_row_can_be_for_one_posting_of_a_cadre():
    table = ITEM + "40|earn|x|each=1|||@C1@T1"
    cards = run(table, **{"C1@T1": {"x": "5"}, "C1@T2": {"x": "5"}})
    assert [len(card.lines) for card in cards.values()] == [2, 0]


@pytest.mark.parametrize(("stays", "expected"), [("1", "5"), ("0.5", "10")])
def test_little_that_stays_takes_over_all(stays, expected):
    table = f"section|1|S|10\nitem|1.1|X|{stays}|earn|x|each=1; cap=0.5\n"
    table += f"item|1.2|Gone|{10 - D(stays)}|earn|y|each=1; na=rescale"
    assert line(table, x="1", y="NA").points == D(expected)


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


# vetoes


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


# standing


@pytest.mark.parametrize(
    ("sign", "had", "wanted", "expected"),
    [
        ("=", "旧等", "旧等", True), ("=", "旧等", "新等", False), (">=", "旧等", "旧等", False),
        ("=", "", "", False), ("=", "优秀", "优秀", True), (">=", "优秀", "良好", True),
        (">", "优秀", "优秀", False), ("<", "良好", "优秀", True), ("=", "旧等", "优秀", False),
        (">=", "旧等", "优秀", False), ("<", "", "优秀", False), ("<", "优秀", "旧等", False),
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


def test_a_quota_filled_without_a_tie_needs_no_note():
    table = scheme(ITEM + "100|earn|x|each=1\ngrade|G1|优秀||||quota=1\ngrade|G2|合格")
    people = [Subject(code, code) for code in "abc"]
    given = facts(a={"x": "9"}, b={"x": "8"}, c={"x": "8"})
    assert grade(table, "2026", people, given).notes == ()


def test_a_tie_for_a_grade_without_a_name_goes_by_its_code():
    table = scheme(ITEM + "100|earn|x|each=1\ngrade|G1|||||quota=1")
    given = facts(a={"x": "9"}, b={"x": "9"})
    [note] = grade(table, "2026", [Subject(code, code) for code in "ab"], given).notes
    assert note.grade_name == "G1"


def test_a_tie_is_told_in_full_in_both_languages():
    note = Note("G1", "优秀", "甲", 1, ("b", "c"))
    assert note.text("en") == (
        "甲: 1 places of 优秀 are left and 2 subjects tie for them; none of them passes and the "
        "places stay empty: b, c."
    )
    bare = Note("G1", "优秀", "", 1, ("b", "c"))
    assert bare.text("en").startswith("1 places")
    assert bare.text().startswith("「优秀」")


def test_a_blend_without_anything_to_weigh_names_its_policy():
    table = ITEM + "100|blend||weights=1:1; absent=reweigh; missing=zero\n"
    found = line(table + "item|1.1.1|M|5|earn|x|each=1")
    assert (found.policy, words(found)) == ("missing=zero", "缺「L」，按办法处理，得 0")


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
