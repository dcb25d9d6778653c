"""How faults are told: all at once, with row, column, what was found and the remedy (§9)."""

from assessments.scoring import FactValue, parse
from tests.scoring.tables import HEAD, ITEM, faults, rows, scheme

HEAD_AND_BAD = (
    "办法|T|千分制|100|||subject=village\n类别|1|班子|100\n指标|1.1|后备|12,5|扣分|gap|each=3"
)


def test_faults_speak_chinese_with_row_and_column():
    [fault] = parse(rows(HEAD_AND_BAD)).errors
    assert fault.text() == "第 4 行「分值」：12,5 不是数字。写成 12.5。"
    assert fault.text("en") == "Row 4, points: 12,5 is not a number. Write 12.5."
    assert fault.message() == "12,5 不是数字。写成 12.5。"
    assert (fault.row, fault.column, fault.found) == (4, "points", "12,5")


def test_every_fault_of_a_table_is_reported_at_once_in_its_order():
    table = """
    section|1|S|x
    item|1.1|L|5|earn||each=b
    item|1.2|M|5|nope|y
    item|3.1|N|5|earn|z|each=1
    """
    assert [line.partition(":")[0] for line in faults(table)] == [
        "3 points",
        "4 params",
        "5 method",
        "6 code",
    ]


def test_a_table_with_an_error_gives_no_scheme():
    parsed = parse(rows(HEAD + ITEM + "x|earn|x|each=1"))
    assert (parsed.scheme, parsed.warnings) == (None, [])


def test_a_refused_fact_without_a_row_stands_in_none():
    fault = scheme(ITEM + "100|earn|x|each=1").check_fact("x", FactValue.of("多"))
    assert (fault.row, fault.text("en").partition(":")[0]) == (0, "value")


def test_a_fault_says_whether_it_stops_the_import():
    wrong = parse(rows(HEAD + ITEM + "x|earn|x|each=1"))
    odd = parse(rows(HEAD + ITEM + "90|earn|x|each=1"))
    assert [fault.severity for fault in wrong.faults] == ["error"]
    assert [fault.severity for fault in odd.faults] == ["warning"]
