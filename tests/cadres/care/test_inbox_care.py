"""Trainings and care in the inbox: with whom they lie, and until when."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from cadres.inbox.sources import inbox, waiting
from cadres.models import Care, DutyCheck, Training, Unit
from cadres.trainings.sign_in import hold, sign_in
from cadres.trainings.timetable import fit
from villages.models import CommitteeMember

TODAY = date(2026, 12, 20)
NOON = datetime(2026, 12, 20, 4, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


def papers(user, kind):
    return [paper for paper in inbox(user, TODAY) if paper.kind == kind]


def texts(user, kind="trainings"):
    return [paper.text for paper in papers(user, kind)]


@pytest.fixture
def course(cast):
    training = Training.objects.create(batch=cast.batch, title="财务培训", since=TODAY, until=TODAY)
    fit(training)
    training.add(cast.county, [cast.person])
    training.call(cast.county, TODAY)
    return training


def missed(course, by):
    for session in course.sessions.all():
        sign_in(session, by, TODAY, [], [], is_complete=True)
    hold(course, by, TODAY)


def test_who_is_called_is_told_and_the_county_is_to_sign_in(cast, course):
    assert texts(cast.cadre) == ["请参加培训：财务培训"]
    assert texts(cast.county) == ["财务培训：待签到"]
    assert texts(cast.unit) == []


def test_who_missed_it_is_to_say_why_and_then_the_county_decides(cast, course):
    missed(course, cast.county)
    (paper,) = papers(cast.cadre, "trainings")
    assert (paper.text, paper.due_on) == ("财务培训：请说明缺席原因", date(2026, 12, 23))
    assert texts(cast.county) == []
    course.attendances.get().explain(cast.cadre, "送医")
    assert texts(cast.cadre) == []
    assert texts(cast.county) == ["财务培训：有1份说明待认定"]
    course.attendances.get().settle(cast.county, True)
    assert texts(cast.county) == ["财务培训：待结班"]


def test_a_unit_is_told_once_of_all_its_people(cast):
    (paper,) = papers(cast.unit, "care")
    assert (paper.text, paper.due_on) == ("到家走访待落实：驻村干部1人", date(2027, 1, 8))
    assert paper.since == date(2026, 12, 9)
    Care.objects.create(cadre=cast.person, kind="visit", on=TODAY, by_whom="局长")
    assert papers(cast.unit, "care") == []


def test_a_township_sees_to_its_own_unit_and_to_its_secretaries(cast):
    own = Unit.objects.create(
        code="U09", name="镇政府", county=cast.places.county, township=cast.places.town
    )
    cast.person.unit = own
    cast.person.save()
    CommitteeMember.objects.create(
        village=cast.places.village, name="刘国平", party_post="secretary", since=date(2025, 6, 1)
    )
    assert texts(cast.township, "care") == [
        "到家走访待落实：村书记1人",
        "到家走访待落实：驻村干部1人",
        "2026年11月履责纪实：待检查1人",
    ]
    assert texts(cast.neighbour, "care") == []


def test_a_checked_month_no_longer_waits(cast):
    secretary = CommitteeMember.objects.create(
        village=cast.places.village, name="刘国平", party_post="secretary", since=date(2026, 6, 1)
    )
    assert texts(cast.township, "care") == ["2026年11月履责纪实：待检查1人"]
    DutyCheck.objects.create(
        secretary=secretary, month="2026-11", passed=True, checked_by="镇", checked_on=TODAY
    )
    assert texts(cast.township, "care") == []


def test_each_paper_leads_to_a_page_that_its_holder_may_open(cast, as_user, course):
    CommitteeMember.objects.create(
        village=cast.places.village, name="刘国平", party_post="secretary", since=date(2023, 6, 1)
    )
    for user in (cast.county, cast.township, cast.unit, cast.cadre):
        found = [*papers(user, "trainings"), *papers(user, "care")]
        assert found, user
        for paper in found:
            assert as_user(user).get(paper.url).status_code == 200, paper


def test_the_board_of_the_county_shows_what_lies_with_whom(cast, course):
    missed(course, cast.county)
    shown = {(paper.level, paper.holder) for paper in waiting(cast.county, TODAY)}
    assert {("team", "温国强（县水务局）"), ("unit", "县水务局"), ("unit", "县交通局")} <= shown
