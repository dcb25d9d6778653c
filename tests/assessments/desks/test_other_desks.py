"""The first pages of townships, units, scorers and administrators."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.grading import grading
from cadres.models import Commitment, QuarterlyReport
from tests.assessments.desks.conftest import matter
from tests.assessments.graded import CADRES, Q1, Q2, graded, more_villages, put, put_scheme

pytestmark = pytest.mark.both


def selects(client, path):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(path).status_code == 200
    return sum(query["sql"].startswith("SELECT") for query in queries)


def test_every_waiting_task_of_a_township_opens_as_many_rows(busy, as_user):
    matter(busy.places.village, 9, date(2026, 3, 1), holder="township")
    QuarterlyReport.objects.filter(township=busy.places.town).update(state="returned")
    client = as_user(busy.township)
    tasks = client.get("/").context["tasks"]
    assert [(task.count, client.get(task.href).context["found"]) for task in tasks] == [
        (1, 1),
        (1, 1),
    ]


def test_a_township_desk_asks_equally_often_for_more_villages(cast, as_user):
    villages, _cadres = graded(cast)
    client = as_user(cast.township)
    few = selects(client, "/")
    more_villages(cast, 9)
    grading.grade(villages, Q1)
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
        area = "441621102" if kind == "township" else "441621"
        for quarter, points in ((Q1, "500"), (Q2, "600")):
            put(subject, "town_score", points, str(quarter), area)
            put(subject, "unit_score", "100", str(quarter), area)
            grading.grade(scheme, quarter)
    for user in (cast.township, cast.unit):
        answer = as_user(user).get("/")
        assert (answer.context["own"].period, answer.context["own"].score) == (Q2, 700)
        assert "700.00" in answer.content.decode()
    assert as_user(cast.neighbour).get("/").context["own"].score is None


def test_the_township_desk_names_commitments_to_approve(busy, as_user):
    Commitment.objects.create(
        village=busy.places.village,
        year=2026,
        promiser="team",
        kind="deed",
        text="装路灯",
        standard="亮灯",
        person="组长",
        due_on=date(2026, 6, 30),
    )
    found = {str(task.label): task for task in as_user(busy.township).get("/").context["tasks"]}
    assert found["承诺待审核"].count == 1
    assert as_user(busy.township).get(found["承诺待审核"].href).status_code == 200
    other = as_user(busy.neighbour).get("/").context["tasks"]
    assert "承诺待审核" not in {str(task.label) for task in other}
