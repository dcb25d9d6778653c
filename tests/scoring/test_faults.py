"""What an import refuses and what it warns of: row, column, found, remedy (§9)."""

import pytest

from assessments.scoring import parse
from tests.scoring.tables import faults, rows, warnings

SECTION = "section|1|S|100\n"


def item(cells, code="1.1"):
    return SECTION + f"item|{code}|L|{cells}"


REFUSED = [
    # cells
    (item("12,5|earn|x|each=1"), "4 points: 12,5 is not a number. Write 12.5."),
    (item("１２|earn|x|each=1"), "4 points: １２ is not a number. Write 12."),
    (item("1,200|earn|x|each=1"), "4 points: 1,200 is not a number. Write 1200."),
    (
        item("ten|earn|x|each=1"),
        "4 points: “ten” is not a number. Write digits, like 12.5.",
    ),
    (item("-5|earn|x|each=1"), "4 points: -5 is below 0. Write 0 or more."),
    (item("|earn|x|each=1"), "4 points: There are no points. Write the full marks."),
    (item("5|earn|x|each=5%"), "4 params: 5% is not a number. Write 5."),
    (
        item("5|earn|x|each"),
        "4 params: “each” is not name=value. Write it like each=3, with ; between.",
    ),
    (
        item("5|earn|x|each=1；cap=2"),
        "4 params: “each=1；cap=2” has full-width marks. Write each=1;cap=2.",
    ),
    (item("5|earn|x|each=1; each=2"), "4 params: Param each is there twice. Keep one."),
    (item("5|earn|x|"), "4 params: Param each is missing. Write each=…"),
    (
        item("5|earn|x|each=1; eahc=2"),
        "4 params: There is no param eahc here. It can be: each、floor、cap、missing、na、combine.",
    ),
    (
        item("5|eran|x|each=1"),
        "4 method: Unknown method “eran”. Write one of: sum, deduct, earn, share, step, band, "
        "pass, label, score, votes, blend, rank, best, mean, from.",
    ),
    (
        item("5||x|"),
        "4 method: There is no method. Write one of: sum, deduct, earn, share, step, band, pass, "
        "label, score, votes, blend, rank, best, mean, from.",
    ),
    (
        item("5|earn|x|each=1||month"),
        "4 period: Unknown period “month”. Write one of: quarter, year.",
    ),
    (item("5|earn|x|each=1|||＠V1"), "4 applies: “＠V1” has full-width marks. Write @V1."),
    (
        item("5|label|x|map=好:5，差:0"),
        "4 params: “好:5，差:0” has full-width marks. Write 好:5,差:0.",
    ),
    (
        item("5|earn|x|each=1|||甲，乙、＠V1"),
        "4 applies: “甲，乙、＠V1” has full-width marks. Write 甲,乙,@V1; if it is one name, "
        "put quotes round it.",
    ),
    (item("5|share|x|target=0"), "4 params: 0 is not above 0. Write a number above 0."),
    (item("5|deduct|x|each=-2"), "4 params: -2 is below 0. Write 0 or more."),
    (item("5|score|x|drop=1.5"), "4 params: 1.5 is not a whole number. Write 0, 1, 2, …"),
    (item("5|pass|x|when=75"), "4 params: “75” is no test. Write it like >=75 (with < <= > >= =)."),
    (
        item("5|pass|x|when=≥75"),
        "4 params: “≥75” is no test. Write it like >=75 (with < <= > >= =).",
    ),
    (
        item("5|label|x|map=好"),
        "4 params: “好” is not name:points. Write it like 一类:100, 二类:90.",
    ),
    (item("5|label|x|map=好：5"), "4 params: “好：5” has full-width marks. Write 好:5."),
    (item("5|label|x|map=好:5, 好:3"), "4 params: 好 is there twice. Keep one."),
    (
        item("5|rank|x|give=first"),
        "4 params: “first” does not say what places give. "
        "Write linear:600..500, table:60,57,54 or drop:2.",
    ),
    (
        item("5|earn|x|each=1; combine=weights:1,2||quarter"),
        "4 params: “weights:1,2” has no weight for each of the four quarters. "
        "Write it like weights:35,35,20,10.",
    ),
    (
        item("5|earn|x|each=1; missing=mean"),
        "4 params: mean will not do. Write one of: wait、zero、full、fixed:12.",
    ),
    (
        item("5|step|x|target=1; each=1; want=up"),
        "4 params: up will not do. Write one of: high、low.",
    ),
    (
        item("5|earn|x|each=1; floor=3; cap=2"),
        "4 params: The floor is above the cap (3 > 2). Change floor or cap.",
    ),
    (
        item("5|votes|x|weights=弃权:none"),
        "4 params: All weights are 0 or none. Write at least one above 0.",
    ),
    (
        item("5|votes|x|weights=差:0, 弃权:none"),
        "4 params: All weights are 0 or none. Write at least one above 0.",
    ),
    # rows
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
    (SECTION + "section|1|T|5", "4 code: Code 1 is already used in row 3. Choose another code."),
    (
        item("5|earn|x|each=1", "2.1"),
        "4 code: The parent 2 of 2.1 does not exist. Add row 2, or change the code.",
    ),
    (
        item("5|earn|x|each=1", "2"),
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
        item("5|earn|x|each=1\nitem|1.1.1|M|5|earn|x|each=1"),
        "4 method: This row has rows below it, so its method cannot be earn. Write sum or blend.",
    ),
    (
        item("5|sum||"),
        "4 method: This row has no rows below it, so its method cannot be sum. Add "
        "some, or change it.",
    ),
    # facts
    (item("5|earn||each=1"), "4 fact: There is no fact. Write the code of the fact."),
    (
        item("5|rank||give=drop:1"),
        "4 fact: There is neither a fact nor of=line:CODE. Write one of them.",
    ),
    (
        item("5|rank|x|give=drop:1; of=line:1"),
        "4 fact: Fact x and line:1 cannot both be there. Keep one.",
    ),
    (item("5|best||of=1.1"), "4 params: “1.1” is no line. Write line:CODE."),
    (item("5|best||of=line:7"), "4 params: No scored row has the code 7. Write one that exists."),
    # between rows
    (
        item("9|blend||weights=1:2, 3:1\nitem|1.1.1|M|5|earn|x|each=1"),
        "4 params: The weight 3 names no row below. There are: 1.",
    ),
    (
        item("9|blend||weights=1:2\nitem|1.1.1|M|0|earn|x|each=1"),
        "4 params: 1.1.1 is weighted but has 0 points. Write its full marks.",
    ),
    (
        item("5|best||of=line:1"),
        "4 params: The lines look at each other in a circle: 1.1 → 1 → 1.1. Change one of them.",
    ),
    (
        item("5|best||of=line:1.2\nitem|1.2|M|5|best||of=line:1.3\nitem|1.3|N|5|best||of=line:1.1"),
        "4 params: The lines look at each other in a circle: "
        "1.1 → 1.2 → 1.3 → 1.1. Change one of them.",
    ),
    (
        item("5|from||scheme=T-2026"),
        "4 params: The lines look at each other in a circle: 1.1 → T-2026 → 1.1. "
        "Change one of them.",
    ),
    (
        item("5|band|x|bands=<80:0, <90:3"),
        "4 params: The bands “<80:0, <90:3” miss 90. End them with else:POINTS.",
    ),
    (
        item("5|band|x|bands=<80:0, >80:3"),
        "4 params: The bands “<80:0, >80:3” miss 80. End them with else:POINTS.",
    ),
    (item("5|band|x|bands=>0:3"), "4 params: The bands “>0:3” miss 0. End them with else:POINTS."),
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
        "veto|V|X|||x|effect=stop",
        "3 params: “stop” is no effect. Write zero:CODE, zero:total, cap:GRADE or bar:OUTCOME.",
    ),
    ("veto|V|X||||effect=zero:total", "3 fact: There is no fact. Write the code of the fact."),
    ("veto|V|X|||x|", "3 params: Param effect is missing. Write effect=…"),
    (
        "grade|G|A||||when=total>9 or rank=1",
        "3 params: “9 or rank=1” is not a number. Write digits, like 12.5.",
    ),
    (
        "grade|G|A||||when=score>9",
        "3 params: “score>9” is no condition. Write it like total>=900 & rank<=3 "
        "(with total rank bottom grade percent).",
    ),
    (
        "grade|G|A||||when=total>9 & ",
        "3 params: “” is no condition. Write it like total>=900 & rank<=3 "
        "(with total rank bottom grade percent).",
    ),
    (
        "grade|G|A||||when=grade=A",
        "3 params: A grade's condition cannot look at grades (grade=A). "
        "Use total, rank, bottom or percent.",
    ),
    (
        "grade|G|A||||quota=130%",
        "3 params: 130% is not between 0% and 100%. Write a number between them.",
    ),
    ("grade|G|A||||quota=三成", "3 params: “三成” is no quota. Write it like 30% or 3."),
    ("grade|G|A||||quota=1.5", "3 params: “1.5” is no quota. Write it like 30% or 3."),
    ("grade|G|A\noutcome|O|P||||when=grade=B", "4 params: There is no grade B. Write one of: A."),
    ("outcome|O|P||||years=3", "3 params: Param when is missing. Write when=…"),
    (
        "outcome|O|P||||when=rank=1; years=0",
        "3 params: 0 is not between 1 and 99. Write a number between them.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("table", "expected"), REFUSED)
def test_a_fault_names_its_place_and_its_remedy(table, expected):
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
        ("scheme|T|T|9|||subject=town\n", "2 params: town will not do. "
         "Write one of: village、cadre、team、township、unit."),
        ("scheme|T|T|9|||subject=village; decimals=5\n",
         "2 params: 5 is not between 0 and 4. Write a number between them."),
        ("scheme|T|T|9|||subject=village; year=26\n",
         "2 params: 26 is not between 1000 and 9999. Write a number between them."),
        ("scheme|T|T|9|||subject=village; ties=1234\n", "2 params: 1234 will not do. "
         "Write one of: 1224、1223."),
        ("scheme|T|T|9|||subject=village; na=wait\n", "2 params: wait will not do. "
         "Write one of: full、zero、mean、fixed:12、rescale."),
        ("scheme|T|T|9|||subject=village||year|甲\n",
         "2 applies: The scheme row takes no classes (it has “甲”). Write them on the "
         "rows instead."),
    ],
)  # fmt: skip
def test_the_scheme_row_is_checked(head, expected):
    assert expected in faults("section|2|S|9\nitem|2.1|L|9|earn|x|each=1", head=head)


def test_an_empty_table_has_no_scheme():
    parsed = parse([])
    assert parsed.scheme is None
    assert [fault.text() for fault in parsed.faults] == [
        "「层级」：没有「办法」行。第一行写层级「办法」、办法编号和总分。"
    ]


def test_faults_speak_chinese_with_row_and_column():
    [fault] = parse(rows(HEAD_AND_BAD)).errors
    assert fault.text() == "第 4 行「分值」：12,5 不是数字。写成 12.5。"
    assert fault.text("en") == "Row 4, points: 12,5 is not a number. Write 12.5."
    assert (fault.row, fault.column, fault.found) == (4, "points", "12,5")


HEAD_AND_BAD = (
    "办法|T|千分制|100|||subject=village\n类别|1|班子|100\n指标|1.1|后备|12,5|扣分|gap|each=3"
)


def test_every_fault_of_a_table_is_reported_at_once_in_its_order():
    table = """
    section|1|S|x
    item|1.1|L|5|earn||each=b
    item|1.2|M|5|nope|y
    item|3.1|N|5|earn|z|each=1
    """
    assert [line.partition(":")[0] for line in faults(table)] == [
        "3 points", "4 params", "5 method", "6 code",
    ]  # fmt: skip


def test_rows_below_an_unknown_level_are_not_blamed():
    assert faults("setcion|1|S|5\nitem|1.1|L|5|earn|x|each=1")[0].startswith("3 level")
    assert len(faults("setcion|1|S|5\nitem|1.1|L|5|earn|x|each=1")) == 1


def test_a_table_with_errors_is_not_nagged_about_its_sums():
    assert warnings("section|1|S|5\nitem|1.1|L|4|earn|x|each=1")
    assert not warnings("section|1|S|5\nitem|1.1|L|4|earn|x|each=b")


@pytest.mark.parametrize("known", [{"posting.days"}, lambda name: name == "posting.days"])
def test_a_dotted_fact_must_be_a_known_reader(known):
    good = item("5|earn|posting.days|each=1")
    bad = item("5|earn|posting.dyas|each=1") + "\nveto|V|X|||other.reader|effect=zero:1"
    assert faults(good, known_readers=known) == []
    assert [line.partition(".")[0] for line in faults(bad, known_readers=known)] == [
        "4 fact: The system has no fact posting", "5 fact: The system has no fact other",
    ]  # fmt: skip
    assert faults(bad) == []


WARNED = [
    (
        "section|1|S|90\nitem|1.1|L|90|earn|x|each=1",
        "2 points: The sections add up to 90, not to the total of 100.",
    ),
    (item("90|earn|x|each=1"), "3 points: The rows below add up to 90, not to the 100 here."),
    (SECTION, "3 code: 1 has no rows below it and gives no points. Add items, or delete the row."),
    (
        item("100|earn|x|each=1; cap=60"),
        "4 params: This rule gives 60 at most and never the full 100.",
    ),
    (
        item("100|label|x|map=好:60, 差:0"),
        "4 params: This rule gives 60 at most and never the full 100.",
    ),
    (
        item("100|band|x|bands=<5:0, else:60"),
        "4 params: This rule gives 60 at most and never the full 100.",
    ),
    (
        item("100|votes|x|weights=好:60, 差:0"),
        "4 params: This rule gives 60 at most and never the full 100.",
    ),
    (
        item("100|rank|x|give=linear:60..0"),
        "4 params: This rule gives 60 at most and never the full 100.",
    ),
    (
        item("100|share|x|target=35.0877"),
        "4 params: This rule gives 99.7501 at most and never the full 100.",
    ),
    (item("20|earn|x|each=0.57"), "4 params: This rule gives 19.95 at most and never the full 20."),
    (
        item("100|band|x|bands=<90:0, <80:3, else:100"),
        "4 params: No value ever falls into the band <80:3. Check their order.",
    ),
    (
        item("100|band|x|bands=else:100, <80:3"),
        "4 params: No value ever falls into the band <80:3. Check their order.",
    ),
    (
        item("100|band|x|bands=<80:3, >=80:100, else:9"),
        "4 params: No value ever falls into the band else:9. Check their order.",
    ),
    (
        item("100.005|earn|x|each=1"),
        "4 points: 100.005 has more than 2 decimals and will be rounded.",
    ),
    (
        item("100|earn|x|each=1; combine=sum"),
        "4 params: A year line is not made from quarters; combine does nothing. Delete it, or "
        "write quarter.",
    ),
    (
        item("100|step|x|target=1; each=1; side=both"),
        "4 params: side=both can add points, but the cap is the full marks. Write cap=…",
    ),
    (
        item("100|deduct|x|each=1; missing=zero"),
        "4 params: With missing=zero a subject without a record gets 0 points here. "
        "Where no record means nothing to deduct, write missing=full.",
    ),
    (
        item("100|from|x|scheme=O"),
        "4 fact: This row reads no fact; x does nothing. Delete it, or change the method.",
    ),
    (
        item("100|blend||weights=1:2\nitem|1.1.1|M|5|earn|x|each=1\nitem|1.1.2|N|5|earn|x|each=1"),
        "4 params: 1.1.2 has no weight; it is shown and does not count.",
    ),
    (
        item("100|best||of=line:2||quarter\nsection|2|T|5\nitem|2.1|M|5|earn|x|each=1"),
        "4 params: This quarter line looks at line:2, which has nothing on a quarter's card; "
        "it will count as not applicable.",
    ),
    (
        item("100|best||of=line:9\nsection|9|T|0\nitem|9.1|M|5|earn|x|each=1"),
        "4 params: line:9 has 0 points and always gets 0: nothing to compare. "
        "Name a line in it, or write cap=none on 9.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("table", "expected"), WARNED)
def test_a_contradiction_is_told_and_stops_nothing(table, expected):
    assert expected in warnings(table)
    assert faults(table) == []


QUIET = [
    item("100|earn|x|each=3"),
    item("100|share|x|target=1"),
    item("100|share|x|target=66"),
    item("60|earn|x|each=1\nitem|1.2|M|40|deduct|y|each=1"),
    item("100|earn|x|each=1|||甲\nitem|1.2|M|100|deduct|y|each=1|||乙"),
    item("100|sum||start=full\nitem|1.1.1|E|0|deduct|y|each=1; missing=zero"),
    item("100|earn|x|each=1\nsection|9|A|0\nitem|9.1|M|5|earn|y|each=1"),
    item("100|earn|x|each=1\nbonus|B|Honours|5\nbonus|B.1|C|4|earn|c|each=1\nbonus|B.2|D|4|earn|d|each=1"),
]  # fmt: skip


@pytest.mark.parametrize("table", QUIET)
def test_a_sound_table_is_not_nagged(table):
    assert warnings(table) == []


@pytest.mark.parametrize(
    ("kind", "related", "told"),
    [("township", "village", True), ("township", "township", False), ("unit", "team", True),
     ("unit", "self", False), ("village", "unit", False), ("cadre", "team", False)],
)  # fmt: skip
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
