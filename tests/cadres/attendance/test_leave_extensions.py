"""Leave in working days, going on from leave, what lies on the days, and a township's month."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError

from cadres.attendance.month_grid import month_grid
from cadres.attendance.presence import presence
from cadres.models import (
    Absence,
    Cadre,
    DiaryEntry,
    Leave,
    Matter,
    Posting,
    Training,
    TrainingAttendance,
)

URL = "/cadres/leave/"
NOON = datetime(2026, 3, 2, 12, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


def on(day, month=3):
    return date(2026, month, day)


def ask(cast, since, until, **fields):
    fields = {"posting": cast.posting, "reason": "家事"} | fields
    return Leave(since=since, until=until, **fields).request(cast.cadre)


def granted(cast, since, until, **fields):
    leave = ask(cast, since, until, **fields)
    return leave.decide(getattr(cast, leave.decider), True, "")


@pytest.mark.parametrize(
    ("since", "until", "days", "decider"),
    [
        (on(5), on(8), 2, "township"),  # Thursday to Sunday
        (on(5), on(9), 3, "township"),
        (on(5), on(10), 4, "county"),
        (on(7), on(8), 0, "township"),  # a weekend
    ],
)
def test_working_days_say_who_decides(cast, since, until, days, decider):
    leave = ask(cast, since, until)
    assert (leave.working_days, leave.decider) == (days, decider)


def test_leave_and_its_extension_are_counted_together(cast):
    first = granted(cast, on(3), on(5))
    assert first.decider == "township"
    assert ask(cast, on(6), on(6), extends=first).decider == "county"


def test_an_extension_of_an_extension_is_counted_from_the_first_day(cast):
    first = granted(cast, on(3), on(3))
    second = granted(cast, on(4), on(5), extends=first)
    assert second.decider == "township"
    assert ask(cast, on(6), on(6), extends=second).decider == "county"


@pytest.mark.parametrize("since", [on(7), on(9)])
def test_an_extension_begins_on_the_day_after(cast, since):
    first = granted(cast, on(3), on(5))
    with pytest.raises(ValidationError):
        ask(cast, since, on(10), extends=first)


def test_only_granted_leave_is_extended(cast):
    first = ask(cast, on(3), on(5))
    with pytest.raises(ValidationError):
        ask(cast, on(6), on(6), extends=first)


def test_an_extension_begins_where_the_leave_ends(cast, as_user):
    first = granted(cast, on(3), on(4), kind="sick", reason="发热")
    form = as_user(cast.cadre).get(f"{URL}ask/?extends={first.pk}").context["form"]
    assert (form["since"].value(), form["kind"].value(), form["reason"].value()) == (
        on(5),
        "sick",
        "发热",
    )
    sent = {"kind": "sick", "since": "2026-03-05", "until": "2026-03-05", "reason": "未愈"}
    as_user(cast.cadre).post(f"{URL}ask/?extends={first.pk}", sent)
    assert Leave.objects.latest("pk").extends == first


@pytest.mark.parametrize("text", ["x", "999999", "9" * 30])
def test_what_is_no_leave_cannot_be_extended(cast, as_user, text):
    assert as_user(cast.cadre).get(f"{URL}ask/?extends={text}").status_code == 404


def test_who_goes_on_with_leave_is_not_late_back(cast):
    first = granted(cast, on(2), on(2))
    assert list(Leave.objects.not_back(on(3))) == [first]
    assert not Leave.objects.not_back(on(2)).exists()
    second = granted(cast, on(3), on(3), extends=first)
    assert list(Leave.objects.not_back(on(4))) == [second]
    with time_machine.travel(datetime(2026, 3, 4, 12, tzinfo=NOON.tzinfo), tick=False):
        second.come_back(cast.cadre, on(4))
    assert not Leave.objects.not_back(on(9)).exists()


# What lies on the days


def entry(cast, day):
    return DiaryEntry.objects.create(
        cadre=cast.person,
        posting=cast.posting,
        unit=cast.water,
        village=cast.places.village,
        on=day,
        tasks="rules",
        text="看账",
    )


def train(cast, first, last):
    course = Training.objects.create(batch=cast.batch, title="财务培训", since=first, until=last)
    TrainingAttendance.objects.create(training=course, cadre=cast.person)


def colleague(cast, away=True):
    other = Cadre.objects.create(code="C9", name="丘志明", unit=cast.roads)
    posting = Posting.objects.create(cadre=other, team=cast.team, since=on(1, 2))
    if away:
        ask(cast, on(3), on(3), posting=posting)


LIES = {
    "3月3日": lambda cast: entry(cast, on(3)),
    "财务培训": lambda cast: train(cast, on(2), on(3)),
    "丘志明": colleague,
    "路灯": lambda cast: Matter.raise_new(
        cast.cadre,
        village=cast.places.village,
        title="路灯",
        category="roads",
        raised_on=on(17, 2),
    ),
}
SENT = {"kind": "personal", "since": "2026-03-03", "until": "2026-03-04", "reason": "家事"}


@pytest.mark.parametrize("said", LIES)
def test_what_lies_on_the_days_is_shown_before_the_request_is_sent(cast, as_user, said):
    LIES[said](cast)
    client = as_user(cast.cadre)
    page = client.post(f"{URL}ask/", SENT)
    assert page.status_code == 200
    assert any(said in words for words in page.context["clashes"])
    assert not Leave.objects.filter(posting=cast.posting).exists()
    known = {"known": page.context["days"]}
    assert client.post(f"{URL}ask/", SENT | known).status_code == 302
    assert Leave.objects.filter(posting=cast.posting).exists()


def test_other_days_are_looked_at_anew(cast, as_user):
    entry(cast, on(3))
    entry(cast, on(5))
    client = as_user(cast.cadre)
    known = {"known": client.post(f"{URL}ask/", SENT).context["days"]}
    other = SENT | known | {"since": "2026-03-05", "until": "2026-03-05"}
    assert client.post(f"{URL}ask/", other).status_code == 200


def test_an_empty_village_is_said(cast, as_user):
    colleague(cast)
    found = as_user(cast.cadre).post(f"{URL}ask/", SENT).context["clashes"]
    assert len(found) == 2


def test_nothing_on_the_days_asks_nothing(cast, as_user):
    colleague(cast, away=False)
    assert as_user(cast.cadre).post(f"{URL}ask/", SENT).status_code == 302


def test_who_may_stand_in_is_named(cast, as_user):
    colleague(cast, away=False)
    assert "丘志明" in as_user(cast.cadre).get(f"{URL}ask/").content.decode()


# The month


def test_the_calendar_and_presence_agree(cast):
    granted(cast, on(3), on(4))
    train(cast, on(5), on(5))
    for day, explained in ((4, False), (6, False), (9, True)):
        Absence.objects.create(
            posting=cast.posting, since=on(day), until=on(day), explained=explained, found_by="镇"
        )
    postings = Posting.objects.filter(pk=cast.posting.pk).prefetch_related(
        "leaves", "absences", "cadre__trainings__training"
    )
    cells = month_grid(postings, on(2), on(10))["rows"][0][1]
    worked = [cell for cell in cells if not cell.is_rest]
    kinds = [cell.kind for cell in worked]
    assert kinds == ["here", "leave", "leave", "training", "absent", "here", "here"]
    expected = sum(kind in {"here", "absent"} for kind in kinds)
    assert presence(postings, on(2), on(10)) == (expected, kinds.count("here"))


@pytest.mark.parametrize(
    ("who", "rows"),
    [
        ("county", 1),
        ("leader", 1),
        ("township", 1),
        ("neighbour", 1),
        ("unit", 1),
    ],
)
def test_a_month_shows_a_township_or_a_units_people(cast, as_user, who, rows):
    page = as_user(getattr(cast, who)).get(f"{URL}calendar/2026/3/")
    assert len(page.context["grid"]["rows"]) == rows


def test_the_county_chooses_the_township(cast, as_user):
    page = as_user(cast.county).get(f"{URL}calendar/2026/3/?township=441621103")
    assert [posting.cadre for posting, _cells in page.context["grid"]["rows"]] == [cast.other]
    other = as_user(cast.township).get(f"{URL}calendar/2026/3/?township=441621103")
    assert other.status_code == 404


def test_a_month_costs_the_same_however_many(cast, as_user, django_assert_max_num_queries):
    client = as_user(cast.township)
    ask(cast, on(3), on(3))
    with django_assert_max_num_queries(20) as few:
        client.get(f"{URL}calendar/2026/3/")
    for at in range(5):
        other = Cadre.objects.create(code=f"C1{at}", name="某", unit=cast.roads)
        posting = Posting.objects.create(cadre=other, team=cast.team, since=on(1, 2))
        ask(cast, on(3), on(3), posting=posting)
    with django_assert_max_num_queries(len(few)):
        client.get(f"{URL}calendar/2026/3/")
