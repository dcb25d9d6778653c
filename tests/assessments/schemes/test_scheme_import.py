"""A scheme as a table: faults by row, versions, readers, and facts that came first."""

import pytest

from accounts.models import LedgerEntry
from assessments.grading import grading
from assessments.imports import IMPORTS
from assessments.models import Fact, Scheme, SchemeVersion
from assessments.scoring import COLUMNS, LEVELS, METHODS, PERIODS
from tests.assessments.graded import Q1

pytestmark = pytest.mark.both

HEADER = ",".join(COLUMNS) + "\n"
TABLE = """scheme,T-S-2026,办法,100,sum,,subject=village; year=2026; series=T-S,,,,依据
section,1,得分,100,sum,,,,quarter,,一
item,1.1,等次,60,label,level,"map=一类:60, 二类:10",,,,一1
item,1.2,民情,40,deduct,matters.overdue,each=10,,,,一2
"""


def judge(text, header=HEADER):
    run = IMPORTS["scheme"]()
    return run.check(run.read((header + text).encode()))


def store(text, header=HEADER):
    run = IMPORTS["scheme"]()
    return run.commit(run.read((header + text).encode()))


def places(outcome):
    return [(fault.row, fault.column) for fault in outcome.faults]


def test_a_table_becomes_a_scheme_and_its_first_version(county):
    assert store(TABLE).totals["new"] == 4
    scheme = Scheme.objects.get()
    assert (scheme.code, scheme.subject, scheme.series, scheme.total) == (
        "T-S-2026",
        "village",
        "T-S",
        100,
    )
    version = scheme.current
    assert (version.number, version.hash) == (1, version.table.hash)
    assert LedgerEntry.objects.filter(object_type="assessments.schemeversion").count() == 1


def test_an_equal_table_changes_nothing(county):
    store(TABLE)
    assert store(TABLE.replace("each=10", "each = 10 ")).totals["unchanged"] == 4
    assert SchemeVersion.objects.count() == 1


def test_a_chinese_table_is_the_same_scheme(county):
    store(TABLE)
    chinese = TABLE
    for names in (LEVELS, METHODS, PERIODS):
        for english, word in names.items():
            chinese = chinese.replace(f"{english},", f"{word},")
    assert chinese != TABLE
    again = store(chinese, ",".join(COLUMNS.values()) + "\n")
    assert again.ok and again.totals["unchanged"] == 4


def test_a_table_no_card_names_is_replaced(county):
    store(TABLE)
    outcome = store(TABLE.replace("each=10", "each=5"))
    assert (outcome.totals["changed"], outcome.totals["unchanged"]) == (1, 3)
    version = SchemeVersion.objects.get()
    assert version.table.rule("1.2").params["each"] == 5


def test_a_table_that_cards_name_stays_and_the_change_is_the_next(county):
    store(TABLE)
    scheme = Scheme.objects.get()
    grading.grade(scheme, Q1)
    store(TABLE.replace("each=10", "each=5"))
    assert [version.number for version in scheme.versions.all()] == [2, 1]
    changes = grading.grade(scheme, Q1).changes
    assert (changes.written, changes.unchanged) == (0, 4)


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("each=10", "each=1.0.0", (5, "params")),
        ("each=10", "", (5, "params")),
        ("deduct", "minus", (5, "method")),
        ("1.2,", "1.1,", (5, "code")),
        ("matters.overdue", "matters.nonsense", (5, "fact")),
        ("matters.overdue", "posting.before_posting", (5, "fact")),
        ("60,label", "6O,label", (4, "points")),
    ],
)
def test_a_fault_names_its_row_and_column(county, old, new, place):
    assert place in places(judge(TABLE.replace(old, new, 1)))


def test_a_reader_must_speak_of_the_schemes_subjects(county):
    text = TABLE.replace("subject=village", "subject=unit")
    assert places(judge(text)) == [(5, "fact")]


def test_all_faults_come_in_one_pass(county):
    text = TABLE.replace("deduct", "minus").replace("60,label", "6O,label")
    assert {row for row, _column in places(judge(text))} >= {4, 5}


def test_a_warning_stops_nothing(county):
    outcome = store(TABLE.replace("100,sum,,,,quarter", "90,sum,,,,quarter"))
    assert outcome.ok and outcome.warnings
    assert SchemeVersion.objects.get().warnings


def test_facts_that_came_first_are_judged_by_the_scheme(county):
    Fact.objects.create(
        area_code="441621102001",
        period="2026-Q1",
        subject_code="441621102001",
        code="level",
        value="三类",
        entered_by="镇",
    )
    outcome = store(TABLE)
    assert places(outcome) == [(4, "fact")]
    assert "441621102001" in str(outcome.faults[0])
    assert not Scheme.objects.exists()


def test_facts_of_another_year_are_another_schemes(county):
    Fact.objects.create(
        area_code="441621102001",
        period="2025-Q1",
        subject_code="441621102001",
        code="level",
        value="三类",
        entered_by="镇",
    )
    assert store(TABLE).ok


def test_a_table_without_its_columns_is_refused(county):
    assert not judge("scheme,T,办法\n", "level,code,name\n").ok
    assert not judge("", HEADER).ok
