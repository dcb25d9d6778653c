"""Committees, reserves, activities and annual figures of villages."""

from datetime import date
from decimal import Decimal

import pytest

from cadres.periods import Quarter, Year
from tests.assessments.evidence.readings import HOME, NEXT, TOWN, read
from villages.models import (
    Activity,
    AnnualFigure,
    CommitteeMember,
    ReserveCadre,
)

pytestmark = pytest.mark.both


@pytest.fixture
def committee(cast):
    """洋头村: five people, secretary and director in one; 礼坑村: two; 五一村: nobody recorded."""
    people = [
        ("secretary", "director", 1980, "m"),
        ("member", "member", 1982, "f"),
        ("member", "deputy", 1992, "m"),
        ("member", "member", None, "f"),
        ("", "member", 1981, ""),
    ]
    for party, village, born, sex in people:
        CommitteeMember.objects.create(
            village_id=HOME,
            name="某",
            party_post=party,
            village_post=village,
            birth_year=born,
            sex=sex,
        )
    for party, village in (("secretary", ""), ("", "director")):
        CommitteeMember.objects.create(
            village_id="441621102224", name="某", party_post=party, village_post=village
        )
    CommitteeMember.objects.create(
        village_id=HOME, name="离任", party_post="member", until=date(2026, 6, 29)
    )
    return cast


@pytest.mark.parametrize(
    ("code", "home", "second", "township"),
    [
        ("branch.cross_appointment_rate", 80, 0, Decimal("57.14")),
        ("branch.one_shoulder", 1, 0, 1),
        ("branch.one_shoulder_rate", 100, 0, 50),
        ("branch.committee_size", 5, 2, 7),
        ("branch.under_45", 2, 0, 2),
        ("branch.under_35", 1, 0, 1),
        ("branch.women", 2, 0, 2),
    ],
)
def test_the_two_committees(committee, code, home, second, township):
    assert read("village", code) == {HOME: home, "441621102224": second}
    assert read("township", code) == {TOWN: township}
    assert read("cadre", code) == {"C001": home}


def test_a_reserve_counts_once_the_township_has_reviewed(cast):
    reserve = ReserveCadre.objects.create(village_id=HOME, name="廖锦云", sex="f")
    reserve.steps.create(step="vote", on=date(2026, 3, 1))
    assert read("village", "branch.reserves")[HOME] == 0
    reserve.steps.create(step="reviewed", on=date(2026, 6, 30))
    assert read("village", "branch.reserves") == {HOME: 1, "441621102224": 0, NEXT: 0}
    assert read("village", "branch.reserve_women")[HOME] == 1
    assert read("village", "branch.reserves", Quarter(2026, 1))[HOME] == 0


def test_activities_are_counted_by_kind(cast):
    for kind, day, attended, expected in [
        ("branch_life", date(2026, 4, 1), 9, 10),
        ("branch_life", date(2026, 6, 30), None, 10),
        ("party_class", date(2026, 5, 1), 5, 10),
        ("branch_life", date(2026, 7, 1), 9, 10),
    ]:
        Activity.objects.create(
            village_id=HOME, kind=kind, on=day, title="活动", attended=attended, expected=expected
        )
    assert read("village", "activity.branch_life") == {HOME: 2, "441621102224": 0, NEXT: 0}
    assert read("village", "activity.kinds")[HOME] == 2
    assert read("village", "activity.attendance_rate") == {
        HOME: 70,
        "441621102224": "NA",
        NEXT: "NA",
    }
    assert read("township", "activity.party_class")[TOWN] == 1


def figure(village, year, kind, value):
    AnnualFigure.objects.create(
        village_id=village, year=year, kind_id=kind, value=Decimal(value), source="台账"
    )


def test_a_figure_is_that_years_and_never_another_years(cast):
    figure(HOME, 2025, "collective_income", "13800")
    assert read("village", "figure.collective_income") == {}
    figure(HOME, 2026, "collective_income", "15000.5")
    assert read("village", "figure.collective_income") == {HOME: Decimal("15000.5")}
    assert read("township", "figure.collective_income") == {}  # 礼坑村 has none
    figure("441621102224", 2026, "collective_income", "4999.5")
    assert read("township", "figure.collective_income") == {TOWN: 20000}
    assert read("village", "figure.collective_growth") == {HOME: Decimal("8.70")}


def test_income_per_head_is_no_sum_of_villages(cast):
    figure(HOME, 2025, "income_per_head", "17760")
    figure(HOME, 2026, "income_per_head", "18690")
    assert read("village", "figure.income_growth", Year(2026)) == {HOME: Decimal("5.24")}
    assert read("township", "figure.income_per_head", Year(2026)) == {}


def test_shares_of_party_members_need_both_figures(cast):
    figure(HOME, 2026, "party_members", "38")
    assert read("village", "figure.members_trained_rate", Year(2026)) == {}
    figure(HOME, 2026, "trained_members", "19")
    figure(HOME, 2026, "skilled_members", "0")
    assert read("village", "figure.members_trained_rate", Year(2026)) == {HOME: 50}
    assert read("village", "figure.skilled_rate", Year(2026)) == {HOME: 0}
