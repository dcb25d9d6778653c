"""Whether the rows of a table agree with each other: what is refused once all are read (§9)."""

import pytest

from assessments.scoring import parse
from tests.scoring.tables import HEAD, ITEM, faults, rows

REFUSED = [
    (
        ITEM + "5|earn|x|each=1; floor=3; cap=2",
        "4 params: The floor is above the cap (3 > 2). Change floor or cap.",
    ),
    (ITEM + "5|earn||each=1", "4 fact: There is no fact. Write the code of the fact."),
    (
        ITEM + "5|rank||give=drop:1",
        "4 fact: There is neither a fact nor of=line:CODE. Write one of them.",
    ),
    (
        ITEM + "5|rank|x|give=drop:1; of=line:1",
        "4 fact: Fact x and line:1 cannot both be there. Keep one.",
    ),
    (ITEM + "5|best||of=line:7", "4 params: No scored row has the code 7. Write one that exists."),
    (
        ITEM + "5|best||of=line:V\nveto|V|V|||v|effect=zero:1",
        "4 params: No scored row has the code V. Write one that exists.",
    ),
    (
        ITEM + "9|blend||weights=1:2, 3:1\nitem|1.1.1|M|5|earn|x|each=1\n"
        "item|1.1.2|N|5|earn|y|each=1",
        "4 params: The weight 3 names no row below. There are: 1、2.",
    ),
    (
        ITEM + "9|blend||weights=1:2\nitem|1.1.1|M|0|earn|x|each=1",
        "4 params: 1.1.1 is weighted but has 0 points. Write its full marks.",
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
        ITEM + "5|best||of=line:1",
        "4 params: The lines look at each other in a circle: 1.1 → 1 → 1.1. Change one of them.",
    ),
    (
        ITEM + "5|best||of=line:1.2\nitem|1.2|M|5|best||of=line:1.3\n"
        "item|1.3|N|5|best||of=line:1.1",
        "4 params: The lines look at each other in a circle: "
        "1.1 → 1.2 → 1.3 → 1.1. Change one of them.",
    ),
    (
        ITEM + "5|best||of=line:1.1",
        "4 params: The lines look at each other in a circle: 1.1 → 1.1. Change one of them.",
    ),
    (
        ITEM + "5|from||scheme=T-2026",
        "4 params: The lines look at each other in a circle: 1.1 → T-2026 → 1.1. "
        "Change one of them.",
    ),
    (
        ITEM + "5|band|x|bands=<80:0, <90:3",
        "4 params: The bands “<80:0, <90:3” miss 90. End them with else:POINTS.",
    ),
    (
        ITEM + "5|band|x|bands=<80:0, >80:3",
        "4 params: The bands “<80:0, >80:3” miss 80. End them with else:POINTS.",
    ),
    (ITEM + "5|band|x|bands=>0:3", "4 params: The bands “>0:3” miss 0. End them with else:POINTS."),
    (
        "veto|V|X|||x|effect=zero:3",
        "3 params: No scored row has the code 3. Write one that exists.",
    ),
    (
        "veto|V|X|||x|effect=cap:优",
        "3 params: There is no grade 优: the table has no grade rows. Write them first.",
    ),
    (
        "grade|G|优秀\nveto|V|X|||x|effect=cap:优",
        "4 params: There is no grade 优. Write one of: 优秀.",
    ),
    (
        "veto|V|X|||x|effect=bar:O9",
        "3 params: There is no outcome O9. Write the code of an outcome row.",
    ),
    (
        "section|1|S|100\nveto|V|V|||v|effect=bar:1",
        "4 params: There is no outcome 1. Write the code of an outcome row.",
    ),
    ("veto|V|X||||effect=zero:total", "3 fact: There is no fact. Write the code of the fact."),
    (
        "grade|G|A||||when=grade=A",
        "3 params: A grade's condition cannot look at grades (grade=A). "
        "Use total, rank, bottom or percent.",
    ),
    ("grade|G|A\noutcome|O|P||||when=grade=B", "4 params: There is no grade B. Write one of: A."),
    (
        "grade|G1|优秀\ngrade|G2|\nveto|V|X|||x|effect=cap:良",
        "5 params: There is no grade 良. Write one of: 优秀、G2.",
    ),
]


@pytest.mark.parametrize(("table", "expected"), REFUSED)
def test_rows_that_do_not_fit_together_are_refused(table, expected):
    assert expected in faults(table)


@pytest.mark.parametrize("known", [{"posting.days"}, lambda name: name == "posting.days"])
def test_a_dotted_fact_must_be_a_known_reader(known):
    good = ITEM + "5|earn|posting.days|each=1"
    bad = ITEM + "5|earn|posting.dyas|each=1" + "\nveto|V|X|||other.reader|effect=zero:1"
    assert faults(good, known_readers=known) == []
    assert [line.partition(".")[0] for line in faults(bad, known_readers=known)] == [
        "4 fact: The system has no fact posting",
        "5 fact: The system has no fact other",
    ]
    assert faults(bad) == []


def test_a_circle_is_found_where_a_line_looks_back():
    [fault] = parse(rows(HEAD + ITEM + "5|best||of=line:1")).errors
    assert (fault.found, fault.row) == ("1.1", 4)
