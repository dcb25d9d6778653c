"""The county's first page: its numbers are those of the lists behind them."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.desks.county import CountyDesk
from assessments.grading import grading
from cadres.models import QuarterlyReport, ReportDispute
from cadres.periods import Quarter, Year
from tests.assessments.graded import PERIOD, Q1, Q2, graded, more_villages

pytestmark = pytest.mark.both

LINK = re.compile(r'<a[^>]*href="([^"]+)"[^>]*>\s*([^<]+?)\s*</a>')
LISTS = (
    "/assessments/ZJ-",
    "/cadres/matters/?",
    "/cadres/reports/?",
    "/cadres/postings/?",
    "/cadres/leave/?",
    "/cadres/teams/?",
)


def links(page):
    """[(address, number as written)] of the page's numbers that open one of the lists."""
    found = [(href.replace("&amp;", "&"), text) for href, text in LINK.findall(page)]
    return [(h, t) for h, t in found if h.startswith(LISTS) and re.fullmatch(r"[\d.]+%?", t)]


def selects(client, path):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(path).status_code == 200
    return sum(query["sql"].startswith("SELECT") for query in queries)


def test_every_number_of_the_county_desk_equals_its_list(busy, as_user):
    client = as_user(busy.county)
    found = links(client.get("/").content.decode())
    assert len(found) > 20
    for href, text in found:
        context = client.get(href).context
        if text.endswith("%"):
            rows = context["table"].data.data
            settled = [m for m in rows if m.closed_on or m.due_on < timezone.localdate()]
            share = Decimal(sum(bool(m.on_time) for m in settled) * 100) / len(settled)
            assert Decimal(text[:-1]) == round(share), href
        elif "." in text:
            summary = context["summary"]
            assert Decimal(text) in {summary["mean"], summary["median"]}, href
        elif "short=true" in href:
            assert int(text) == context["table"].totals["gap"], href
        else:
            assert int(text) == context["found"], href


def test_reports_sent_people_at_work_and_teams_open_their_lists(busy, as_user):
    client = as_user(busy.county)
    found = dict(links(client.get("/").content.decode()))
    period = f"kind=township&period={PERIOD}"
    assert found[f"/cadres/reports/?{period}&standing=sent"] == "1"
    assert found["/cadres/postings/?at_work=true"] == "1"
    assert found["/cadres/teams/?now=true"] == "2"


def test_every_waiting_task_of_the_county_opens_as_many_rows(busy, as_user):
    client = as_user(busy.county)
    tasks = client.get("/").context["tasks"]
    assert [task.count for task in tasks] == [2, 1, 1, 1, 1]
    for task in tasks:
        assert client.get(task.href).context["found"] == task.count, task.label


def test_a_waiting_village_is_no_zero(busy, as_user):
    context = as_user(busy.county).get("/").context
    assert context["summary"]["mean"].value == Decimal("750.00")
    assert context["summary"]["graded"].value == 2
    assert context["summary"]["waiting"].value == 1
    line = next(line for line in context["grid"] if line["name"] == "九和镇")
    assert line["cells"][-1]["mean"] is None
    assert sum(figure.value for _low, _high, figure, _is_low in context["distribution"]) == 2


def test_townships_without_a_mean_stand_last_and_the_page_claims_no_rank(busy, as_user):
    answer = as_user(busy.county).get("/")
    assert [line["name"] for line in answer.context["grid"]] == ["龙窝镇", "九和镇"]
    assert "不作乡镇考核名次" in answer.content.decode()


def test_villages_below_the_line_stand_with_their_place(busy, as_user):
    below = as_user(busy.county).get("/").context["below"]
    assert [(row.name, row.score) for row in below] == [("礼坑村", Decimal("560"))]


def test_the_report_board_says_who_holds_it(busy, as_user):
    grid = {line["name"]: line["report"] for line in as_user(busy.county).get("/").context["grid"]}
    assert grid["龙窝镇"]["holder"] == "county"
    assert grid["九和镇"]["overdue"]


def test_a_county_without_cards_is_told_what_to_do(cast, as_user):
    page = as_user(cast.county).get("/").content.decode()
    assert "还没有给村计过分" in page
    assert "/assessments/import/scheme/" in page


def test_a_leader_reads_the_same_desk_without_buttons_to_act(busy, as_user):
    page = as_user(busy.leader).get("/").content.decode()
    assert "等县级办公室处理" in page
    assert "btn-primary" not in page


def test_the_desk_asks_the_database_equally_often_for_three_times_the_villages(cast, as_user):
    villages, _cadres = graded(cast)
    client = as_user(cast.county)
    few = selects(client, "/")
    more_villages(cast, 9)
    grading.grade(villages, Q1)
    assert selects(client, "/") == few <= 26


def test_the_desk_speaks_english_too(busy, as_user):
    client = as_user(busy.county)
    client.post("/language/", {"language": "en"})
    page = client.get("/").content.decode()
    assert "County desk" in page
    assert "2026 Q1" in page


def test_a_past_period_can_be_chosen(busy, as_user):
    graded(busy, "2026-Q2")
    client = as_user(busy.county)
    assert client.get("/").context["desk"].period == Q2
    assert client.get("/?period=2026-Q1").context["desk"].period == Q1
    assert client.get("/?period=nonsense").context["desk"].period == Q2


def test_columns_are_periods_of_one_length(busy):
    among = [Q2, Q1, Year(2025), Quarter(2025, 4)]
    desk = CountyDesk(busy.county, "ZJ-V", Q1, among, timezone.localdate())
    assert desk.columns == [Quarter(2025, 4), Q1]


def test_the_county_desk_names_disputes_and_reviews_that_were_left_lying(busy, as_user):
    """The review's clock is the reviewer's: three working days by the rule."""
    labels = {"异议数字待答复", "报告审阅逾期"}
    report = QuarterlyReport.objects.filter(state="submitted").first()
    QuarterlyReport.objects.filter(state="submitted").update(held_since=timezone.now())
    tasks = as_user(busy.county).get("/").context["tasks"]
    assert not labels & {str(task.label) for task in tasks}
    long_ago = timezone.now() - timedelta(days=21)
    QuarterlyReport.objects.filter(pk=report.pk).update(held_since=long_ago)
    ReportDispute.objects.create(
        report=report, code="matters.due", value="3", claimed="4", reason="少记", by="township"
    )
    found = {str(task.label): task for task in as_user(busy.county).get("/").context["tasks"]}
    for label in labels:
        assert found[label].count == 1
        assert as_user(busy.county).get(found[label].href).status_code == 200
