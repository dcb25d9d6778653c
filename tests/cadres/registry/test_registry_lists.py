"""Every list of the registry: the same number of SELECTs for any length, filters, long names."""

from datetime import date

import pytest

from cadres.models import (
    Absence,
    Batch,
    Cadre,
    LeaderLink,
    Leave,
    Nomination,
    Posting,
    Training,
    TrainingAttendance,
    Unit,
    WorkTeam,
)
from tests.cadres.dispatch.test_plans import selects
from villages.models import AnnualFigure, CommitteeMember, Village

DAYS = {"since": date(2026, 3, 2), "until": date(2026, 3, 3)}
LISTS = [
    "units",
    "people",
    "batches",
    "teams",
    "postings",
    "postings/roster",
    "leave",
    "absences",
    "trainings",
    "trainings/untrained",
    "trainings/members",
    "care",
    "care/secretaries",
    "pay",
    "links",
    "nominations",
    "plans",
]


def grow(cast, start, count):
    """`count` of everything: unit, village, team, person, posting, leave, absence, course."""
    for n in range(start, start + count):
        unit = Unit.objects.create(
            code=f"V{n}", name="很长的单位名称" * 8, county=cast.places.county, establishment=n
        )
        village = Village.objects.create(
            code=f"4416211023{n:02}", name=f"{n}村", township=cast.places.town
        )
        batch = Batch.objects.create(county=cast.places.county, code=f"b{n}")
        team = WorkTeam.objects.create(code=f"V{n}", village=village, batch=batch, size=3)
        cadre = Cadre.objects.create(code=f"V{n}", name="很长的姓名" * 6, unit=unit)
        posting = Posting.objects.create(cadre=cadre, team=team, since=date(2026, 1, 8))
        Leave.objects.create(posting=posting, reason="家事", **DAYS)
        Absence.objects.create(posting=posting, found_by="抽查", **DAYS)
        course = Training.objects.create(batch=batch, title="培训", **DAYS)
        TrainingAttendance.objects.create(training=course, cadre=cadre)
        LeaderLink.objects.create(county=cast.places.county, leader="某人", village=village)
        Nomination.objects.create(batch=batch, cadre=cadre)
        CommitteeMember.objects.create(village=village, name="书记", party_post="secretary")
        for kind in ("party_members", "trained_members", "secretary_pay"):
            AnnualFigure.objects.create(village=village, year=2026, kind_id=kind, value=n)


@pytest.mark.parametrize("path", LISTS)
def test_a_longer_list_takes_no_more_selects(cast, as_user, path):
    client, url = as_user(cast.county), f"/cadres/{path}/"
    grow(cast, 10, 4)
    client.get(url)
    few = selects(client, url)
    grow(cast, 20, 12)
    assert selects(client, url) == few


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("who", ["county", "township", "unit", "cadre", "leader"])
def test_wrong_filters_and_pages_break_nothing(cast, as_user, path, who):
    wrong = "?q=%00%27&township=x&batch=9999&level=none&page=99&per=7&sort=-nothing&role=1&state=x"
    answer = as_user(getattr(cast, who)).get(f"/cadres/{path}/{wrong}")
    assert answer.status_code in {200, 403}


@pytest.mark.parametrize("path", [path for path in LISTS if path != "postings/roster"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_list_comes_out_as_a_file(cast, as_user, path, kind):
    grow(cast, 10, 1)
    answer = as_user(cast.county).get(f"/cadres/{path}/?export={kind}")
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]


@pytest.mark.parametrize("path", LISTS)
def test_an_empty_list_says_so(cast, as_user, path):
    answer = as_user(cast.stranger).get(f"/cadres/{path}/")
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ("q=洋头", 1),
        ("q=yt", 1),
        ("short=true", 1),
        ("short=false", 1),
        ("level=county", 0),
        ("township=441621103", 1),
    ],
)
def test_teams_are_found_by_village_township_and_gap(cast, as_user, filters, count):
    page = as_user(cast.county).get(f"/cadres/teams/?{filters}")
    assert page.context["found"] == count


@pytest.mark.parametrize(
    ("who", "teams"),
    [("county", 2), ("township", 1), ("neighbour", 1), ("unit", 1), ("leader", 2), ("stranger", 0)],
)
def test_each_sees_the_teams_of_its_scope(cast, as_user, who, teams):
    page = as_user(getattr(cast, who)).get("/cadres/teams/")
    assert page.context["found"] == teams


def test_the_totals_are_of_the_whole_result(cast, as_user):
    grow(cast, 10, 30)
    table = as_user(cast.county).get("/cadres/teams/").context["table"]
    assert (table.totals["size"], table.totals["actual"]) == (94, 32)


def test_the_registers_share_one_row_of_tabs_and_a_role_sees_its_own(cast, as_user):
    county = as_user(cast.county).get("/cadres/units/").context["tabs"]
    unit = as_user(cast.unit).get("/cadres/units/").context["tabs"]
    assert [href for _label, href, here in county if here] == ["/cadres/units/"]
    assert len(county) == 12
    assert [href for _label, href, _here in unit] == [
        "/cadres/teams/",
        "/cadres/people/",
        "/cadres/postings/",
        "/cadres/units/",
        "/cadres/supports/",
        "/cadres/trainings/",
        "/cadres/care/",
    ]


def test_every_tab_that_a_role_is_shown_opens(cast, as_user):
    for user in (cast.county, cast.leader, cast.township, cast.unit):
        client = as_user(user)
        for _label, href, _here in client.get("/cadres/teams/").context["tabs"]:
            assert client.get(href).status_code == 200, (user.role, href)


def test_the_roster_comes_page_by_page_and_whole_for_the_printer(cast, as_user, monkeypatch):
    monkeypatch.setattr("cadres.registry.views.postings.PER_PAGE", 3)
    grow(cast, 10, 5)
    client = as_user(cast.county)
    first = client.get("/cadres/postings/roster/")
    assert (len(first.context["page"]), first.context["page"].paginator.count) == (3, 7)
    last = client.get("/cadres/postings/roster/?page=3").content.decode()
    assert "<td>7</td>" in last and "<td>1</td>" not in last
    whole = client.get("/cadres/postings/roster/?all=1")
    assert len(whole.context["page"]) == 7
    assert "data-print" in whole.content.decode() and "data-print" not in first.content.decode()


@pytest.mark.parametrize("query", ["", "?all=1"])
def test_pages_of_the_roster_ask_equally_often(cast, as_user, monkeypatch, query):
    monkeypatch.setattr("cadres.registry.views.postings.PER_PAGE", 20)
    client, url = as_user(cast.county), f"/cadres/postings/roster/{query}"
    grow(cast, 10, 4)
    client.get(url)
    few = selects(client, url)
    grow(cast, 20, 12)
    assert selects(client, url) == few


def test_the_roster_sorts_by_every_header_that_it_offers(cast, as_user):
    client = as_user(cast.county)
    page = client.get("/cadres/postings/")
    offered = [column.name for column in page.context["table"].columns if column.orderable]
    assert {"sex", "party_member", "level"} <= set(offered)
    for name in offered:
        for sort in (name, f"-{name}"):
            assert client.get("/cadres/postings/", {"sort": sort}).status_code == 200, sort
