"""其他考核对象: what the county desk says of those that are no villages."""

from decimal import Decimal

import pytest

from assessments.desks.other_subjects import other_subjects
from assessments.grading import grading
from assessments.models import Scheme
from tests.assessments.graded import PERIOD, Q1, graded, put

pytestmark = pytest.mark.both

RESULTS = f"/assessments/ZJ-C-2026/{PERIOD}/"


def test_each_kind_stands_with_its_mean_lowest_and_those_that_wait(cast):
    graded(cast)
    put("C002", "town_score", "500", area="441621103201")
    put("C002", "unit_score", "200.01", area="441621103201")
    grading.grade(Scheme.objects.get(code="ZJ-C-2026"), Q1)
    (line,) = other_subjects(cast.county, Q1)
    assert (line["kind"], line["scheme"]) == ("驻村干部", "ZJ-C-2026")
    assert line["mean"].value == Decimal("800.01")  # (900 + 700.01) ÷ 2 = 800.005
    assert (line["lowest"].value, line["graded"].value, line["waiting"].value) == (
        Decimal("700.01"),
        2,
        0,
    )


def test_who_waits_is_no_nought(cast):
    graded(cast)
    (line,) = other_subjects(cast.county, Q1)
    assert (line["mean"].value, line["graded"].value, line["waiting"].value) == (
        Decimal("900.00"),
        1,
        1,
    )


def test_the_desk_leads_to_their_results(cast, as_user):
    graded(cast)
    page = as_user(cast.county).get("/").content.decode()
    assert f'href="{RESULTS}?state=waiting"' in page


def test_another_county_sees_none_of_them(cast):
    graded(cast)
    assert other_subjects(cast.stranger, Q1) == []
