"""Tables and facts at edges that a small fault would get past."""

import pytest

from assessments.scoring import (
    FactValue,
    parse,
)
from assessments.scoring.params import unquoted
from tests.scoring.tables import HEAD, faults, rows, scheme, warnings

ITEM = "section|1|S|100\nitem|1.1|L|"


REFUSED = [
    (ITEM + "5|deduct|x|each=-0.5", "4 params: -0.5 is below 0. Write 0 or more."),
    (
        ITEM + "5|best||of=line:V\nveto|V|V|||v|effect=zero:1",
        "4 params: No scored row has the code V. Write one that exists.",
    ),
    (
        "section|1|S|100\nveto|V|V|||v|effect=bar:1",
        "4 params: There is no outcome 1. Write the code of an outcome row.",
    ),
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
    ITEM + "100|label|x|map=差:0, else:100",
    ITEM + "10|earn|x|each=0.3",
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


def test_labels_that_only_take_away_reach_nothing():
    found = warnings(ITEM + "100|label|x|map=差:-5; floor=none")
    assert found == ["4 params: This rule gives 0 at most and never the full 100."]


def test_rows_are_not_added_up_while_one_is_unread():
    table = ITEM + "50|earn|x|each=1\nitem|1.2|M|y|earn|y|each=1"
    assert warnings(table) == []


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
    errors = parse(rows(head + "item|1.1|L|5|earn|x|each=1")).errors
    assert [fault.found for fault in errors[:2]] == ["T", "U"]


def test_cells_are_tidied():
    table = scheme(ITEM + "100.0|计分|x|each=1;||年度\nveto|V|V||扣分|v|effect=zero:1")
    assert [number for number, _ in table.to_rows()] == [2, 3, 4, 5]
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


def test_a_count_is_a_number():
    table = scheme(ITEM + "100|votes|x|weights=好:100, 差:0")
    fault = table.check_fact("x.好", FactValue.of("多"))
    assert fault.message("en") == "“多” is not a number. Write digits, like 12.5."


def test_a_count_of_nought_may_be_stored():
    table = scheme(ITEM + "100|votes|x|weights=好:100, 差:0")
    assert table.check_fact("x.好", FactValue.of("0")) is None


def test_a_second_scheme_row_does_not_move_the_first():
    table = ITEM + "100|earn|x|each=1\nscheme|U|Again|100"
    assert [text[:8] for text in faults(table)] == ["5 level:"]


def test_a_circle_is_found_where_a_line_looks_back():
    [fault] = parse(rows(HEAD + ITEM + "5|best||of=line:1")).errors
    assert (fault.found, fault.row) == ("1.1", 4)


def test_a_line_that_looks_at_another_needs_no_fact():
    table = scheme(ITEM + "50|earn|x|each=1\nitem|1.2|M|50|best||of=line:1.1")
    assert table.facts_needed("2026") == ("x",)
