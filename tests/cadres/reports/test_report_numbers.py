"""What leaders, branches, units and townships did, as numbers of a report with the rows behind."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from cadres.models import (
    Circular,
    Commitment,
    DutyReview,
    LeaderLink,
    LeaderVisit,
    Matter,
    QuarterlyReport,
    UnitSupport,
)
from cadres.periods import Quarter, Year
from cadres.reports.county_report import add_up
from cadres.reports.opening import open_period
from cadres.reports.records import homes
from tests.stage import layer

pytestmark = pytest.mark.both

Q2 = Quarter(2026, 2)
NOON = datetime(2026, 7, 3, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
DAY = date(2026, 5, 8)


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


def link(cast, leader="黄志远", **fields):
    fields = {"village": cast.places.village, "since": date(2026, 1, 8)} | fields
    return LeaderLink.objects.create(county=cast.places.county, leader=leader, **fields)


def visit(of, village, on=DAY):
    return LeaderVisit.objects.create(link=of, village=village, on=on, seen="看了灌渠")


def promised(made, number, closed=None):
    made.promises.add(
        Matter.objects.create(
            village=made.village,
            number=f"441621-2026-9{number:03}",
            title="修渠",
            category="water",
            raised_on=made.on,
            due_on=date(2026, 9, 1),
            held_since=made.on,
            closed_on=closed,
        )
    )


def commit(village, state="published", due_on=date(2026, 6, 30)):
    Commitment.objects.create(
        village=village,
        year=2026,
        promiser="team",
        kind="deed",
        text="装路灯",
        standard="亮",
        person="温国强",
        due_on=due_on,
        state=state,
    )


def give(unit, village, kind, amount=None, households=None, on=DAY):
    UnitSupport.objects.create(
        unit=unit,
        village=village,
        on=on,
        kind=kind,
        what="帮扶",
        amount=amount,
        households=households,
    )


@layer
@time_machine.travel(NOON, tick=False)
def deeds(cast):
    """A half year around 洋头村, and things beside it that count nothing."""
    here, there = cast.places.village, cast.places.next_door
    county, town = link(cast), link(cast, "邓镇长", of_county=False)
    link(cast, township=cast.places.town, village=None)
    first, second = visit(county, here), visit(county, here, date(2026, 2, 3))
    visit(county, here, date(2025, 12, 30))
    visit(town, here)
    promised(first, 1, closed=date(2026, 6, 1))
    promised(second, 2)
    for state in ("published", "kept", "broken", "proposed", "replaced"):
        commit(here, state)
    commit(here, "kept", date(2026, 7, 1))
    for village, content in ((here, (30, 15, 5)), (there, (1, 0, 0))):
        DutyReview.objects.create(
            village=village,
            promiser="team",
            on=date(2026, 3, 20),
            meeting="党员大会",
            said="述职",
            **dict(zip(("satisfied", "fairly", "dissatisfied"), content, strict=True)),
        )
    give(cast.water, here, "money", "500", 3)
    give(cast.water, here, "project", "120000")
    give(cast.roads, here, "goods", "4050.50", 4)
    give(cast.water, there, "visit", "1000", 2)
    give(cast.water, here, "money", "99999", on=date(2026, 7, 1))
    for month, state in (("2026-04", "issued"), ("2026-06", "draft"), ("2026-03", "issued")):
        Circular.objects.create(
            county=cast.places.county,
            township=cast.places.town,
            month=month,
            year=2026,
            state=state,
            taken_at=timezone.now(),
        )
    return cast


@layer
@time_machine.travel(NOON, tick=False)
def reports(deeds):
    open_period(deeds.places.county, Q2, date(2026, 7, 3))
    rows = QuarterlyReport.objects.select_related("township", "unit")
    return {str(row.body): row for row in rows}


EXPECTED = {
    "visits.done": "2",
    "visits.due": "3",
    "visits.promised": "2",
    "visits.kept": "1",
    "commitments.due": "3",
    "commitments.kept": "1",
    "reviews.ballots": "50",
    "reviews.content": "45",
    "reviews.rate": "90",
    "supports.money": "12.05",
    "supports.goods": "0.41",
    "supports.projects": "1",
    "supports.visits": "0",
    "supports.households": "7",
    "circulars.issued": "1",
}


@pytest.mark.parametrize(("code", "value"), EXPECTED.items())
def test_a_number_says_what_was_done_around_the_villages(reports, code, value):
    assert reports["龙窝镇"].figures[code] == value


def test_a_unit_is_told_of_what_it_gave_wherever_it_gave_it(reports):
    figures = reports["县水务局"].figures
    said = {code: figures[f"supports.{code}"] for code in ("money", "visits", "households")}
    assert said == {"money": "12.05", "visits": "1", "households": "5"}
    assert (figures["circulars.issued"], figures["visits.due"]) == (None, None)


def test_where_nothing_is_known_nothing_is_said(reports):
    figures = reports["九和镇"].figures
    assert (figures["visits.due"], figures["visits.done"]) == (None, "0")
    told = {chapter.key: chapter.told for chapter in reports["九和镇"].chapters}
    assert "到村调研" not in told["overview"]
    assert reports["县交通局"].figures["reviews.rate"] == "100"


def test_a_leader_of_two_places_owes_his_visits_once(cast):
    village, township = link(cast), link(cast, township=cast.places.neighbour, village=None)
    assert homes([village, township]) == {"黄志远": cast.places.neighbour.pk}


def test_a_year_owes_twice_as_many_visits_and_counts_all_of_them(deeds):
    with time_machine.travel(datetime(2026, 12, 30, 12, tzinfo=ZoneInfo("Asia/Shanghai"))):
        open_period(deeds.places.county, Year(2026), date(2026, 12, 30))
    figures = QuarterlyReport.objects.get(township=deeds.places.town).figures
    assert (figures["visits.done"], figures["visits.due"]) == ("2", "6")


def test_the_countys_share_of_votes_is_that_of_all_ballots(reports):
    towns = [reports[name].figures for name in ("龙窝镇", "九和镇")]
    total = add_up(towns)
    assert (total["reviews.content"], total["reviews.ballots"]) == ("46", "51")
    assert (total["reviews.rate"], total["supports.money"]) == ("90.1", "12.05")


@pytest.mark.parametrize(
    "code",
    [
        "visits.done",
        "commitments.due",
        "commitments.kept",
        "supports.projects",
        "supports.visits",
    ],
)
def test_the_list_behind_a_number_shows_as_many_rows(reports, deeds, as_user, code):
    report = reports["龙窝镇"]
    for who in (deeds.county, deeds.township):
        client = as_user(who)
        origin = client.get(report.get_absolute_url()).context["origins"][code]
        assert str(client.get(origin.href).context["found"]) == report.figures[code]


def test_a_unit_and_the_county_open_the_list_of_what_the_unit_gave(reports, deeds, as_user):
    for who in (deeds.unit, deeds.county):
        client = as_user(who)
        page = client.get(reports["县水务局"].get_absolute_url())
        href = page.context["origins"]["supports.money"].href
        rows = client.get(href).context["object_list"]
        assert sorted(str(row.amount) for row in rows) == ["120000.00", "500.00"]
        assert page.context["origins"]["visits.done"].href == ""


def test_the_sentences_stand_in_the_templates_and_every_number_is_drawn(reports, as_user, deeds):
    told = {chapter.key: chapter.told for chapter in reports["龙窝镇"].chapters}
    assert "县领导本半年到村调研2次，应到3次" in told["overview"]
    assert told["economy"].endswith("资金12.05万元、物资折款0.41万元，项目1个；受益和慰问7户。")
    assert told["rules"].endswith("兑现1项；本半年述职测评收回50票，满意和基本满意占90%。")
    unit = {chapter.key: chapter for chapter in reports["县水务局"].chapters}["organisation"]
    assert unit.told == "本单位主要负责人到村1次。"
    assert unit.needs_text
