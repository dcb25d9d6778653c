"""A table of facts: who, when, what; refused with row, column and remedy."""

import pytest

from accounts.models import LedgerEntry, Role
from assessments.imports import IMPORTS
from assessments.models import Fact
from tests.conftest import make_user
from tests.stage import layer
from villages.models import County as CountyPlace
from villages.models import Township, Village

pytestmark = pytest.mark.both

HEADER = "subject_code,period,fact,value,source,confirmed_by\n"
HERE = "441621102001"
SCHEME = """scheme,T-F-2026,办法,100,sum,,subject=village; year=2026,,,,一
section,1,得分,100,sum,,,,quarter,,一
item,1.1,评分,20,score,mark,,,,,一1
item,1.2,等次,20,label,level,"map=一类:20, 二类:10",,,,一2
item,1.3,测评,20,votes,opinion,"weights=优秀:100, 弃权:none",,,,一3
item,1.4,数量,20,earn,count,each=1,,,,一4
item,1.5,民情,20,deduct,matters.overdue,each=1,,,,一5
"""


def check(text, by=None, header=HEADER):
    run = IMPORTS["facts"](by=by)
    return run.check(run.read((header + text).encode()))


def refused(text, **kwargs):
    """[(row, column)] of the faults."""
    return [(fault.row, fault.column) for fault in check(text, **kwargs).faults]


def store(text, by=None):
    run = IMPORTS["facts"](by=by)
    outcome = run.commit(run.read((HEADER + text).encode()), note="facts.csv")
    assert outcome.ok, [str(fault) for fault in outcome.faults]
    return outcome.totals


@layer
def judged(county):
    county.scheme(SCHEME)
    return county


@pytest.mark.parametrize("code", [HERE, "441621102", "U1", "T1", "C1", "C2@T1"], ids=str)
def test_every_kind_of_subject_has_facts(county, code):
    assert store(f"{code},2026-Q1,count,1,,\n")["new"] == 1


@pytest.mark.parametrize("code", ["441621102999", "441621", "C9", "C9@T1", "C1@T9", "@", "T1@C1"])
def test_an_unknown_subject_is_refused(county, code):
    assert refused(f"{code},2026-Q1,count,1,,\n") == [(2, "subject_code")]


@pytest.mark.parametrize("period", ["2026-Q5", "2026Q1", "26", "2026-01", "第1季度"])
def test_a_period_is_a_quarter_or_a_year(county, period):
    assert refused(f"{HERE},{period},count,1,,\n") == [(2, "period")]


@pytest.mark.parametrize("value", ["12,5", "１２", "90%", "1e3", "1.2.3万", "", "- 5", "+5"])
def test_a_broken_number_is_not_taken_for_a_label(judged, value):
    assert refused(f'{HERE},2026-Q1,count,"{value}",,\n') == [(2, "value")]


@pytest.mark.parametrize(
    ("written", "kept"), [("12.50", "12.5"), ("007", "7"), ("-0.0", "0"), ("1000", "1000")]
)
def test_a_number_is_kept_as_people_write_it(county, written, kept):
    store(f"{HERE},2026-Q1,count,{written},,\n")
    assert Fact.objects.get().value == kept


def test_the_same_fact_twice_in_a_file_is_refused(county):
    text = f"{HERE},2026-Q1,count,1,,\n{HERE},2026-Q1,count,1,,\n{HERE},2026-Q2,count,1,,\n"
    assert refused(text) == [(3, "fact")]


def test_the_same_table_again_changes_nothing(county):
    text = f"{HERE},2026-Q1,count,1,台账,\n{HERE},2026-Q1,other,NA,没有这项,\n"
    store(text)
    before = list(Fact.objects.values())
    assert store(text) == {
        "rows_read": 2,
        "accepted": 2,
        "rejected": 0,
        "blank": 0,
        "new": 0,
        "changed": 0,
        "unchanged": 2,
    }
    assert list(Fact.objects.values()) == before


def test_a_changed_value_is_an_update_with_its_ledger_row(county):
    store(f"{HERE},2026-Q1,count,1,台账,\n")
    assert store(f"{HERE},2026-Q1,count,2,台账,\n")["changed"] == 1
    entry = LedgerEntry.objects.filter(object_type="assessments.fact").first()
    assert (entry.before["value"], entry.after["value"]) == ("1", "2")


@pytest.mark.parametrize("na", ["NA", "不涉及"])
def test_not_applicable_is_neither_zero_nor_missing(county, na):
    store(f"{HERE},2026-Q1,count,{na},没有这项任务,\n")
    fact = Fact.objects.get()
    assert (fact.not_applicable, fact.value, fact.source) == (True, "", "没有这项任务")


@pytest.mark.parametrize(
    ("row", "fits"),
    [
        ("mark,20", True),
        ("mark,20.01", False),
        ("mark,-1", False),
        ("mark.2,21", False),
        ("mark.2,19.5", True),
        ("level,二类", True),
        ("level,三类", False),
        ("opinion.优秀,3", True),
        ("opinion.良好,3", False),
        ("opinion.优秀,2.5", False),
        ("opinion,3", False),
        ("opinion,NA", True),
        ("count,很多", False),
    ],
)
def test_the_scheme_judges_what_only_it_can(judged, row, fits):
    assert refused(f"{HERE},2026-Q1,{row},,\n") == ([] if fits else [(2, "value")])


def test_another_years_facts_are_not_this_schemes(judged):
    assert refused(f"{HERE},2025-Q1,mark,99,,\n") == []


def test_another_kind_of_subject_is_not_this_schemes(judged):
    assert refused("U1,2026-Q1,mark,99,,\n") == []


@pytest.mark.parametrize("code", ["matters.nonsense", "count.1.x", "nobody.reads"])
def test_a_dotted_code_nobody_reads_is_refused(judged, code):
    assert refused(f"{HERE},2026-Q1,{code},1,,\n") == [(2, "fact")]


def test_ballots_may_come_before_their_scheme(county):
    assert refused(f"{HERE},2026-Q1,opinion.优秀,1,,\n") == []


def test_a_reader_is_corrected_only_by_a_named_person(county):
    assert refused(f"{HERE},2026-Q1,matters.overdue,2,,\n") == [(2, "confirmed_by")]
    assert refused(f"{HERE},2026-Q1,matters.overdue,2,核实,叶建明\n") == []


def test_the_countys_office_imports_for_its_own_county(county):
    other = CountyPlace.objects.create(code="441622", name="龙川县")
    town = Township.objects.create(code="441622100", name="老隆镇", county=other)
    Village.objects.create(code="441622100201", name="水坑村", township=town)
    ours = make_user("liu", Role.COUNTY, "441621")
    theirs = make_user("far", Role.COUNTY, "441622")
    assert refused("441622100201,2026-Q1,count,1,,\n", by=ours) == [(2, "subject_code")]
    assert refused("441622100201,2026-Q1,count,1,,\n", by=theirs) == []
    store("441622100201,2026-Q1,count,1,,\n", by=theirs)
    assert Fact.objects.get().entered_by == "far"


def test_chinese_headers_are_understood(county):
    header = "对象代码,周期,数据项,值\n"
    assert check(f"{HERE},2026-Q1,count,1\n", header=header).ok


def test_the_number_of_selects_does_not_grow(judged, django_assert_max_num_queries):
    rows = "".join(f"{HERE},2026-Q1,fact{n},1,,\n" for n in range(300))
    with django_assert_max_num_queries(12):
        assert check(rows).ok
