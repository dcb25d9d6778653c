"""Leave: who decides, what overlaps, what is given back; the calendar and the paper."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError

from accounts.models import LedgerEntry, StaleRecord
from cadres.attendance.month_grid import month_grid
from cadres.models import Absence, Leave, Posting, Training, TrainingAttendance

URL = "/cadres/leave/"
ZONE = ZoneInfo("Asia/Shanghai")


def ask(cast, since, until, **fields):
    fields = {"posting": cast.posting, "reason": "家事"} | fields
    return Leave(since=since, until=until, **fields).request(cast.cadre)


def on(month, day):
    return date(2026, month, day)


def noon(day):
    """It is noon of a day, in the county."""
    return time_machine.travel(datetime.combine(day, time(12), ZONE), tick=False)


@pytest.mark.parametrize(
    ("last", "decider"), [(2, "township"), (4, "township"), (5, "county"), (20, "county")]
)
def test_three_days_are_the_townships_more_the_countys(cast, last, decider):
    assert ask(cast, on(3, 2), on(3, last)).decider == decider


@pytest.mark.parametrize(
    ("since", "until"),
    [(on(3, 3), on(3, 3)), (on(3, 1), on(3, 2)), (on(3, 4), on(3, 9)), (on(2, 1), on(4, 1))],
)
def test_overlapping_leave_is_refused(cast, since, until):
    ask(cast, on(3, 2), on(3, 4))
    with pytest.raises(ValidationError):
        ask(cast, since, until)
    assert Leave.objects.count() == 1


@pytest.mark.parametrize("state", ["refused", "cancelled"])
def test_leave_that_is_not_in_force_blocks_nothing(cast, state):
    Leave.objects.filter(pk=ask(cast, on(3, 2), on(3, 4)).pk).update(state=state)
    assert ask(cast, on(3, 3), on(3, 3)).pk


@pytest.mark.parametrize(
    ("since", "until"), [(on(3, 4), on(3, 2)), (on(1, 7), on(1, 9)), (on(6, 29), on(7, 1))]
)
def test_leave_lies_within_the_posting(cast, since, until):
    Posting.objects.filter(pk=cast.posting.pk).update(until=on(6, 30))
    cast.posting.refresh_from_db()
    with pytest.raises(ValidationError):
        ask(cast, since, until)


def decide(as_user, user, leave, granted, opinion=""):
    data = {"granted": granted, "opinion": opinion}
    return as_user(user).post(f"{URL}{leave.pk}/decide/", data, follow=True)


def test_the_township_grants_short_leave(cast, as_user):
    leave = ask(cast, on(3, 2), on(3, 4))
    decide(as_user, cast.township, leave, "1", "同意")
    leave.refresh_from_db()
    assert (leave.state, leave.decided_by, leave.decision) == ("approved", "township", "同意")
    entry = LedgerEntry.objects.about(leave).first()
    assert (entry.action, entry.actor) == ("approve leave", "township")


@pytest.mark.parametrize(("last", "who"), [(4, "county"), (5, "township")])
def test_the_other_office_only_looks_on(cast, as_user, last, who):
    leave = ask(cast, on(3, 2), on(3, last))
    decide(as_user, getattr(cast, who), leave, "1")
    leave.refresh_from_db()
    assert leave.state == "requested"


def test_refusing_needs_a_reason(cast, as_user):
    leave = ask(cast, on(3, 2), on(3, 4))
    decide(as_user, cast.township, leave, "0")
    leave.refresh_from_db()
    assert leave.state == "requested"
    decide(as_user, cast.township, leave, "0", "汛期")
    leave.refresh_from_db()
    assert (leave.state, leave.decision) == ("refused", "汛期")


def test_a_second_decision_finds_the_first(cast, as_user):
    leave = ask(cast, on(3, 2), on(3, 4))
    decide(as_user, cast.township, leave, "1")
    decide(as_user, cast.township, leave, "0", "改主意")
    leave.refresh_from_db()
    assert leave.state == "approved"


def test_two_decisions_at_once_do_not_overwrite(cast):
    first = ask(cast, on(3, 2), on(3, 4))
    second = Leave.objects.get(pk=first.pk)
    first.decide(cast.township, True, "")
    with pytest.raises(StaleRecord):
        second.decide(cast.township, False, "汛期")


def test_days_not_taken_are_given_back(cast):
    leave = ask(cast, on(3, 2), on(3, 10))
    leave.decide(cast.county, True, "")
    with noon(on(3, 6)):
        leave.come_back(cast.cadre, on(3, 6))
    assert (leave.state, leave.until, leave.days) == ("returned", on(3, 5), 4)


@pytest.mark.parametrize(("day", "late"), [(on(3, 5), False), (on(3, 7), True)])
def test_coming_back_later_than_granted_is_said(cast, day, late):
    leave = ask(cast, on(3, 2), on(3, 4))
    leave.decide(cast.township, True, "")
    with noon(day):
        leave.come_back(cast.cadre, day)
    assert (leave.until, leave.is_late_back) == (on(3, 4), late)


def test_leave_of_which_nothing_was_taken_is_cancelled_instead(cast):
    leave = ask(cast, on(3, 2), on(3, 4))
    leave.decide(cast.township, True, "")
    with noon(on(3, 1)):
        with pytest.raises(ValidationError):
            leave.come_back(cast.cadre, on(3, 2))
        leave.cancel(cast.cadre)
    assert leave.state == "cancelled"


def test_the_cadre_asks_on_the_phone(cast, as_user):
    data = {"kind": "sick", "since": "2026-11-02", "until": "2026-11-03", "reason": "发热"}
    page = as_user(cast.cadre).post(f"{URL}ask/", data)
    assert page.status_code == 302
    leave = Leave.objects.get()
    assert (leave.posting, leave.kind) == (cast.posting, "sick")


def test_a_wrong_request_keeps_what_was_typed(cast, as_user):
    data = {"kind": "sick", "since": "2026-11-05", "until": "2026-11-03", "reason": "发热三天"}
    page = as_user(cast.cadre).post(f"{URL}ask/", data)
    assert page.status_code == 200
    assert "发热三天" in page.content.decode()
    assert not Leave.objects.exists()


def test_a_cadre_without_a_posting_is_told_so(cast, as_user):
    Posting.objects.filter(pk=cast.posting.pk).update(until=on(1, 31))
    page = as_user(cast.cadre).get(f"{URL}ask/")
    assert page.context["form"] is None


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("county", 1),
        ("leader", 1),
        ("township", 1),
        ("neighbour", 0),
        ("unit", 1),
        ("cadre", 1),
        ("scorer", 0),
        ("stranger", 0),
        ("secadmin", 0),
    ],
)
def test_each_sees_the_leave_of_its_scope(cast, who, sees):
    ask(cast, on(3, 2), on(3, 4))
    assert Leave.objects.visible_to(getattr(cast, who)).count() == sees


def marks(cast, first, last):
    postings = cast.team.postings.prefetch_related(
        "leaves", "absences", "cadre__trainings__training"
    )
    grid = month_grid(postings, first, last)
    return [cell.kind for cell in grid["rows"][0][1]]


def test_the_calendar_tells_each_day_apart(cast):
    ask(cast, on(1, 10), on(1, 10)).decide(cast.township, True, "")
    ask(cast, on(1, 11), on(1, 11))
    Absence.objects.create(posting=cast.posting, since=on(1, 12), until=on(1, 12), found_by="抽查")
    course = Training.objects.create(batch=cast.batch, title="x", since=on(1, 13), until=on(1, 13))
    TrainingAttendance.objects.create(training=course, cadre=cast.person)
    kinds = ["out", "here", "here", "leave", "asked", "absent", "training", "here"]
    assert marks(cast, on(1, 7), on(1, 14)) == kinds


@pytest.mark.parametrize(
    ("year", "month", "code"), [(2026, 12, 200), (2026, 13, 404), (1999, 1, 404)]
)
def test_the_calendar_has_the_months_there_are(cast, as_user, year, month, code):
    url = f"/cadres/teams/{cast.team.pk}/calendar/{year}/{month}/"
    assert as_user(cast.township).get(url).status_code == code


def test_the_paper_form_lists_the_leave_of_the_year_so_far(cast, as_user):
    ask(cast, on(2, 2), on(2, 3)).decide(cast.township, True, "同意")
    ask(cast, on(3, 2), on(3, 3))
    leave = ask(cast, on(4, 2), on(4, 3))
    page = as_user(cast.cadre).get(f"{URL}{leave.pk}/sheet/")
    assert [each.since for each in page.context["earlier"]] == [on(2, 2)]
