"""Contradictions that are told and stop nothing (§9)."""

import pytest

from tests.scoring.tables import ITEM, SECTION, faults, warnings

WARNED = [
    (
        "section|1|S|90\nitem|1.1|L|90|earn|x|each=1",
        "2 points: The sections add up to 90, not to the total of 100.",
    ),
    (ITEM + "90|earn|x|each=1", "3 points: The rows below add up to 90, not to the 100 here."),
    (SECTION, "3 code: 1 has no rows below it and gives no points. Add items, or delete the row."),
    (
        ITEM + "100|earn|x|each=1; cap=60",
        "4 params: This rule gives 60 at most and never the full 100.",
    ),
    (
        ITEM + "100|label|x|map=好:60, 差:0",
        "4 params: This rule gives 60 at most and never the full 100.",
    ),
    (
        ITEM + "100|band|x|bands=<5:0, else:60",
        "4 params: This rule gives 60 at most and never the full 100.",
    ),
    (
        ITEM + "100|votes|x|weights=好:60, 差:0",
        "4 params: This rule gives 60 at most and never the full 100.",
    ),
    (
        ITEM + "100|rank|x|give=linear:60..0",
        "4 params: This rule gives 60 at most and never the full 100.",
    ),
    (
        ITEM + "100|share|x|target=35.0877",
        "4 params: This rule gives 99.7501 at most and never the full 100.",
    ),
    (
        ITEM + "20|earn|x|each=0.57",
        "4 params: This rule gives 19.95 at most and never the full 20.",
    ),
    (
        ITEM + "100|band|x|bands=<90:0, <80:3, else:100",
        "4 params: No value ever falls into the band <80:3. Check their order.",
    ),
    (
        ITEM + "100|band|x|bands=else:100, <80:3",
        "4 params: No value ever falls into the band <80:3. Check their order.",
    ),
    (
        ITEM + "100|band|x|bands=<80:3, >=80:100, else:9",
        "4 params: No value ever falls into the band else:9. Check their order.",
    ),
    (
        ITEM + "100.005|earn|x|each=1",
        "4 points: 100.005 has more than 2 decimals and will be rounded.",
    ),
    (
        "section|1|S|100.005\nitem|1.1|X|60|earn|x|each=1\nitem|1.2|Y|40.005|earn|y|each=1",
        "3 points: 100.005 has more than 2 decimals; it limits the rounded points below as "
        "written.",
    ),
    (
        ITEM + "100|earn|x|each=1; combine=sum",
        "4 params: A year line is not made from quarters; combine does nothing. Delete it, or "
        "write quarter.",
    ),
    (
        ITEM + "100|step|x|target=1; each=1; side=both",
        "4 params: side=both can add points, but the cap is the full marks. Write cap=…",
    ),
    (
        ITEM + "100|deduct|x|each=1; missing=zero",
        "4 params: With missing=zero a subject without a record gets 0 points here. "
        "Where no record means nothing to deduct, write missing=full.",
    ),
    (
        "section|1|S|100||x\nitem|1.1|L|100|earn|y|each=1",
        "3 fact: This row reads no fact; x does nothing. Delete it, or change the method.",
    ),
    (
        SECTION + "item|1.1|Group|0\nitem|1.1.1|L|5|earn|y|each=1",
        "4 points: The rows below add up to 5, not to the 0 here.",
    ),
    (
        ITEM + "100|from|x|scheme=O",
        "4 fact: This row reads no fact; x does nothing. Delete it, or change the method.",
    ),
    (
        ITEM + "100|blend||weights=1:2\nitem|1.1.1|M|5|earn|x|each=1\nitem|1.1.2|N|5|earn|x|each=1",
        "4 params: 1.1.2 has no weight; it is shown and does not count.",
    ),
    (
        ITEM + "100|best||of=line:2||quarter\nsection|2|T|5\nitem|2.1|M|5|earn|x|each=1",
        "4 params: This quarter line looks at line:2, which has nothing on a quarter's card; "
        "it will count as not applicable.",
    ),
    (
        ITEM + "100|best||of=line:9\nsection|9|T|0\nitem|9.1|M|5|earn|x|each=1",
        "4 params: line:9 has 0 points and always gets 0: nothing to compare. "
        "Name a line in it, or write cap=none on 9.",
    ),
]


@pytest.mark.parametrize(("table", "expected"), WARNED)
def test_a_contradiction_is_told_and_stops_nothing(table, expected):
    assert expected in warnings(table)
    assert faults(table) == []


QUIET = [
    ITEM + "100|earn|x|each=3",
    ITEM + "100|share|x|target=1",
    ITEM + "100|share|x|target=66",
    ITEM + "60|earn|x|each=1\nitem|1.2|M|40|deduct|y|each=1",
    ITEM + "59.25|earn|x|each=1\nitem|1.2|M|40.75|deduct|y|each=1",
    ITEM + "40|sum||start=full\nitem|1.1.1|E|0|deduct|y|each=1\n"
    "item|1.2|M|60|rank||of=line:1.1.1; give=drop:1",
    ITEM + "100|rank||of=line:9; give=drop:1\nsection|9|A|0|sum||start=full; floor=none\n"
    "item|9.1|M|0|deduct|y|each=1",
    ITEM + "100|earn|x|each=1|||甲\nitem|1.2|M|100|deduct|y|each=1|||乙",
    ITEM + "100|sum||start=full\nitem|1.1.1|E|0|deduct|y|each=1; missing=zero",
    ITEM + "100|earn|x|each=1\nsection|9|A|0\nitem|9.1|M|5|earn|y|each=1",
    ITEM + "100|earn|x|each=1\nbonus|B|Honours|5\nbonus|B.1|C|4|earn|c|each=1\n"
    "bonus|B.2|D|4|earn|d|each=1",
]


@pytest.mark.parametrize("table", QUIET)
def test_a_sound_table_is_not_nagged(table):
    assert warnings(table) == []


UNREPROACHED = [
    ITEM + "100|label|x|map=差:0, else:100",
    ITEM + "10|earn|x|each=0.3",
    ITEM + "100|band|x|bands=<=80:0, <90:3, else:100",
    ITEM + "100|rank|x|give=drop:1; of=",
    ITEM + "100|earn|x|each=-2; floor=none",
    ITEM + "100|earn|x|each=0",
    ITEM + "100|band|x|bands=else:100",
    "section|1|S|100|sum||cap=90\nitem|1.1|L|100|earn|x|each=1",
    ITEM + "100|earn|x|each=1\nsection|2|T|0|sum",
    ITEM + "100|blend||weights=1:2, 2:0\nitem|1.1.1|M|5|earn|x|each=1\n"
    "item|1.1.2|N|0|earn|y|each=1",
    ITEM + "100|best||of=line:2||quarter\nsection|2|T|0|sum||cap=none\n"
    "item|2.1|M|5|earn|x|each=1||quarter\nitem|2.2|N|5|earn|y|each=1||year",
]


@pytest.mark.parametrize("table", UNREPROACHED)
def test_what_is_not_refused(table):
    assert faults(table) == []
    found = warnings(table)
    idle = ("on a quarter's card", "at most", "ever falls")
    assert [text for text in found if any(part in text for part in idle)] == []


@pytest.mark.parametrize(
    ("kind", "related", "told"),
    [
        ("township", "village", True),
        ("township", "township", False),
        ("unit", "team", True),
        ("unit", "self", False),
        ("unit", "unit", False),
        ("unit", "township", False),
        ("village", "unit", False),
        ("cadre", "team", False),
    ],
)
def test_a_result_of_nobody_is_told(kind, related, told):
    head = f"scheme|T|T|9|||subject={kind}\n"
    line = f"section|1|S|9|from||scheme=X; subject={related}"
    said = (
        f"3 params: Such subjects have no {related} of their own, so this line is always missing. "
        "Change subject, or enter a fact instead."
    )
    assert warnings(line, head=head) == [said] * told


def test_a_missing_subject_is_told():
    head = "scheme|T|Test|100\n"
    assert warnings(QUIET[0], head=head) == [
        "2 params: No subject is named; it is taken as subject=village."
    ]


def test_labels_that_only_take_away_reach_nothing():
    found = warnings(ITEM + "100|label|x|map=差:-5; floor=none")
    assert found == ["4 params: This rule gives 0 at most and never the full 100."]


def test_rows_are_not_added_up_while_one_is_unread():
    table = ITEM + "50|earn|x|each=1\nitem|1.2|M|y|earn|y|each=1"
    assert warnings(table) == []


def test_a_class_whose_rows_do_not_add_up_is_named():
    table = ITEM + "100|earn|x|each=1|||甲\nitem|1.2|M|90|earn|y|each=1|||乙"
    assert warnings(table) == ["3 points: The rows below add up to 90（乙）, not to the 100 here."]


def test_a_table_with_errors_is_not_nagged_about_its_sums():
    assert warnings("section|1|S|5\nitem|1.1|L|4|earn|x|each=1")
    assert not warnings("section|1|S|5\nitem|1.1|L|4|earn|x|each=b")


def test_a_section_without_rows_is_told_once():
    assert [text.partition(":")[0] for text in warnings(SECTION)] == ["3 code"]
