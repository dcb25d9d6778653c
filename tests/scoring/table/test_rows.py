"""Which rows a table has, and which may lie under which (§2)."""

import pytest

from assessments.scoring import parse
from tests.scoring.tables import ITEM, SECTION, faults, rows, scheme

REFUSED = [
    (
        "part|1|S|5",
        "3 level: Unknown level “part”. Write one of: scheme, section, item, "
        "bonus, veto, grade, outcome.",
    ),
    (
        "section|1。1|S|5",
        "3 code: “1。1” is no code. Write numbers or letters with plain dots between, like 1.1.",
    ),
    (
        "section|1 ..2|S|5",
        "3 code: “1 ..2” is no code. Write numbers or letters with plain dots between, like 1.2.",
    ),
    (
        "section|2。3|S|5",
        "3 code: “2。3” is no code. Write numbers or letters with plain dots between, like 2.3.",
    ),
    (
        "section|?|S|5",
        "3 code: “?” is no code. Write numbers or letters with plain dots between, like 1.1.",
    ),
    (
        "section|１|S|5",
        "3 code: “１” is no code. Write numbers or letters with plain dots between, like 1.",
    ),
    (SECTION + "section|1|T|5", "4 code: Code 1 is already used in row 3. Choose another code."),
    (
        SECTION + "item|2.1|L|5|earn|x|each=1",
        "4 code: The parent 2 of 2.1 does not exist. Add row 2, or change the code.",
    ),
    (
        SECTION + "item|2|L|5|earn|x|each=1",
        "4 code: Item 2 lies under no section. Give it a code like 1.1, under section 1.",
    ),
    (
        SECTION + "section|1.1|T|5",
        "4 code: Section 1.1 has a dotted code. Sections lie right under the scheme; "
        "write item below.",
    ),
    (
        "grade|G|A\nitem|G.1|L|5|earn|x|each=1",
        "4 code: The parent G of G.1 (grade) cannot have rows below it. Change the code.",
    ),
    (
        "scheme|U|Again|100",
        "3 level: There is a second scheme row (the first is row 2). Keep only one.",
    ),
    (
        SECTION + "item|1.1|Full|9|sum||start=full\nitem|1.1.1|E|3|deduct|x|each=1",
        "5 points: The parent starts full (start=full) but this row has 3 points. Write 0.",
    ),
    (
        ITEM + "5|earn|x|each=1\nitem|1.1.1|M|5|earn|x|each=1",
        "4 method: This row has rows below it, so its method cannot be earn. Write sum or blend.",
    ),
    (
        ITEM + "5|sum||",
        "4 method: This row has no rows below it, so its method cannot be sum. Add "
        "some, or change it.",
    ),
    (
        "section|1|S|5|blend||weights=1:1",
        "3 method: This row has no rows below it, so its method cannot be blend. Add some, or "
        "change it.",
    ),
]


@pytest.mark.parametrize(("table", "expected"), REFUSED)
def test_a_row_out_of_place_is_refused(table, expected):
    assert expected in faults(table)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            "",
            "2 level: There is no scheme row. Begin with a row of level scheme, its code and "
            "total.",
        ),
        (
            "section|1|S|5\nscheme|T|Late|5|||subject=village\n",
            "3 level: The scheme row is not the first. Move it to the top.",
        ),
        (
            "scheme|T|T|9|||subject=town\n",
            "2 params: town will not do. Write one of: village、cadre、team、township、unit.",
        ),
        (
            "scheme|T|T|9|||subject=village; decimals=5\n",
            "2 params: 5 is not between 0 and 4. Write a number between them.",
        ),
        (
            "scheme|T|T|9|||subject=village; year=26\n",
            "2 params: 26 is not between 1000 and 9999. Write a number between them.",
        ),
        (
            "scheme|T|T|9|||subject=village; ties=1234\n",
            "2 params: 1234 will not do. Write one of: 1224、1223.",
        ),
        (
            "scheme|T|T|9|||subject=village; na=wait\n",
            "2 params: wait will not do. Write one of: full、zero、mean、fixed:12、rescale.",
        ),
        (
            "scheme|T|T|9|||subject=village||year|甲\n",
            "2 applies: The scheme row takes no classes (it has “甲”). Write them on the "
            "rows instead.",
        ),
    ],
)
def test_the_scheme_row_is_checked(head, expected):
    assert expected in faults("section|2|S|9\nitem|2.1|L|9|earn|x|each=1", head=head)


@pytest.mark.parametrize(
    ("method", "allowed"), [("earn", False), ("sum", True), ("合计", True), ("blend", False)]
)
def test_the_scheme_row_adds_up(method, allowed):
    head = f"scheme|T|T|100|{method}||subject=village\n"
    told = f"2 method: {method} will not do. Write one of: sum."
    assert faults(ITEM + "5|earn|x|each=1", head=head) == [told] * (not allowed)


def test_a_scheme_row_without_points_is_refused():
    [first, *_] = faults(ITEM + "5|earn|x|each=1", head="scheme|T|T||||subject=village\n")
    assert first.startswith("2 points")


def test_a_scheme_row_neither_first_nor_alone_is_told_of_in_its_own_row():
    head = "section|1|S|5\nscheme|T|Late|5|||subject=village\nscheme|U|Later|5\n"
    found = faults("item|1.1|L|5|earn|x|each=1", head=head)
    assert [text.partition(":")[0] for text in found][:2] == ["3 level", "4 level"]
    errors = parse(rows(head + "item|1.1|L|5|earn|x|each=1")).errors
    assert [fault.found for fault in errors[:2]] == ["T", "U"]


def test_a_second_scheme_row_does_not_move_the_first():
    table = ITEM + "100|earn|x|each=1\nscheme|U|Again|100"
    assert [text[:8] for text in faults(table)] == ["5 level:"]


def test_an_empty_table_has_no_scheme():
    parsed = parse([])
    assert parsed.scheme is None
    assert [fault.text() for fault in parsed.faults] == [
        "「层级」：没有「办法」行。第一行写层级「办法」、办法编号和总分。"
    ]


def test_rows_below_an_unknown_level_are_not_blamed():
    assert faults("setcion|1|S|5\nitem|1.1|L|5|earn|x|each=1")[0].startswith("3 level")
    assert len(faults("setcion|1|S|5\nitem|1.1|L|5|earn|x|each=1")) == 1


def test_rows_below_an_unknown_level_tell_their_own_faults():
    found = faults("setcion|1|S|5\nitem|1.1|L|5|earn||each=1")
    assert [text.partition(":")[0] for text in found] == ["3 level", "4 fact"]


def test_rows_are_judged_though_the_scheme_row_cannot_be_read():
    head = "scheme|T|T|y|||subject=village\n"
    table = ITEM + "5|rank|x|give=drop:1\nitem|1.2|M|5|earn|y|each=b"
    assert [text.partition(":")[0] for text in faults(table, head=head)] == ["2 points", "5 params"]


def test_rows_are_judged_though_there_is_no_scheme_row():
    found = faults(ITEM + "5|from||scheme=O", head="")
    assert [text.partition(":")[0] for text in found] == ["2 level"]


def test_a_row_with_rows_below_it_adds_them_up_where_no_method_is_named():
    table = "section|1|S|9\nitem|1.1|Group|9\nitem|1.1.1|L|9|earn|x|each=1"
    assert scheme(table).rule("1.1").method == "sum"
