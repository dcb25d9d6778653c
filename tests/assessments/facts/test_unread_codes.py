"""A code that no scheme reads is told, with the nearest one; it stops nothing."""

import pytest

from assessments.imports import IMPORTS
from tests.stage import layer

HERE, THERE = "441621102001", "441621102002"
HEADER = "subject_code,period,fact,value\n"
SCHEME = """scheme,S-2026,办法,100,,,subject=village; year=2026,,,,
section,1,一,100,,,,,,,
item,1.1,甲,60,deduct,a,each=3,,,,
item,1.2,测评,40,votes,opinion,weights=优秀:100,,quarter,,
bonus,B,加分,10,earn,commend,each=5; missing=zero,,,,
veto,V,造假,,,fraud,effect=zero:1,,,,
"""


@layer
def judged(county):
    county.scheme(SCHEME)
    return county


def warnings(text):
    run = IMPORTS["facts"]()
    outcome = run.check(run.read((HEADER + text).encode()))
    assert outcome.ok
    return outcome.warnings


def test_a_mistyped_code_is_told_with_its_row_and_the_nearest(judged):
    (said,) = warnings(f"{HERE},2026,a,1\n{HERE},2026,comend,2\n{THERE},2026,comend,1\n")
    assert "3" in said and "comend" in said and "commend" in said


def test_a_quarters_value_of_a_year_line_is_told_and_the_other_way_round(judged):
    assert len(warnings(f"{HERE},2026-Q1,commend,2\n")) == 1
    assert len(warnings(f"{HERE},2026,opinion.优秀,2\n")) == 1


@pytest.mark.parametrize(
    "row", ["2026,a,1", "2026-Q1,opinion.优秀,3", "2026,fraud,1", "2025,comend,1"]
)
def test_what_is_read_and_what_no_scheme_judges_yet_is_not_told(judged, row):
    assert warnings(f"{HERE},{row}\n") == []


def test_nothing_is_told_before_there_is_a_scheme(county):
    assert warnings(f"{HERE},2026,comend,2\n") == []


@pytest.mark.parametrize("written", ["na", "N/A", "不适用"])
def test_other_words_for_not_applicable_are_refused_with_the_right_one(judged, written):
    run = IMPORTS["facts"]()
    (fault,) = run.check(run.read(f"{HEADER}{HERE},2026,a,{written}\n".encode())).faults
    assert (fault.row, fault.column) == (2, "value")
    assert "不涉及" in fault.remedy


@pytest.mark.parametrize(("written", "right"), [("100%", "100"), ("１２", "12"), ("90％", "90")])
def test_a_number_that_is_none_is_refused_with_the_number_meant(judged, written, right):
    run = IMPORTS["facts"]()
    (fault,) = run.check(run.read(f"{HEADER}{HERE},2026,a,{written}\n".encode())).faults
    assert right in fault.remedy
