"""Presence, leadership, handover, training: days and shares counted by hand."""

from datetime import date
from decimal import Decimal

import pytest

from assessments.evidence import Cohort
from cadres.models import (
    Absence,
    Leave,
    Posting,
    Training,
    TrainingAttendance,
)
from cadres.periods import Quarter
from tests.assessments.evidence.readings import HOME, NEXT, Q2, TOWN, note, read

pytestmark = pytest.mark.both


def test_expected_days_are_working_days_less_leave_and_training(presence):
    assert read("cadre", "posting.days_expected") == {"C001": 57, "C002": 61}
    assert note("cadre", "posting.days_expected", "C001") == (
        "应到 57 天（派驻 61 天，减请假、培训 4 天），在岗 56 天"
    )


def test_absence_takes_its_working_days_from_presence(presence):
    assert read("cadre", "posting.days_present") == {"C001": 56, "C002": 61}
    assert read("cadre", "posting.presence_rate") == {"C001": Decimal("98.25"), "C002": 100}
    assert read("cadre", "absence.times") == {"C001": 1, "C002": 0}
    assert read("cadre", "absence.days") == {"C001": 1, "C002": 0}
    assert read("cadre", "leave.days") == {"C001": 2, "C002": 0}


def test_an_explained_absence_costs_nothing(presence):
    Absence.objects.update(explained=True, reason="送材料到县水务局")
    assert read("cadre", "posting.days_present")["C001"] == 57
    assert read("cadre", "absence.times")["C001"] == 0


def test_leave_nobody_granted_changes_nothing(cast):
    Leave.objects.create(
        posting=cast.posting, since=date(2026, 4, 13), until=date(2026, 4, 15), reason="家事"
    )
    assert read("cadre", "posting.days_expected")["C001"] == 61


def test_presence_adds_up_to_villages_townships_teams_and_units(presence):
    assert read("village", "posting.days_present") == {HOME: 56, "441621102224": "NA", NEXT: 61}
    assert read("township", "posting.days_expected") == {TOWN: 57, "441621103": 61}
    assert read("team", "posting.days_present") == {"T201": 61, "T223": 56}
    assert read("unit", "posting.days_present") == {"U01": 56, "U02": 61}


def test_a_posting_counts_only_its_own_days(cast):
    Posting.objects.filter(pk=cast.posting.pk).update(until=date(2026, 4, 10))
    assert read("cadre", "posting.days_expected")["C001"] == 7  # April 1–3 and 7–10
    assert Cohort("441621", "cadre", Q2).members["C001"].subject.days == 10


def test_places_filled_are_measured_against_the_planned_size(cast):
    assert read("village", "team.filled_rate")[HOME] == Decimal("33.33")
    assert read("village", "posting.vacant_days_rate")[HOME] == Decimal("66.67")
    assert read("village", "team.filled_rate")["441621102224"] == "NA"
    cast.team.size = None
    cast.team.save()
    assert HOME not in read("village", "team.filled_rate")


def test_the_leader_should_hold_a_post_in_the_village(cast):
    assert read("village", "team.leader_office") == {HOME: 1, "441621102224": "NA", NEXT: 0}
    assert read("cadre", "team.leader_office") == {"C001": 1, "C002": "NA"}
    assert read("team", "posting.has_leader") == {"T201": 0, "T223": 1}


def test_handover_is_asked_of_those_who_left(cast):
    assert read("team", "posting.handover") == {"T201": "NA", "T223": "NA"}
    Posting.objects.filter(pk=cast.posting.pk).update(until=date(2026, 5, 10))
    assert read("team", "posting.handover")["T223"] == 0
    Posting.objects.filter(pk=cast.posting.pk).update(
        end_kind="term", handed_over_on=date(2026, 5, 10)
    )
    assert read("team", "posting.handover")["T223"] == 100
    assert read("team", "posting.replaced") == {"T201": 0, "T223": 1}
    assert read("village", "posting.people") == {HOME: 0, "441621102224": 0, NEXT: 1}


def test_who_leaves_on_the_last_day_is_in_post_on_it_and_owes_nothing_yet(cast):
    Posting.objects.filter(pk=cast.posting.pk).update(until=Q2.last_day)
    assert read("village", "posting.people")[HOME] == 1
    assert read("unit", "posting.people")["U01"] == 1
    assert read("unit", "dispatch.fulfilled_rate") == {"U01": Decimal("12.5")}
    assert read("township", "posting.handover")[TOWN] == "NA"
    third = Quarter(2026, 3)
    assert read("township", "posting.handover", third)[TOWN] == 0
    Posting.objects.filter(pk=cast.posting.pk).update(
        end_kind="term", handed_over_on=date(2026, 7, 1)
    )
    assert read("township", "posting.handover", third)[TOWN] == 100
    assert read("village", "posting.people", third)[HOME] == 0


def test_who_left_a_day_earlier_is_gone_on_the_last_day(cast):
    Posting.objects.filter(pk=cast.posting.pk).update(until=date(2026, 6, 29))
    assert read("village", "posting.people")[HOME] == 0
    assert read("unit", "dispatch.fulfilled_rate") == {"U01": 0}
    assert read("township", "posting.handover")[TOWN] == 0
    assert read("township", "posting.handover", Quarter(2026, 3))[TOWN] == "NA"


def test_a_person_between_two_postings_on_the_last_day_counts_once(cast):
    Posting.objects.filter(pk=cast.posting.pk).update(until=Q2.last_day)
    Posting.objects.create(cadre=cast.person, team=cast.next_team, since=Q2.last_day)
    assert read("unit", "posting.people")["U01"] == 1


def test_training_before_posting_counts_for_its_batch(cast):
    before = Training.objects.create(
        batch=cast.batch,
        kind="before",
        title="岗前培训",
        since=date(2026, 1, 5),
        until=date(2026, 1, 7),
    )
    TrainingAttendance.objects.create(training=before, cadre=cast.person)
    TrainingAttendance.objects.create(training=before, cadre=cast.other, attended=False)
    assert read("cadre", "training.before_posting") == {"C001": 1, "C002": 0}
    assert read("unit", "training.before_posting_rate") == {"U01": 100, "U02": 0}
    first = Quarter(2026, 1)
    assert read("cadre", "training.attended", first) == {"C001": 1, "C002": 0}
    assert read("cadre", "training.attendance_rate", first) == {"C001": 100, "C002": 0}
    assert read("cadre", "training.attendance_rate") == {"C001": "NA", "C002": "NA"}


def test_a_unit_owes_a_share_of_its_establishment(cast):
    found = read("unit", "dispatch.fulfilled_rate")
    assert found == {"U01": Decimal("12.5")}  # 1 of 40 × 20 % = 8; 县交通局 named none
