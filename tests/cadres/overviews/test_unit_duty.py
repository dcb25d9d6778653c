"""A unit's page: people, presence, support and reports of the year, each with where it stands."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse

from cadres.models import Absence, QuarterlyReport, Unit, UnitSupport
from cadres.overviews.unit_duty import unit_duty
from cadres.periods import Year

pytestmark = pytest.mark.both

TODAY, ZONE = date(2026, 7, 17), ZoneInfo("Asia/Shanghai")


@pytest.fixture(autouse=True)
def _in_july():
    with time_machine.travel(datetime(2026, 7, 17, 12, tzinfo=ZoneInfo("Asia/Shanghai"))):
        yield


@pytest.fixture
def duty(cast):
    """A year of 县水务局: one day away unexplained, one report on time, one late, one not due."""
    Absence.objects.create(
        posting=cast.posting, since=date(2026, 4, 9), until=date(2026, 4, 9), found_by="督查组"
    )
    sent = {1: datetime(2026, 4, 3, tzinfo=ZONE), 2: datetime(2026, 7, 16, tzinfo=ZONE), 3: None}
    for quarter, at in sent.items():
        QuarterlyReport.objects.create(
            unit=cast.water,
            county=cast.places.county,
            period=f"2026-Q{quarter}",
            due_on=date(2026, 3 * quarter + 1, 8),
            held_since=datetime(2026, 1, 1, tzinfo=ZONE),
            first_submitted_at=at,
        )
    for on, amount in (("2026-03-02", "5000"), ("2026-05-02", None), ("2025-12-31", "9999")):
        UnitSupport.objects.create(
            unit=cast.water,
            village=cast.places.village,
            on=on,
            kind="money",
            what="修渠款",
            amount=amount,
            outcome="灌溉 200 亩",
        )
    unit = Unit.objects.with_posted(TODAY).get(pk=cast.water.pk)
    return unit_duty(unit, UnitSupport.objects.filter(unit=unit), TODAY)


def test_people_sent_are_a_share_of_the_establishment(duty):
    assert (duty.establishment, duty.owed, duty.sent, duty.gap) == (40, 8, 1, 7)
    assert duty.share == Decimal("2.5")


def test_presence_is_that_of_its_people_since_new_year(duty):
    assert duty.year == Year(2026)
    assert duty.expected - duty.present == 1
    assert duty.rate == Decimal("99.2")


def test_support_and_reports_are_those_of_the_year_that_fell_due(duty):
    assert (duty.supports["amount"], duty.supports["count"]) == (5000, 2)
    assert (duty.on_time, duty.due) == (1, 2)


def test_where_nothing_is_known_nothing_is_said(cast):
    unit = Unit.objects.with_posted(TODAY).get(pk=cast.roads.pk)
    known = unit_duty(unit, UnitSupport.objects.none(), TODAY)
    assert (known.owed, known.share, known.gap) == (None, None, None)
    assert (known.due, known.supports["amount"]) == (0, None)


def test_each_figure_opens_its_rows(duty, cast, as_user):
    for who in (cast.unit, cast.county):
        client = as_user(who)
        page = client.get(cast.water.get_absolute_url()).content.decode()
        lists = {
            "posting_list": ("?unit=U01&amp;now=true", 1),
            "report_list": ("?kind=unit&amp;q=%E5%8E%BF%E6%B0%B4%E5%8A%A1%E5%B1%80", 3),
            "support_list": ("?unit=U01&amp;since=2026-01-01&amp;until=2026-07-17", 2),
        }
        for name, (query, rows) in lists.items():
            path = reverse(f"cadres:{name}") + query
            assert f'href="{path}"' in page
            assert client.get(path.replace("&amp;", "&")).context["found"] == rows


def test_the_page_shows_its_reports_and_what_came_of_its_support(duty, cast, as_user):
    context = as_user(cast.unit).get(cast.water.get_absolute_url()).context
    assert [str(each.span) for each in context["reports"]] == ["2026-Q3", "2026-Q2", "2026-Q1"]
    assert [each.outcome for each in context["supports"]] == ["灌溉 200 亩"] * 2


def test_a_township_sees_no_figure_of_people_that_it_does_not_see(duty, cast, as_user):
    answer = as_user(cast.township).get(cast.water.get_absolute_url())
    assert answer.context["duty"] is None
    assert "在岗率" not in answer.content.decode()


def test_the_page_asks_as_often_for_many_reports_as_for_few(
    duty, cast, as_user, django_assert_max_num_queries, django_assert_num_queries
):
    client = as_user(cast.unit)
    client.get(cast.water.get_absolute_url())
    with django_assert_max_num_queries(40) as few:
        client.get(cast.water.get_absolute_url())
    for year in (2023, 2024):
        for quarter in (1, 2):
            QuarterlyReport.objects.create(
                unit=cast.water,
                county=cast.places.county,
                period=f"{year}-Q{quarter}",
                due_on=TODAY,
                held_since=datetime(2026, 1, 1, tzinfo=ZONE),
            )
    with django_assert_num_queries(len(few)):
        client.get(cast.water.get_absolute_url())
