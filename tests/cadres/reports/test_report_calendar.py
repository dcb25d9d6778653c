"""The calendar of reports: working days, due, late, closed, opened again; the bar that shows it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import LedgerEntry
from cadres.calendar.workdays import on_or_after, workdays
from cadres.models import Holiday, QuarterlyReport, ReportPeriod, ReportSection
from cadres.periods import Quarter, Year
from cadres.reports.models.deadlines import set_calendar
from cadres.reports.numbers import NUMBERS
from cadres.reports.opening import open_period
from cadres.reports.timeline import timeline
from cadres.workflow.transitions import WrongState

Q2 = Quarter(2026, 2)
OPENED = date(2026, 7, 3)


def at(day, month=7):
    return datetime(2026, month, day, 12, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def report(cast):
    with time_machine.travel(at(3), tick=False):
        open_period(cast.places.county, Q2, OPENED, cast.county)
    return QuarterlyReport.objects.get(township=cast.places.town)


@pytest.fixture
def period(report):
    return report.calendar


def ready(report):
    report.sections = dict.fromkeys(report.outline, "已完成。")
    report.settled = dict.fromkeys(report.figures, "镇")
    report.save()
    return report


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        (date(2026, 4, 1), date(2026, 6, 30), 61),  # spring of 2026 with its three holidays
        (date(2026, 2, 14), date(2026, 2, 24), 2),  # a Saturday worked, nine days off, a Tuesday
        (date(2026, 5, 9), date(2026, 5, 9), 1),
        (date(2027, 1, 4), date(2027, 1, 10), 5),  # a year nobody has announced yet
    ],
)
def test_working_days_are_those_of_the_state_council(first, last, count):
    assert len(workdays(first, last)) == count


def test_a_day_the_county_adds_counts_at_once(db):
    Holiday.objects.create(day=date(2027, 2, 8), name="春节")
    assert on_or_after(date(2027, 2, 6)) == date(2027, 2, 9)


@pytest.mark.parametrize(
    ("span", "kind", "days"),
    [
        (Q2, "township", [(7, 6), (7, 10), (7, 15)]),
        (Quarter(2026, 3), "unit", [(10, 8), (10, 10), (10, 15)]),  # after the national holiday
        (Q2, "county", [(7, 15), (7, 20), (7, 27)]),
    ],
)
def test_the_days_follow_the_rules_and_end_on_working_days(cast, span, kind, days):
    made = set_calendar(cast.places.county, kind, span)
    assert [made.due_on, made.late_until, made.closes_on] == [date(2026, *day) for day in days]


def test_an_annual_summary_has_its_own_template_and_days(cast):
    today = date(2026, 12, 31)
    open_period(cast.places.county, Year(2026), today)
    report = QuarterlyReport.objects.get(township=cast.places.town)
    assert "goals" in report.outline
    assert report.due_on == date(2027, 1, 15)
    assert str(report) == "龙窝镇 2026年"
    assert list(QuarterlyReport.objects.of_kind("annual")) != []
    assert not QuarterlyReport.objects.of_kind("township").exists()


def test_after_the_closing_day_no_first_submission_is_taken(report, cast):
    ready(report)
    with time_machine.travel(at(16)), pytest.raises(ValidationError, match="2026-07-15"):
        report.submit(cast.township)
    with time_machine.travel(at(15)):
        report.submit(cast.township)
    assert report.on_time is False


def test_what_came_back_after_the_closing_day_is_still_handed_in_again(report, cast):
    with time_machine.travel(at(3)):
        ready(report).submit(cast.township)
    with time_machine.travel(at(20)):
        report.send_back(cast.county, "请改")
        report.submit(cast.township)
    assert report.state == "submitted"


def test_a_closed_period_is_opened_again_with_signer_reason_and_end(period, report, cast):
    period.reopen(cast.county, "邓建军", "汛期停电", date(2026, 7, 20), date(2026, 7, 16))
    assert LedgerEntry.objects.latest("seq").note == "汛期停电"
    with time_machine.travel(at(20)):
        ready(report).submit(cast.township)
    assert report.on_time is False


@pytest.mark.parametrize(
    ("signer", "reason", "until", "today", "fault"),
    [
        ("", "停电", 20, 16, ValidationError),
        ("邓建军", " ", 20, 16, ValidationError),
        ("邓建军", "停电", 15, 16, ValidationError),
        ("邓建军", "停电", 20, 15, WrongState),
    ],
)
def test_it_is_not_opened_again_without_them(period, cast, signer, reason, until, today, fault):
    until, today = date(2026, 7, until), date(2026, 7, today)
    with pytest.raises(fault):
        period.reopen(cast.county, signer, reason, until, today)


def test_the_county_opens_it_again_on_its_page(period, cast, as_user):
    client, page = as_user(cast.county), reverse("cadres:report_period_reopen", args=[period.pk])
    sent = {"signer": "邓建军", "reason": "停电", "until": "2026-07-20"}
    with time_machine.travel(at(16)):
        assert client.get(page).status_code == 200
        assert client.post(page, sent | {"signer": ""}).status_code == 422
        assert client.post(page, sent).status_code == 302
    with time_machine.travel(at(10)):
        assert client.post(page, sent).status_code == 422


def test_a_moved_due_day_holds_for_every_report_of_the_kind(period, report, cast, as_user):
    client, page = as_user(cast.county), reverse("cadres:report_period_edit", args=[period.pk])
    form = client.get(page).context["form"]
    sent = {"due_on": "2026-07-08", "late_until": "2026-07-10", "closes_on": "2026-07-15"}
    sent["opened"] = form["opened"].value()
    assert client.post(page, sent | {"due_on": "2026-07-11"}).status_code == 200
    assert client.post(page, sent).status_code == 302
    due = dict(QuarterlyReport.objects.values_list("township", "due_on"))
    assert due["441621102"] == date(2026, 7, 8)
    assert QuarterlyReport.objects.get(unit=cast.water).due_on == date(2026, 7, 6)


def test_the_bar_says_in_words_what_it_draws(report, cast):
    with time_machine.travel(at(3)):
        ready(report).submit(cast.township)
    bar = timeline(report, report.calendar, date(2026, 7, 8))
    assert bar.said == (
        "7月1日 开始，7月3日 已按时提交，7月6日 截止，今天 7月8日，7月10日 停止补报，7月15日 关闭"
    )
    assert (bar.due_at, bar.late_at, bar.today_at, bar.sent_at) == ("36%", "64%", "50%", "14%")


def test_a_report_of_no_calendar_has_no_bar(report, cast, as_user):
    ReportPeriod.objects.all().delete()
    page = as_user(cast.township).get(report.get_absolute_url())
    assert page.context["timeline"] is None


def test_every_number_of_the_templates_is_known(db):
    unknown = {code for section in ReportSection.objects.all() for code in section.numbers} - set(
        NUMBERS
    )
    assert unknown == set()


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("共{matters.raised}件。", 302),
        ("共{matters.many}件。", 200),
        ("没有数。", 302),
    ],
)
def test_a_template_takes_only_numbers_that_the_records_hold(cast, as_user, sentence, status):
    section = ReportSection.objects.get(kind="township", key="society")
    client, page = as_user(cast.county), section.get_absolute_url()
    sent = {
        "title": "社会进步",
        "order": 50,
        "sentence": sentence,
        "opened": client.get(page).context["form"]["opened"].value(),
    }
    assert client.post(page, sent).status_code == status


def test_an_opened_report_keeps_the_template_of_its_day(report):
    ReportSection.objects.filter(kind="township").delete()
    report.refresh_from_db()
    assert "society" in report.outline


def test_the_county_adds_a_holiday(cast, as_user):
    client = as_user(cast.county)
    client.post(reverse("cadres:holiday_create"), {"day": "2027-02-08", "name": "春节"})
    assert Holiday.objects.get(day="2027-02-08").is_working is False
    assert client.get(reverse("cadres:holiday_edit", args=["2027-02-08"])).status_code == 200
    assert client.get(reverse("cadres:holiday_edit", args=["some-day"])).status_code == 404
