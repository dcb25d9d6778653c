"""Quarterly reports: opened once, late is the holder's, returned with reasons, then frozen."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from pytest_django.asserts import assertInHTML

from accounts.models import LedgerEntry
from cadres.models import Cadre, Posting, QuarterlyReport, Unit
from cadres.periods import Quarter
from cadres.reports.opening import open_period
from cadres.workflow.transitions import WrongState
from tests.stage import layer

pytestmark = pytest.mark.both

TODAY = date(2026, 7, 3)
Q2 = Quarter(2026, 2)


def at(day, hour=12):
    return datetime(2026, 7, day, hour, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(at(3), tick=False):
        yield


@layer
@time_machine.travel(at(3), tick=False)
def reports(cast):
    """{name of township or unit: its report of 2026-Q2}."""
    open_period(cast.places.county, Q2, TODAY, cast.county)
    return {str(report.body): report for report in QuarterlyReport.objects.all()}


@pytest.fixture
def report(reports):
    return reports["龙窝镇"]


def fill(report, text="已完成。"):
    report.sections = dict.fromkeys(report.outline, text)
    report.settled = dict.fromkeys(report.figures, "龙窝镇")
    report.save()
    return report


def test_every_township_and_unit_with_people_posted_gets_its_report(reports):
    assert set(reports) == {"龙窝镇", "九和镇", "县水务局", "县交通局"}
    assert {report.due_on for report in reports.values()} == {date(2026, 7, 6)}


def test_opening_again_opens_only_what_is_new(reports, cast):
    assert open_period(cast.places.county, Q2, TODAY, cast.county) == []
    unit = Unit.objects.create(code="U03", name="县教育局", county=cast.places.county)
    station = Unit.objects.create(
        code="U04", name="龙窝镇农业站", county=cast.places.county, township=cast.places.town
    )
    for at_, sender in enumerate([unit, station]):
        cadre = Cadre.objects.create(code=f"C1{at_}", name="新来", unit=sender)
        Posting.objects.create(cadre=cadre, team=cast.team, since=date(2026, 6, 30))
    made = open_period(cast.places.county, Q2, TODAY, cast.county)
    assert [str(report.body) for report in made] == ["县教育局"]


def test_who_had_nobody_posted_in_the_quarter_gets_none(cast):
    Posting.objects.update(since=date(2026, 7, 1))
    assert open_period(cast.places.county, Q2, TODAY) == []


def test_a_quarter_that_has_not_begun_is_not_opened(cast):
    with pytest.raises(ValidationError):
        open_period(cast.places.county, Quarter(2026, 4), TODAY)


STATES = ["draft", "submitted", "returned", "accepted"]
VERBS = {
    "submit": lambda report, cast: report.submit(cast.township),
    "send_back": lambda report, cast: report.send_back(cast.county, "请补数字"),
    "accept": lambda report, cast: report.accept(cast.county),
}
AFTER = {
    ("draft", "submit"): "submitted",
    ("returned", "submit"): "submitted",
    ("submitted", "send_back"): "returned",
    ("submitted", "accept"): "accepted",
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("verb", VERBS)
def test_the_state_after_each_verb(report, cast, state, verb):
    fill(report)
    QuarterlyReport.objects.filter(pk=report.pk).update(state=state)
    rows = LedgerEntry.objects.count()
    if after := AFTER.get((state, verb)):
        VERBS[verb](report, cast)
    else:
        with pytest.raises(WrongState):
            VERBS[verb](report, cast)
    report.refresh_from_db()
    assert report.state == (after or state)
    assert LedgerEntry.objects.count() == rows + bool(after)


def test_only_the_first_submission_counts_for_the_due_day(report, cast):
    fill(report).submit(cast.township)
    with time_machine.travel(at(9)):
        report.send_back(cast.county, "请补数字")
    with time_machine.travel(at(20)):
        report.submit(cast.township)
    assert report.on_time is True
    assert timezone.localdate(report.first_submitted_at) == TODAY


@pytest.mark.parametrize(("day", "hour", "in_time"), [(6, 23, True), (7, 0, False)])
def test_the_due_day_ends_at_midnight_here(report, cast, day, hour, in_time):
    with time_machine.travel(at(day, hour)):
        fill(report).submit(cast.township)
    assert report.on_time is in_time


@pytest.mark.parametrize(("day", "over"), [(date(2026, 6, 30), False), (date(2026, 7, 1), True)])
def test_a_quarter_is_handed_in_once_it_is_over(report, cast, as_user, day, over):
    fill(report)
    with time_machine.travel(at(1).replace(month=day.month, day=day.day), tick=False):
        client = as_user(cast.township)
        assert client.get(report.get_absolute_url()).context["over"] is over
        client.post(url("submit", report))
    report.refresh_from_db()
    assert report.state == ("submitted" if over else "draft")


def test_late_is_the_holders(report, cast):
    assert (report.holder_name, report.days_held(date(2026, 7, 4))) == ("龙窝镇", 1)
    fill(report).submit(cast.township)
    assert str(report.holder_name) == "县基层办"
    with time_machine.travel(at(7)):
        assert report.days_held(date(2026, 7, 7)) == 4
        report.send_back(cast.county, "请补数字")
    assert (report.holder_name, report.days_held(date(2026, 7, 8))) == ("龙窝镇", 1)
    with time_machine.travel(at(9)):
        report.submit(cast.township)
        report.accept(cast.county)
    assert (report.holder_name, report.days_held(date(2026, 7, 30))) == ("", None)


def test_an_unanswered_section_is_named_at_submission(report, cast):
    fill(report)
    report.sections["next"] = ""
    report.save()
    with pytest.raises(ValidationError, match="下一步打算"):
        report.submit(cast.township)


def test_a_return_needs_a_reason_overall_or_by_section(report, cast):
    fill(report).submit(cast.township)
    with pytest.raises(ValidationError):
        report.send_back(cast.county, " ", {"next": " "})
    report.send_back(cast.county, "", {"next": "没有时限", "problems": ""})
    assert report.remarks == {"next": "没有时限"}


def test_nobody_reviews_the_report_of_the_own_unit(reports, cast):
    report = fill(reports["县水务局"])
    report.submit(cast.unit)
    cast.water.liaisons.add(cast.county)
    for verb in ("accept", "send_back"):
        with pytest.raises(PermissionDenied):
            VERBS[verb](report, cast)


def test_the_ledger_holds_no_text_of_a_report(report, cast, as_user):
    write(as_user(cast.township), report, overview="全镇 33 支工作队全部住村。")
    kept = " ".join(str(row.after) for row in LedgerEntry.objects.all())
    assert "全部住村" not in kept


SEES = {
    "county": 4,
    "leader": 4,
    "township": 1,
    "neighbour": 1,
    "unit": 1,
    "cadre": 0,
    "stranger": 0,
    "scorer": 0,
}


@pytest.mark.parametrize(("who", "count"), SEES.items())
def test_each_sees_the_reports_of_its_scope(reports, cast, who, count):
    assert QuarterlyReport.objects.visible_to(getattr(cast, who)).count() == count


def url(name, report):
    return reverse(f"cadres:report_{name}", args=[report.pk])


def opened(client, report):
    return client.get(url("edit", report)).context["form"]["opened"].value()


def write(client, report, mark=None, **sections):
    sent = dict(report.sections) | sections | {"opened": mark or opened(client, report)}
    return client.post(url("edit", report), sent)


def test_the_township_writes_submits_mends_and_the_county_accepts(report, cast, as_user):
    client = as_user(cast.township)
    write(client, report, **dict.fromkeys(report.outline, "情况良好。"))
    client.post(url("confirm", report), {"code": list(report.figures)})
    assert client.post(url("submit", report)).status_code == 302
    client = as_user(cast.county)
    client.post(url("return", report), {"note": "", "section_next": "写明时限"})
    client = as_user(cast.township)
    assert "写明时限" in client.get(url("page", report)).content.decode()
    assert "写明时限" in client.get(url("edit", report)).content.decode()
    report.refresh_from_db()
    write(client, report, next="8 月底前完成。")
    client.post(url("submit", report))
    as_user(cast.county).post(url("accept", report))
    report.refresh_from_db()
    assert (report.state, report.sections["next"]) == ("accepted", "8 月底前完成。")
    assert (report.reviewed_by, report.on_time) == ("county", True)


def test_two_authors_at_once_are_asked_section_by_section(report, cast, as_user):
    client = as_user(cast.township)
    mark = opened(client, report)
    write(client, report, mark, overview="甲写的", problems="甲的问题")
    answer = write(client, report, mark, overview="乙写的", next="乙的打算")
    assert answer.status_code == 409
    assert [conflict["name"] for conflict in answer.context["form"].conflicts] == ["overview"]
    form = answer.context["form"]
    sent = dict(form.data.items()) | {"use_overview": "mine"}
    assert client.post(url("edit", report), sent).status_code == 302
    report.refresh_from_db()
    assert report.sections["overview"] == "乙写的"
    assert (report.sections["problems"], report.sections["next"]) == ("甲的问题", "乙的打算")


def test_what_is_with_the_reviewer_cannot_be_written(report, cast, as_user):
    client = as_user(cast.township)
    mark = opened(client, report)
    fill(report).submit(cast.township)
    assert client.get(url("edit", report)).status_code == 409
    assert write(client, report, mark, overview="偷偷改").status_code == 409
    report.refresh_from_db()
    assert report.sections["overview"] == "已完成。"


@pytest.mark.parametrize(
    ("who", "verb", "status"),
    [
        ("township", "submit", 302),
        ("neighbour", "submit", 404),
        ("county", "submit", 403),
        ("township", "accept", 403),
        ("county", "accept", 409),
        ("county", "return", 409),
        ("leader", "accept", 403),
        ("unit", "submit", 404),
        ("cadre", "submit", 403),
        ("stranger", "accept", 404),
    ],
)
def test_each_verb_has_its_role(report, cast, as_user, who, verb, status):
    fill(report)
    answer = as_user(getattr(cast, who)).post(url(verb, report), {"note": "请改"})
    assert answer.status_code == status


def test_a_verb_is_never_a_link(report, cast, as_user):
    assert as_user(cast.township).get(url("submit", report)).status_code == 405


def test_the_chosen_are_accepted_all_or_none(reports, cast, as_user):
    first, second = fill(reports["龙窝镇"]), fill(reports["九和镇"])
    first.submit(cast.township)
    client, page = as_user(cast.county), reverse("cadres:report_accept_many")
    assert client.post(page, {"chosen": [first.pk, second.pk]}).status_code == 409
    assert not QuarterlyReport.objects.filter(state="accepted").exists()
    second.submit(cast.neighbour)
    assert client.post(page, {"chosen": [first.pk, second.pk, "x"]}).status_code == 302
    assert QuarterlyReport.objects.filter(state="accepted").count() == 2


def test_the_county_opens_the_quarter_in_one_click(cast, as_user):
    client, page = as_user(cast.county), reverse("cadres:report_open")
    answers = [client.post(page, {"quarter": "2026-Q2"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert QuarterlyReport.objects.count() == 4


@pytest.mark.parametrize(("quarter", "status"), [("2026-Q5", 400), ("", 400), ("2027-Q1", 422)])
def test_a_quarter_that_is_none_is_refused(cast, as_user, quarter, status):
    answer = as_user(cast.county).post(reverse("cadres:report_open"), {"quarter": quarter})
    assert answer.status_code == status


def test_the_paper_has_the_official_title(report, cast, as_user):
    fill(report, "第一段。\n<b>第二段。")
    page = as_user(cast.township).get(url("print", report)).content.decode()
    assertInHTML("<p>第一段。</p><p>&lt;b&gt;第二段。</p>", page)
    text = strip_tags(page)
    assert "龙窝镇关于2026年第2季度干部驻村工作情况的报告" in text
    assert "二、班子建设" in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 4),
        ("period=2026-Q2", 4),
        ("kind=unit", 2),
        ("kind=township", 2),
        ("standing=draft", 4),
        ("standing=accepted", 0),
        ("standing=late", 0),
        ("q=水务", 1),
        ("q=龙窝", 1),
    ],
)
def test_the_board_is_narrowed(reports, cast, as_user, query, found):
    page = as_user(cast.county).get(f"{reverse('cadres:report_list')}?{query}")
    assert page.context["found"] == found


def test_after_the_due_day_the_board_says_who_is_late(reports, cast, as_user):
    fill(reports["龙窝镇"]).submit(cast.township)
    with time_machine.travel(at(7)):
        page = as_user(cast.county).get(f"{reverse('cadres:report_list')}?standing=late")
    assert (page.context["found"], page.context["counts"]["late"]) == (3, 3)


def test_the_number_of_selects_does_not_grow(reports, cast, as_user, django_assert_max_num_queries):
    client, page = as_user(cast.county), reverse("cadres:report_list")
    with django_assert_max_num_queries(30) as few:
        client.get(page)
    for quarter in (Quarter(2026, 1), Quarter(2026, 3)):
        open_period(cast.places.county, quarter, TODAY)
    with django_assert_max_num_queries(len(few)):
        assert client.get(page).context["found"] == 12
