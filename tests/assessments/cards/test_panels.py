"""A village's scores on its own file and in the list of villages."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.cards.panels import history, latest_card, latest_quarter, with_scores
from assessments.grading import grading
from assessments.models import Card, Scheme
from cadres.attendance.presence import READ, presence
from cadres.models import Absence, Leave, Posting, Training
from cadres.periods import Quarter
from tests.assessments.evidence.readings import read
from tests.assessments.graded import PERIOD, Q2, graded, more_villages, put
from tests.stage import layer
from villages.models import Village

pytestmark = pytest.mark.both

LIST = "/villages/"


@layer
def county(cast):
    graded(cast)
    return cast


def cells(answer, *columns):
    """{village: its cells}."""
    rows = answer.context["table"].rows
    return {str(row.record): [str(row.get_cell(name)) for name in columns] for row in rows}


def again(cast):
    """The next quarter: 洋头 loses ten points, 礼坑 gains fifty."""
    graded(cast, "2026-Q2")
    put(cast.places.village.pk, "lead", "270", "2026-Q2")
    put(cast.places.second.pk, "faults", "1", "2026-Q2")
    grading.grade(Scheme.objects.get(code="ZJ-V-2026"), Q2)


def test_before_any_card_the_list_and_the_file_are_silent(cast, as_user):
    client = as_user(cast.county)
    answer = client.get(LIST)
    assert cells(answer, "score", "change", "rank")["洋头村"] == ["—", "—", "—"]
    assert latest_quarter(cast.county) == (None, None)
    assert latest_card(cast.places.village, cast.county) is None
    assert "考核卡" not in client.get(cast.places.village.url).content.decode()


def test_the_list_shows_one_quarter_for_all_and_its_mean(county, as_user):
    answer = as_user(county.county).get(LIST)
    assert cells(answer, "score", "change", "rank") == {
        "洋头村": ["940.00", "—", "1"],
        "礼坑村": ["560.00", "—", "2"],
        "五一村": ["—", "—", "—"],
    }
    page = answer.content.decode()
    assert "折合千分（2026 一季）" in page and "均 750.00" in page


def test_the_change_is_exact_and_against_the_quarter_before(county, as_user):
    again(county)
    Card.objects.filter(period="2026-Q2", subject_code=county.places.village.pk).update(
        total=Decimal("930.1"), scaled=None
    )
    answer = as_user(county.county).get(LIST)
    assert "折合千分（2026 二季）" in answer.content.decode()
    found = cells(answer, "score", "change")
    assert found["洋头村"] == ["930.10", "−9.90"]
    assert found["礼坑村"] == ["610.00", "+50.00"]
    assert found["五一村"] == ["—", "—"]


@pytest.mark.parametrize(
    ("sort", "first"), [("-score", "洋头村"), ("-change", "礼坑村"), ("rank", None)]
)
def test_the_list_is_sorted_by_score_change_and_rank(county, as_user, sort, first):
    again(county)
    rows = as_user(county.county).get(LIST, {"sort": sort}).context["table"].rows
    known = [str(row.record) for row in rows if row.record.change is not None]
    assert first in (None, known[0])
    assert len(known) == 2


def test_an_export_carries_plain_numbers(county, as_user):
    text = b"".join(as_user(county.county).get(LIST, {"export": "csv"})).decode("utf-8-sig")
    assert any("940.00" in line.split(",") for line in text.splitlines())


def test_nobody_sees_scores_out_of_scope(county):
    found = {
        who: {v.pk for v in with_scores(Village.objects.all(), getattr(county, who)) if v.score}
        for who in ("township", "neighbour", "unit", "stranger")
    }
    assert found["township"] == {county.places.village.pk, county.places.second.pk}
    assert found["neighbour"] == found["unit"] == found["stranger"] == set()


@pytest.mark.parametrize("who", ["unit", "scorer"])
def test_those_who_may_open_no_card_get_no_column(county, as_user, who):
    assert "折合千分" not in as_user(getattr(county, who)).get(LIST).content.decode()


def test_the_file_says_score_rank_and_distance_to_the_line(county, as_user):
    village = county.places.second
    told = latest_card(village, county.county)
    assert (told["card"].score, told["gap"]) == (Decimal("560"), Decimal("-240"))
    page = as_user(county.county).get(village.url).content.decode()
    assert f"/assessments/cards/{told['card'].pk}/" in page
    assert '<b class="bad">−240.00</b>' in page


def test_a_card_that_waits_has_no_score_and_no_distance(county, as_user):
    told = latest_card(county.places.next_door, county.county)
    assert (told["card"].score, told["gap"]) == (None, None)
    assert "待定" in as_user(county.county).get(county.places.next_door.url).content.decode()


def test_the_tab_lists_every_card_newest_first_the_corrected_too(county):
    again(county)
    old = Card.objects.get(period=PERIOD, subject_code=county.places.village.pk)
    Card.objects.filter(pk=old.pk).update(state=Card.State.SUPERSEDED)
    old.pk, old.version, old.state = None, 2, Card.State.DRAFT
    old.save()
    cards = history(county.places.village, county.township)["cards"]
    assert [(card.period, card.version) for card in cards] == [
        ("2026-Q2", 1),
        (PERIOD, 2),
        (PERIOD, 1),
    ]
    assert latest_card(county.places.village, county.county)["card"].period == "2026-Q2"


def test_the_list_takes_the_same_selects_for_three_times_the_cards(county, as_user):
    client = as_user(county.county)

    def selects():
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        return sum(query["sql"].startswith("SELECT") for query in queries)

    before = selects()
    more_villages(county, 12)
    graded(county)
    assert selects() == before


def test_the_days_on_the_file_are_those_of_the_score(cast):
    """The file and the reader count the same days."""
    posting = cast.posting
    Leave.objects.create(
        posting=posting,
        since=date(2026, 4, 13),
        until=date(2026, 4, 15),
        reason="家事",
        state="returned",
        returned_on=date(2026, 4, 15),
    )
    course = Training.objects.create(
        batch=cast.batch, title="培训", since=date(2026, 4, 14), until=date(2026, 4, 16)
    )
    course.attendances.create(cadre=cast.person)
    Absence.objects.create(posting=posting, since=date(2026, 5, 5), until=date(2026, 5, 6))
    rows = Posting.objects.filter(pk=posting.pk).prefetch_related(*READ)
    quarter = Quarter(2026, 2)
    expected, present = presence(rows, quarter.first_day, quarter.last_day)
    assert expected == read("cadre", "posting.days_expected")["C001"]
    assert present == read("cadre", "posting.days_present")["C001"]
