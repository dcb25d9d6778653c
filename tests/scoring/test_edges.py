"""Edges that a small fault in the engine would get past the other tests (tests/mutation)."""

import pytest

from assessments.scoring import (
    FactValue,
    Line,
    Note,
    OtherResult,
    Standing,
    Subject,
    grade,
    parse,
    words,
)
from assessments.scoring.cards import number_text
from assessments.scoring.conditions import Comparison, holds
from assessments.scoring.params import unquoted
from tests.scoring.tables import HEAD, D, facts, faults, points, rows, run, scheme, warnings

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


# absent


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
    ("40|pass|x|when==5", "5", "5 = 5，得满分 40"),
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


@pytest.mark.parametrize(
    ("x", "y", "expected"), [("40", "20", "40 + 20 = 60"), ("-5", "5", "−5 + 5 = 0")]
)
def test_a_sum_just_at_its_bounds_does_not_speak_of_them(x, y, expected):
    table = "section|1|S|60\nitem|1.1|X|40|earn|x|each=1; floor=none\nitem|1.2|Y|20|earn|y|each=1"
    assert words(line(table, "1", x=x, y=y)) == expected


def test_a_sum_below_its_floor_says_so():
    table = "section|1|S|60\nitem|1.1|X|40|earn|x|each=1; floor=none\nitem|1.2|Y|20|earn|y|each=1"
    assert words(line(table, "1", x="-5", y="2")) == "−5 + 2 = −3，最低 0，得 0"


def test_a_blend_with_nothing_to_weigh_says_so():
    table = ITEM + "100|blend||weights=1:1; absent=reweigh\nitem|1.1.1|M|5|earn|x|each=1"
    assert words(line(table)) == "待定：下级都没有得分"


FOLDED = """
section|1|S|100
item|1.1|A|80|{cells}
item|1.2|B|20|earn|z|each=1; na=rescale
"""


@pytest.mark.parametrize(
    ("cells", "fact", "others", "expected"),
    [
        (
            "step|x|target=20; each=5; side=both; cap=none; partial=floor", "22", (),
            "22 与 20 差 2，每 1 一档，计 2 档：(80 + 5 × 2) × 100 ÷ 80 = 112.50",
        ),
        ("best|x|", "0", (), "最优 0：80 × 100 ÷ 80 = 100"),
        ("best|x|", "-1", ("0",), "最优 0：0 × 100 ÷ 80 = 0"),
        ("best|x|want=low", "0", ("-1",), "最优 −1：80 × 100 ÷ 80 = 100"),
        ("mean|x|each=1", "5", (), "5 不差于班内平均 5（5 ÷ 1）：80 × 100 ÷ 80 = 100"),
        ("band|x|bands=<80:0, else:40", "90", (), "90，不在前面各档：40 × 100 ÷ 80 = 50"),
        ("band|x|bands=<80:8, else:40", "79", (), "79 < 80：8 × 100 ÷ 80 = 10"),
        ("pass|x|when=>=75; else=16", "70", (), "70 未达 ≥ 75：16 × 100 ÷ 80 = 20"),
        ("label|x|map=好:40", "好", (), "「好」：40 × 100 ÷ 80 = 50"),
        ("score|x|", "40", (), "评分：40 × 100 ÷ 80 = 50"),
        ("rank|x|give=table:40,8", "3", ("4",), "第 2 名，共 2：8 × 100 ÷ 80 = 10"),
        ("rank|x|give=linear:40..8", "3", (), "第 1 名，共 1：40 × 100 ÷ 80 = 50"),
        ("step|x|target=5; each=1", "6", (), "6 达到 5：80 × 100 ÷ 80 = 100"),
        ("earn|x|each=1; floor=8", "3", (), "3 × 1 = 3，最低 8；8 × 100 ÷ 80 = 10"),
    ],
)  # fmt: skip
def test_what_is_folded_shows_the_number_it_had(cells, fact, others, expected):
    subjects = {f"s{n}": {"x": text, "z": "NA"} for n, text in enumerate((fact, *others))}
    said = words(run(FOLDED.format(cells=cells), **subjects)["s0"].line("1.1"))
    assert said == expected + "（同类有不涉及项，按 80 折算到 100）"


def test_lists_and_colons_in_english():
    table = ITEM + "40|votes|x|weights=good:100, bad:0"
    said = words(line(table, **{"x.good": "3", "x.bad": "1"}), "en")
    assert said == "good 3, bad 1, 4 ballots: 40 × 300 ÷ 400 = 30"


def test_a_cited_nought_is_a_number():
    table = scheme(ITEM + "40|from||scheme=O; value=total; factor=0.5")
    others = {("O", "a"): OtherResult(D("0"), D("100"))}
    card = grade(table, "2026", [Subject("a", "A")], {}, others=others).cards["a"]
    assert words(card.line("1.1")) == "引用 O：0 × 0.5 = 0"


def test_a_reader_s_note_is_not_said_of_the_quarters():
    table = scheme(ITEM + "40|earn|x|each=1||quarter")
    given = {"a": {"x": FactValue(D("1"), note="本年无记录")}}
    quarters = {"2026-Q1": {"a": {"1.1": D("5")}}}
    card = grade(table, "2026", [Subject("a", "A")], given, quarters=quarters).cards["a"]
    assert words(card.line("1.1")) == "第1季度，得 5"


# what a table may say


REFUSED = [
    (
        ITEM + "9|blend||weights=1:0\nitem|1.1.1|M|5|earn|x|each=1",
        "4 params: All weights are 0 or none. Write at least one above 0.",
    ),
    (
        ITEM + "9|blend||weights=1:1\nitem|1.1.1|M|y|earn|x|each=1",
        "5 points: “y” is not a number. Write digits, like 12.5.",
    ),
    (
        ITEM + "5|earn|x|each=1; combine=weights:0,0,0,0||quarter",
        "4 params: “weights:0,0,0,0” has no weight for each of the four quarters. "
        "Write it like weights:35,35,20,10.",
    ),
    (
        ITEM + "5|earn|x|each=1; combine=avg||quarter",
        "4 params: avg will not do. Write one of: mean、sum、last、weights:35,35,20,10.",
    ),
    (
        "grade|G|A||||quota=101%",
        "3 params: 101% is not between 0% and 100%. Write a number between them.",
    ),
    (
        ITEM + "5|earn|x|=5",
        "4 params: “=5” is not name=value. Write it like each=3, with ; between.",
    ),
    (ITEM + "5|from||scheme=", "4 params: There is no value. Write one, or leave this out."),
    (
        ITEM + "5|rank|x|give=first:3",
        "4 params: “first:3” does not say what places give. "
        "Write linear:600..500, table:60,57,54 or drop:2.",
    ),
    (
        "veto|V|X|||x|effect=stop:1",
        "3 params: “stop:1” is no effect. Write zero:CODE, zero:total, cap:GRADE or bar:OUTCOME.",
    ),
    (
        "section|2。3|S|5",
        "3 code: “2。3” is no code. Write numbers or letters with plain dots between, like 2.3.",
    ),
    (
        "section|1|S|5|blend||weights=1:1",
        "3 method: This row has no rows below it, so its method cannot be blend. Add some, or "
        "change it.",
    ),
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


def test_rows_below_an_unknown_level_tell_their_own_faults():
    found = faults("setcion|1|S|5\nitem|1.1|L|5|earn||each=1")
    assert [text.partition(":")[0] for text in found] == ["3 level", "4 fact"]


@pytest.mark.parametrize(
    ("method", "expected"),
    [("earn", ["2 method"]), ("sum", []), ("合计", []), ("blend", ["2 method"])],
)
def test_the_scheme_row_adds_up(method, expected):
    head = f"scheme|T|T|100|{method}||subject=village\n"
    found = [text.partition(":")[0] for text in faults(ITEM + "5|earn|x|each=1", head=head)]
    assert found == expected


def test_a_scheme_row_without_points_is_refused():
    [first, *_] = faults(ITEM + "5|earn|x|each=1", head="scheme|T|T||||subject=village\n")
    assert first.startswith("2 points")


QUIET = [
    ITEM + "100|band|x|bands=<=80:0, <90:3, else:100",
    ITEM + "100|rank|x|give=drop:1; of=",
    ITEM + "100|earn|x|each=-2; floor=none",
    ITEM + "100|earn|x|each=0",
    ITEM + "100|earn|x|each=1\nsection|2|T|0|sum",
    ITEM + "100|blend||weights=1:2, 2:0\nitem|1.1.1|M|5|earn|x|each=1\n"
    "item|1.1.2|N|0|earn|y|each=1",
    ITEM + "100|best||of=line:2||quarter\nsection|2|T|0|sum||cap=none\n"
    "item|2.1|M|5|earn|x|each=1||quarter\nitem|2.2|N|5|earn|y|each=1||year",
]  # fmt: skip


@pytest.mark.parametrize("table", QUIET)
def test_what_is_not_refused(table):
    assert faults(table) == []
    found = warnings(table)
    idle = ("on a quarter's card", "at most", "ever falls")
    assert [text for text in found if any(part in text for part in idle)] == []


def test_a_class_whose_rows_do_not_add_up_is_named():
    table = ITEM + "100|earn|x|each=1|||甲\nitem|1.2|M|90|earn|y|each=1|||乙"
    assert warnings(table) == ["3 points: The rows below add up to 90（乙）, not to the 100 here."]


def test_a_veto_whose_code_lies_under_a_section_is_not_added_to_it():
    table = ITEM + "100|earn|x|each=1\nveto|1.9|V|||v|effect=zero:total"
    assert scheme(table).rule("1").children == ("1.1",)


def test_a_refused_fact_without_a_row_stands_in_none():
    fault = scheme(ITEM + "100|earn|x|each=1").check_fact("x", FactValue.of("多"))
    assert (fault.row, fault.text("en").partition(":")[0]) == (0, "value")


def test_a_table_with_an_error_gives_no_scheme():
    parsed = parse(rows(HEAD + ITEM + "x|earn|x|each=1"))
    assert (parsed.scheme, parsed.warnings) == (None, [])


def test_a_scheme_row_neither_first_nor_alone_is_told_of_in_its_own_row():
    head = "section|1|S|5\nscheme|T|Late|5|||subject=village\nscheme|U|Later|5\n"
    found = faults("item|1.1|L|5|earn|x|each=1", head=head)
    assert [text.partition(":")[0] for text in found][:2] == ["3 level", "4 level"]


def test_cells_are_tidied():
    table = scheme(ITEM + "100.0|计分|x|each=1;||年度\nveto|V|V||扣分|v|effect=zero:1")
    cells = dict(table.to_rows()[2][1])
    assert (cells["points"], cells["method"], cells["period"]) == ("100", "earn", "year")
    assert (table.rule("V").method, table.rule("V").cells["method"]) == ("", "")


def test_one_mark_is_no_pair_of_quotes():
    assert [unquoted(text) for text in ('"', '""', '"a"', "“a”", "'a\"")] == [
        '"', "", "a", "a", "'a\"",
    ]  # fmt: skip


def test_the_hash_of_a_table_never_changes():
    """Cards name it: another way of hashing would make every scheme in force look changed."""
    table = scheme("section|1|班子|100\nitem|1.1|后备|100|earn|x|each=1")
    assert table.hash[:16] == "b0b0e718c8802796"


def test_a_count_of_nought_may_be_stored():
    table = scheme(ITEM + "100|votes|x|weights=好:100, 差:0")
    assert table.check_fact("x.好", FactValue.of("0")) is None
