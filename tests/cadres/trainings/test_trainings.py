"""Courses: drafted, called, signed in half-day by half-day, held, closed; nothing twice."""

import threading
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connections
from django.urls import reverse

from accounts.models import LedgerEntry
from cadres.attendance.leave_conflicts import conflicts
from cadres.models import Cadre, Leave, Posting, Training
from cadres.trainings.candidates import candidates
from cadres.trainings.sign_in import hold, sign_in
from cadres.trainings.timetable import decide, fit
from cadres.workflow.transitions import WrongState
from tests.conftest import build_cast, build_places

pytestmark = pytest.mark.both

FIRST, LAST, TODAY = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 3)


@pytest.fixture
def course(cast):
    training = Training.objects.create(
        batch=cast.batch, title="财务培训", since=FIRST, until=LAST, kind="routine"
    )
    fit(training)
    training.add(cast.county, [cast.person, cast.other])
    return training


def signed(training, by, came):
    """Everybody in `came` signs for every half-day."""
    for session in training.sessions.all():
        sign_in(session, by, TODAY, came, [], is_complete=True)


@pytest.fixture
def held(cast, course):
    """温国强 was there, 李海燕 was not."""
    course.call(cast.county, FIRST)
    signed(course, cast.county, ["C001"])
    hold(course, cast.county, TODAY)
    return course


def came(training):
    return dict(training.attendances.values_list("cadre", "attended"))


def words(cast, **data):
    return {
        "batch": cast.batch.pk,
        "kind": "routine",
        "title": "党建培训",
        "since": "2026-03-02",
        "until": "2026-03-03",
    } | data


def test_a_new_course_gets_two_half_days_a_day_by_the_rule(cast, as_user):
    as_user(cast.county).post("/cadres/trainings/add/", words(cast))
    training = Training.objects.get()
    assert [(str(row.on), row.half, row.hours) for row in training.sessions.all()] == [
        ("2026-03-02", "am", 4),
        ("2026-03-02", "pm", 4),
        ("2026-03-03", "am", 4),
        ("2026-03-03", "pm", 4),
    ]
    assert training.hours == Decimal(16)


def test_a_course_that_ends_before_it_begins_is_refused(cast, as_user):
    data = words(cast, since="2026-01-06", until="2026-01-05")
    page = as_user(cast.county).post("/cadres/trainings/add/", data)
    assert "until" in page.context["form"].errors


def test_guests_are_numbers_and_no_more_come_than_were_called(cast, as_user):
    data = words(cast, guests="村党组织书记", guests_called="20", guests_came="21")
    page = as_user(cast.county).post("/cadres/trainings/add/", data)
    assert "guests_came" in page.context["form"].errors


def test_days_that_are_added_get_half_days_and_days_taken_away_lose_theirs(cast, as_user, course):
    path = reverse("cadres:training_edit", args=[course.pk])
    client = as_user(cast.county)
    opened = client.get(path).context["form"]["opened"].value()
    client.post(path, words(cast, since="2026-03-03", until="2026-03-04", opened=opened))
    days = set(course.sessions.values_list("on", flat=True))
    assert days == {date(2026, 3, 3), date(2026, 3, 4)}


def test_a_day_that_was_signed_for_cannot_be_taken_away(cast, as_user, course):
    course.call(cast.county, FIRST)
    sign_in(course.sessions.first(), cast.county, TODAY, ["C001"], [])
    path = reverse("cadres:training_edit", args=[course.pk])
    client = as_user(cast.county)
    opened = client.get(path).context["form"]["opened"].value()
    page = client.post(path, words(cast, since="2026-03-03", opened=opened))
    assert "since" in page.context["form"].errors
    course.refresh_from_db()
    assert (course.since, course.sessions.count()) == (FIRST, 4)


def test_the_timetable_says_which_half_days_take_place(cast, as_user, course):
    data = {"2026-03-02-am-hours": "3.5", "2026-03-02-am-topic": "村账", "2026-03-03-pm-hours": "4"}
    as_user(cast.county).post(reverse("cadres:training_timetable", args=[course.pk]), data)
    assert [(str(row), row.hours, row.topic) for row in course.sessions.all()] == [
        ("3月2日 上午", Decimal("3.5"), "村账"),
        ("3月3日 下午", Decimal(4), ""),
    ]
    entry = LedgerEntry.objects.about(course).first()
    assert (entry.action, entry.after["3月2日 上午"]) == ("timetable", "3.5 村账")


def test_hours_that_are_none_are_named_and_nothing_is_stored(cast, as_user, course):
    path = reverse("cadres:training_timetable", args=[course.pk])
    page = as_user(cast.county).post(path, {"2026-03-02-am-hours": "40"})
    assert page.status_code == 422
    assert "2026-03-02-am-hours" in page.context["form"].errors
    assert course.sessions.count() == 4


def test_the_timetable_of_a_course_that_was_held_stays(cast, held):
    with pytest.raises(WrongState):
        decide(held, cast.county, {})


def test_a_course_is_called_once_and_not_without_people(cast, as_user, course):
    path = reverse("cadres:training_call", args=[course.pk])
    client = as_user(cast.county)
    assert [client.post(path).status_code for _click in range(2)] == [302, 409]
    course.refresh_from_db()
    assert course.is_called
    assert LedgerEntry.objects.about(course).filter(action="call").count() == 1
    empty = Training.objects.create(batch=cast.batch, title="空", since=FIRST, until=LAST)
    assert client.post(reverse("cadres:training_call", args=[empty.pk])).status_code == 422


def test_two_who_sign_people_in_at_once_lose_nothing(cast, course):
    course.call(cast.county, FIRST)
    session = course.sessions.first()
    sign_in(session, cast.county, TODAY, ["C001"], [])
    sign_in(session, cast.county, TODAY, ["C002"], [])
    assert set(session.attendances.values_list("cadre", flat=True)) == {"C001", "C002"}
    sign_in(session, cast.county, TODAY, [], ["C001"])
    assert set(session.attendances.values_list("cadre", flat=True)) == {"C002"}


@pytest.fixture
def shared_course(shared_database):
    """Called, with six people, on a database that several connections may write."""
    cast = build_cast(build_places())
    training = Training.objects.create(batch=cast.batch, title="x", since=FIRST, until=LAST)
    fit(training)
    four = [Cadre.objects.create(code=f"D{n}", name="人", unit=cast.water) for n in range(4)]
    training.add(cast.county, [cast.person, cast.other, *four])
    training.call(cast.county, FIRST)
    return training, cast.county


def test_four_organizers_at_one_moment_sign_in_four_people(shared_course):
    training, county = shared_course
    session, gate = training.sessions.first(), threading.Barrier(4)

    def tap(code):
        try:
            gate.wait()
            sign_in(session, county, TODAY, [code], [])
        finally:
            connections.close_all()

    threads = [threading.Thread(target=tap, args=[f"D{n}"]) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    signed = session.attendances.values_list("cadre", flat=True)
    assert set(signed) == {"D0", "D1", "D2", "D3"}
    assert LedgerEntry.objects.filter(action="sign in").count() == 4


def test_who_asks_for_leave_is_told_of_the_course_called_to(cast, course):
    assert not any("财务培训" in words for words in conflicts(cast.posting, FIRST, FIRST))
    course.call(cast.county, FIRST)
    assert any("财务培训" in words for words in conflicts(cast.posting, FIRST, FIRST))


def test_a_tap_that_changes_nothing_writes_nothing(cast, course):
    course.call(cast.county, FIRST)
    session, before = course.sessions.first(), LedgerEntry.objects.count()
    for _time in range(2):
        sign_in(session, cast.county, TODAY, ["C001"], [])
    assert LedgerEntry.objects.count() == before + 1


def test_the_page_sends_only_what_was_changed_on_it(cast, as_user, course):
    course.call(cast.county, FIRST)
    session = course.sessions.first()
    path = reverse("cadres:training_sign", args=[session.pk])
    client = as_user(cast.county)
    client.post(path, {"came": ["C001", "C002"]})
    client.post(path, {"came": ["C001"], "was": ["C001", "C002"], "complete": "1"})
    session.refresh_from_db()
    assert set(session.attendances.values_list("cadre", flat=True)) == {"C001"}
    assert session.signed_by == str(cast.county)


def test_nobody_signs_in_before_the_call(cast, course):
    with pytest.raises(WrongState):
        sign_in(course.sessions.first(), cast.county, TODAY, ["C001"], [])


def test_a_course_is_held_only_when_every_half_day_is_signed(cast, as_user, course):
    course.call(cast.county, FIRST)
    path = reverse("cadres:training_hold", args=[course.pk])
    assert as_user(cast.county).post(path).status_code == 422
    signed(course, cast.county, ["C001"])
    assert as_user(cast.county).post(path).status_code == 302
    assert came(course) == {"C001": True, "C002": False}


@pytest.mark.parametrize(("half_days", "attended"), [(4, True), (3, False)])
def test_who_signed_for_less_than_the_rules_share_missed_it(cast, course, half_days, attended):
    course.call(cast.county, FIRST)
    for at, session in enumerate(course.sessions.all()):
        there = ["C001", *(["C002"] if at < half_days else [])]
        sign_in(session, cast.county, TODAY, there, [], is_complete=True)
    hold(course, cast.county, TODAY)
    assert came(course) == {"C001": True, "C002": attended}


def test_who_was_on_leave_is_excused_and_not_asked(cast, course):
    Leave.objects.create(
        posting=cast.next_posting, since=FIRST, until=FIRST, reason="病", state="approved"
    )
    course.call(cast.county, FIRST)
    signed(course, cast.county, ["C001"])
    hold(course, cast.county, TODAY)
    row = course.attendances.get(cadre="C002")
    assert (row.accepted, row.asked_on, row.excuse) == (True, None, "这几天已准假。")


def test_a_correction_after_the_course_was_held_counts_at_once(cast, held):
    for session in held.sessions.all():
        sign_in(session, cast.county, TODAY, ["C002"], ["C001"])
    assert came(held) == {"C001": False, "C002": True}
    assert held.attendances.get(cadre="C001").asked_on == TODAY


def test_a_closed_course_is_corrected_only_with_a_reason(cast, held):
    held.attendances.get(cadre="C002").explain(cast.county, "送医")
    held.attendances.get(cadre="C002").settle(cast.county, True)
    held.close(cast.county, TODAY)
    session = held.sessions.first()
    with pytest.raises(ValidationError):
        sign_in(session, cast.county, TODAY, ["C002"], [])
    sign_in(session, cast.county, TODAY, ["C002"], [], reason="签到表漏登")
    assert "签到表漏登" in LedgerEntry.objects.about(held).first().note


def test_a_course_is_not_closed_while_somebody_may_still_explain(cast, held):
    with pytest.raises(ValidationError):
        held.close(cast.county, answered_before=TODAY)
    held.close(cast.county, answered_before=date(2026, 3, 7))
    assert held.is_closed
    with pytest.raises(WrongState):
        held.close(cast.county, answered_before=date(2026, 3, 7))


def test_nobody_is_put_on_or_off_the_list_of_a_closed_course(cast, held):
    held.close(cast.county, answered_before=date(2026, 3, 7))
    with pytest.raises(WrongState):
        held.add(cast.county, [cast.person])
    with pytest.raises(WrongState):
        held.take_off(cast.county, held.attendances.get(cadre="C002"))


def test_who_has_signed_stays_on_the_list(cast, as_user, held):
    client = as_user(cast.county)
    here, away = (held.attendances.get(cadre=code) for code in ("C001", "C002"))
    for row, status in ((here, 422), (away, 302)):
        path = reverse("cadres:training_take_off", args=[row.pk])
        assert client.post(path).status_code == status
    assert came(held) == {"C001": True}


@pytest.fixture
def others(cast):
    """One nominated nowhere, one of the neighbour township's own unit in post."""
    Cadre.objects.create(code="C009", name="局外人", unit=cast.roads)
    cadre = Cadre.objects.create(code="C010", name="副组长", unit=cast.water)
    Posting.objects.create(cadre=cadre, team=cast.next_team, role="deputy", since=FIRST)


@pytest.mark.parametrize(
    ("narrowed", "found"),
    [
        ({}, {"C001", "C002", "C010"}),
        ({"role": "leader"}, {"C001"}),
        ({"role": "deputy"}, {"C010"}),
        ({"q": "局外"}, {"C009"}),
        ({"q": "wgq"}, {"C001"}),
        ({"untrained": True}, {"C002", "C010"}),
    ],
)
def test_people_are_found_by_batch_role_name_and_missing_training(cast, others, narrowed, found):
    cast.person.set_keys()
    cast.person.save()
    before = Training.objects.create(batch=cast.batch, title="岗前", since=FIRST, until=LAST)
    before.attendances.create(cadre=cast.person, attended=True)
    new = Training.objects.create(batch=cast.batch, title="x", since=FIRST, until=LAST)
    rows = candidates(new, cast.county, **narrowed)
    assert set(rows.values_list("pk", flat=True)) == found


def test_people_are_found_by_township(cast, others):
    new = Training.objects.create(batch=cast.batch, title="x", since=FIRST, until=LAST)
    rows = candidates(new, cast.county, township=cast.places.neighbour)
    assert set(rows.values_list("pk", flat=True)) == {"C002", "C010"}


def test_all_that_were_found_are_put_on_the_list_at_once(cast, as_user, others):
    new = Training.objects.create(batch=cast.batch, title="x", since=FIRST, until=LAST)
    path = reverse("cadres:training_people", args=[new.pk])
    client = as_user(cast.county)
    client.post(path, {"cadre": ["C001", "C009"]})
    assert came(new) == {"C001": None}
    client.post(path + "?role=deputy", {"all": "1"})
    client.post(path + "?role=deputy", {"all": "1"})
    assert came(new) == {"C001": None, "C010": None}
    assert LedgerEntry.objects.about(new).count() == 2


def test_a_unit_sees_its_own_people_on_the_list(cast, as_user, held):
    page = as_user(cast.unit).get(held.get_absolute_url())
    assert [row.cadre_id for row in page.context["page"]] == ["C001"]
    sheet = as_user(cast.unit).get(reverse("cadres:training_sheet", args=[held.pk]))
    assert [row.cadre_id for row, _signed in sheet.context["rows"]] == ["C001"]
    assert sheet.content.decode().count("✓") == 4


def test_pages_of_a_course_ask_as_often_for_many_as_for_few(
    cast, as_user, held, django_assert_max_num_queries, django_assert_num_queries
):
    client = as_user(cast.county)
    session = held.sessions.first()
    free = Cadre.objects.create(code="D9", name="未叫到", unit=cast.water)
    Posting.objects.create(cadre=free, team=cast.team, since=FIRST)
    paths = [
        held.get_absolute_url(),
        reverse("cadres:training_sheet", args=[held.pk]),
        reverse("cadres:training_sign", args=[session.pk]),
        reverse("cadres:training_people", args=[held.pk]),
        reverse("cadres:training_notice", args=[held.pk]),
    ]
    counts = {}
    for path in paths:
        client.get(path)
        with django_assert_max_num_queries(20) as few:
            client.get(path)
        counts[path] = len(few)
    people = [
        Cadre.objects.create(code=f"D{n}", name="很长的姓名" * 6, unit=cast.water) for n in range(6)
    ]
    for cadre in people[3:]:
        Posting.objects.create(cadre=cadre, team=cast.team, since=FIRST)
    held.add(cast.county, people[:3])
    sign_in(session, cast.county, TODAY, [cadre.pk for cadre in people[:3]], [])
    for path in paths:
        with django_assert_num_queries(counts[path]):
            client.get(path)
