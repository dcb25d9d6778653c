"""Trainings: the organizer enters who came; blank takes a name off the list."""

from datetime import date

import pytest

from accounts.models import LedgerEntry
from cadres.models import Training


@pytest.fixture
def course(cast):
    return Training.objects.create(
        batch=cast.batch, title="岗前培训", since=date(2026, 1, 5), until=date(2026, 1, 6)
    )


def save(as_user, cast, course, marks):
    return as_user(cast.county).post(f"/cadres/trainings/{course.pk}/attendance/", marks)


def held(course):
    return dict(course.attendances.values_list("cadre", "attended"))


def test_the_list_holds_who_came_and_who_did_not(cast, as_user, course):
    save(as_user, cast, course, {"C001": "1", "C002": "0"})
    assert held(course) == {"C001": True, "C002": False}
    save(as_user, cast, course, {"C001": "0", "C002": ""})
    assert held(course) == {"C001": False}
    assert LedgerEntry.objects.about(course).count() == 2


def test_the_same_list_again_writes_nothing_in_the_ledger(cast, as_user, course):
    for _time in range(2):
        save(as_user, cast, course, {"C001": "1"})
    assert LedgerEntry.objects.about(course).count() == 1


def test_only_people_of_the_batch_are_offered(cast, as_user, course):
    cast.next_posting.delete()
    save(as_user, cast, course, {"C001": "1", "C002": "1"})
    assert held(course) == {"C001": True}


def test_a_unit_sees_its_own_people_on_the_list(cast, as_user, course):
    save(as_user, cast, course, {"C001": "1", "C002": "1"})
    page = as_user(cast.unit).get(f"/cadres/trainings/{course.pk}/")
    assert [row.cadre_id for row in page.context["rows"]] == ["C001"]


def test_a_course_that_ends_before_it_begins_is_refused(cast, as_user):
    data = {
        "batch": cast.batch.pk,
        "kind": "before",
        "title": "岗前",
        "since": "2026-01-06",
        "until": "2026-01-05",
    }
    page = as_user(cast.county).post("/cadres/trainings/add/", data)
    assert "until" in page.context["form"].errors
