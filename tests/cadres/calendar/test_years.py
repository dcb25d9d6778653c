"""A year whose holidays nobody entered is said to be so, and its table comes in like any other."""

import io
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from accounts.models import LedgerEntry
from cadres.calendar.workdays import on_or_after, workdays
from cadres.calendar.years import remark, unentered, wanted
from cadres.inbox.sources import inbox
from cadres.models import Holiday, Leave
from cadres.periods import Quarter
from cadres.reports.opening import open_period

ZONE = ZoneInfo("Asia/Shanghai")
# The beginning, the worked weekends and October of an invented notice for 2027.
TABLE = """日期,节日,类型
2027-01-01,元旦,放假
2027-02-05,春节,放假
2027-02-06,春节,放假
2027-02-08,春节,放假
2027-02-14,春节,上班
2027-10-01,国庆节,放假
"""


@pytest.fixture(autouse=True)
def _late_november():
    with time_machine.travel(datetime(2026, 11, 30, 12, tzinfo=ZONE), tick=False):
        yield


def enter(tmp_path, text=TABLE):
    path = tmp_path / "2027.csv"
    path.write_text(text, "utf-8")
    call_command("import_table", "holidays", path, stdout=io.StringIO())


def test_every_year_with_a_notice_is_known_and_the_next_is_not(db):
    assert unentered(range(2004, 2028)) == [2027]


def test_one_day_typed_does_not_make_a_year(db):
    Holiday.objects.create(day=date(2027, 2, 8), name="春节")
    Holiday.objects.create(day=date(2027, 10, 9), name="国庆节", is_working=True)
    assert unentered([2027]) == [2027]
    Holiday.objects.create(day=date(2027, 10, 1), name="国庆节")
    assert unentered([2027]) == []


@pytest.mark.parametrize(
    ("day", "years"),
    [
        (date(2026, 10, 31), []),
        (date(2026, 11, 1), [2027]),
        (date(2026, 12, 31), [2027]),
        (date(2027, 1, 1), [2027]),
        (date(2027, 11, 1), [2027, 2028]),
    ],
)
def test_from_november_on_the_next_year_is_asked_for(db, day, years):
    assert wanted(day) == years


def mine(user, day=date(2026, 11, 30)):
    return [paper for paper in inbox(user, day) if paper.url == reverse("cadres:holiday_list")]


def test_the_county_has_it_in_its_inbox_until_it_is_entered(cast, tmp_path):
    assert [(paper.since, paper.due_on) for paper in mine(cast.county)] == [
        (date(2026, 11, 1), date(2026, 12, 31))
    ]
    assert mine(cast.township) == mine(cast.cadre) == mine(cast.county, date(2026, 10, 31)) == []
    enter(tmp_path)
    assert mine(cast.county) == []


def test_the_table_comes_in_whole_and_days_follow(db, tmp_path):
    assert on_or_after(date(2027, 2, 6)) == date(2027, 2, 8)
    before = len(workdays(date(2027, 2, 1), date(2027, 2, 28)))
    enter(tmp_path)
    assert Holiday.objects.filter(day__year=2027).count() == 6
    assert on_or_after(date(2027, 2, 6)) == date(2027, 2, 9)
    assert len(workdays(date(2027, 2, 1), date(2027, 2, 28))) == before - 2 + 1
    rows = LedgerEntry.objects.count()
    enter(tmp_path)
    assert LedgerEntry.objects.count() == rows


def test_in_the_browser_a_wrong_word_is_refused_and_a_right_table_stored(cast, as_user, tmp_path):
    client, url = as_user(cast.county), reverse("cadres:import_table", args=["holidays"])
    path = tmp_path / "table.csv"
    for text, stored in ((TABLE.replace("上班", "加班"), 0), (TABLE, 6)):
        path.write_text(text, "utf-8")
        with path.open("rb") as table:
            preview = client.post(url, {"table": table}, follow=True)
        commit = reverse("cadres:import_commit", args=["holidays"])
        client.post(commit, {"file": preview.context["upload"].token})
        assert Holiday.objects.filter(day__year=2027).count() == stored
    assert as_user(cast.township).get(url).status_code == 403


def test_pages_say_that_days_of_that_year_are_provisional(cast, as_user, tmp_path):
    open_period(cast.places.county, Quarter(2026, 4), date(2026, 11, 30), cast.county)
    days = {"since": date(2026, 12, 30), "until": date(2027, 1, 4), "reason": "家事"}
    leave = Leave.objects.create(posting=cast.posting, **days)
    report = reverse("cadres:report_list")
    client = as_user(cast.county)
    report = client.get(report).context["table"].data[0].get_absolute_url()
    calendar = reverse("cadres:report_period_list")
    pages = [(cast.county, page) for page in (leave.get_absolute_url(), calendar, report)]
    pages.append((cast.county, reverse("cadres:leave_month", args=[2027, 2])))
    pages.append((cast.cadre, reverse("cadres:leave_request")))
    told = remark(date(2027, 1, 1))
    assert all(told in as_user(who).get(page).content.decode() for who, page in pages)
    holidays = as_user(cast.county).get(reverse("cadres:holiday_list"))
    assert holidays.context["wanted"] == [2027]
    enter(tmp_path)
    assert not any(told in as_user(who).get(page).content.decode() for who, page in pages)
