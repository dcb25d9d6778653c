"""The first page of each role: its numbers are those of the lists behind them."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments import grading
from assessments.dashboards import CountyDesk
from cadres.models import Commitment, Leave, Matter, QuarterlyReport, ReportDispute

from ..stage import layer
from .graded import CADRES, PERIOD, graded, more_villages, put, put_scheme

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


def matter(village, number, due, closed=None, holder="team"):
    return Matter.objects.create(
        number=f"441621-2026-{number:04d}", village=village, title="修路灯", category="roads",
        raised_on=date(2026, 1, 5), due_on=due, closed_on=closed, holder=holder,
        held_since=date(2026, 1, 5),
    )  # fmt: skip


@layer
def busy(cast):
    """A graded quarter with matters, reports and leave of every kind."""
    graded(cast)
    place, town = cast.places, cast.places.town
    matter(place.village, 1, date(2026, 2, 1), date(2026, 1, 30))
    matter(place.village, 2, date(2026, 2, 2), date(2026, 2, 9))
    matter(place.next_door, 3, date(2026, 3, 1), holder="county")
    matter(place.village, 4, date(2026, 6, 1), date(2026, 5, 30))
    now = timezone.now()
    common = {
        "county": place.county,
        "period": PERIOD,
        "due_on": date(2026, 4, 5),
        "held_since": now,
    }
    QuarterlyReport.objects.create(
        township=town, state="submitted", first_submitted_at=now, **common
    )
    QuarterlyReport.objects.create(township=place.neighbour, **common)
    QuarterlyReport.objects.create(
        unit=cast.water, state="submitted", first_submitted_at=now, **common
    )
    today = timezone.localdate()
    Leave.objects.create(
        posting=cast.posting, reason="家事", since=today, until=today + timedelta(days=6),
        state="requested", decider="county",
    )  # fmt: skip
    Leave.objects.create(
        posting=cast.next_posting, reason="看病", since=today, until=today, state="approved",
        decider="township",
    )  # fmt: skip
    return cast


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


def test_every_waiting_task_of_a_township_opens_as_many_rows(busy, as_user):
    matter(busy.places.village, 9, date(2026, 3, 1), holder="township")
    QuarterlyReport.objects.filter(township=busy.places.town).update(state="returned")
    client = as_user(busy.township)
    tasks = client.get("/").context["tasks"]
    assert [(task.count, client.get(task.href).context["found"]) for task in tasks] == [
        (1, 1),
        (1, 1),
    ]


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
    grading.grade(villages, PERIOD)
    assert selects(client, "/") == few <= 25


def test_a_township_desk_asks_equally_often_for_more_villages(cast, as_user):
    villages, _cadres = graded(cast)
    client = as_user(cast.township)
    few = selects(client, "/")
    more_villages(cast, 9)
    grading.grade(villages, PERIOD)
    assert selects(client, "/") == few


def test_a_township_sees_its_own_villages_only(busy, as_user):
    context = as_user(busy.neighbour).get("/").context
    assert [str(village) for village, _now, _past in context["villages"]] == ["五一村"]
    assert context["mean"] is None
    assert context["waiting"] == 1


def test_a_unit_sees_its_people_and_their_results(busy, as_user):
    people = as_user(busy.unit).get("/").context["people"]
    assert [(str(person), row.score) for person, _postings, row in people] == [
        ("温国强", Decimal("900"))
    ]


def test_a_scorer_sees_the_lines_that_name_the_office(busy, as_user):
    busy.scorer.office = "县纪委监委"
    busy.scorer.save()
    entries = as_user(busy.scorer).get("/").context["entries"]
    assert {rule.fact for each in entries for rule in each.lines} == {"faults", "fraud"}


def test_a_scorer_without_lines_is_told_why(busy, as_user):
    assert "没有由您单位评分的条目" in as_user(busy.scorer).get("/").content.decode()


@pytest.mark.parametrize(
    ("who", "place"),
    [
        ("sysadmin", "/accounts/users/"),
        ("secadmin", "/accounts/users/"),
        ("auditor", "/accounts/ledger/"),
    ],
)
def test_administrators_go_to_their_one_page(cast, as_user, who, place):
    assert as_user(getattr(cast, who)).get("/").headers["Location"] == place


def test_the_desk_speaks_english_too(busy, as_user):
    client = as_user(busy.county)
    client.post("/language/", {"language": "en"})
    page = client.get("/").content.decode()
    assert "County desk" in page
    assert "2026 Q1" in page


def test_a_past_period_can_be_chosen(busy, as_user):
    graded(busy, "2026-Q2")
    client = as_user(busy.county)
    assert client.get("/").context["desk"].period == "2026-Q2"
    assert client.get("/?period=2026-Q1").context["desk"].period == "2026-Q1"
    assert client.get("/?period=nonsense").context["desk"].period == "2026-Q2"


def test_columns_are_periods_of_one_length(busy):
    among = ["2026-Q2", "2026-Q1", "2025", "2025-Q4"]
    desk = CountyDesk(busy.county, "ZJ-V", PERIOD, among, timezone.localdate())
    assert desk.columns == ["2025-Q4", "2026-Q1"]


def test_health_is_told_without_a_log_in(client, db):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"ok": True, "database": "ok", "migrations": "ok"}


def test_a_township_and_a_unit_find_their_own_newest_result(cast, as_user):
    for kind, code, subject in (
        ("township", "ZJ-T-2026", "441621102"),
        ("unit", "ZJ-U-2026", "U01"),
    ):
        table = CADRES.replace("subject=cadre", f"subject={kind}").replace("ZJ-C-2026", code)
        scheme = put_scheme(cast.places.county, table)
        for period, points in (("2026-Q1", "500"), ("2026-Q2", "600")):
            put(
                subject,
                "town_score",
                points,
                period,
                "441621102" if kind == "township" else "441621",
            )
            put(
                subject,
                "unit_score",
                "100",
                period,
                "441621102" if kind == "township" else "441621",
            )
            grading.grade(scheme, period)
    for user in (cast.township, cast.unit):
        answer = as_user(user).get("/")
        assert (answer.context["own"].period, answer.context["own"].score) == ("2026-Q2", 700)
        assert "700.00" in answer.content.decode()
    assert as_user(cast.neighbour).get("/").context["own"].score is None


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


def test_the_township_desk_names_commitments_to_approve(busy, as_user):
    Commitment.objects.create(
        village=busy.places.village, year=2026, promiser="team", kind="deed", text="装路灯",
        standard="亮灯", person="组长", due_on=date(2026, 6, 30),
    )  # fmt: skip
    found = {str(task.label): task for task in as_user(busy.township).get("/").context["tasks"]}
    assert found["承诺待审核"].count == 1
    assert as_user(busy.township).get(found["承诺待审核"].href).status_code == 200
    other = as_user(busy.neighbour).get("/").context["tasks"]
    assert "承诺待审核" not in {str(task.label) for task in other}
