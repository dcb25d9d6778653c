"""试算: another table on a period's facts, beside the cards that stand; nothing is saved."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.models import Card, Scheme, SchemeVersion
from tests.assessments.graded import (
    COLUMNS,
    PERIOD,
    VILLAGES,
    graded,
    more_villages,
    put,
    put_scheme,
)
from tests.stage import layer

TRY = "/assessments/schemes/ZJ-V-2026/try/"


@pytest.fixture(autouse=True)
def _files_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@layer
def county(cast):
    graded(cast)
    return cast


def harder():
    """Each fault costs 100 instead of 50."""
    text = f"{COLUMNS}\n{VILLAGES.replace('each=50', 'each=100')}"
    return SimpleUploadedFile("harder.csv", text.encode())


def by_code(page):
    return {move.code: move for move in page.context["moves"]}


def test_a_trial_of_the_table_in_force_moves_nobody(county, as_user):
    page = as_user(county.county).get(TRY, {"version": "1", "period": PERIOD})
    sums = page.context["sums"]
    assert (sums["won"], sums["lost"], sums["same"], sums["alone"]) == (0, 0, 2, 1)
    assert sums["mean"][0] == sums["mean"][1]


def test_a_table_of_ones_own_shows_who_would_move_and_saves_nothing(county, as_user):
    before = Card.objects.count(), SchemeVersion.objects.count(), Scheme.objects.count()
    data = {"period": PERIOD, "table": harder()}
    page = as_user(county.county).post(TRY, data, follow=True)
    moved = by_code(page)["441621102224"]
    assert (moved.score, moved.change) == ((Decimal(560), Decimal(460)), Decimal(-100))
    assert page.context["sums"]["points_lost"] == -100
    card = Card.objects.get(scheme__code="ZJ-V-2026", subject_code="441621102224")
    assert f"/assessments/cards/{card.pk}/" in page.content.decode()
    assert (Card.objects.count(), SchemeVersion.objects.count(), Scheme.objects.count()) == before
    assert card.total == 560


def test_a_faulty_table_is_told_with_its_rows_and_not_tried(county, as_user):
    table = SimpleUploadedFile(
        "x.csv", f"{COLUMNS}\n{VILLAGES}".replace("300,score", "三百,score").encode()
    )
    page = as_user(county.county).post(TRY, {"period": PERIOD, "table": table}, follow=True)
    assert page.status_code == 422
    assert page.context["faults"][0].row == 4
    assert "moves" not in page.context


def test_a_period_without_cards_is_tried_all_the_same(county, as_user):
    for code in ("lead", "faults", "progress"):
        put("441621102223", code, "10", "2025-Q3")
    page = as_user(county.county).get(TRY, {"version": "1", "period": "2025-Q3"})
    moved = by_code(page)["441621102223"]
    assert moved.pk is None
    assert moved.score == (None, Decimal(50))
    assert page.context["sums"]["mean"] == [None, Decimal(50)]


def test_a_year_is_made_of_its_quarters_by_the_table_that_is_tried(county, as_user):
    data = {"period": "2026", "table": harder()}
    client = as_user(county.county)
    year = by_code(client.post(TRY, data, follow=True))["441621102224"]
    data = {"period": PERIOD, "table": harder()}
    quarter = by_code(client.post(TRY, data, follow=True))["441621102224"]
    assert year.score[1] == quarter.score[1] == 460


@pytest.mark.parametrize("asked", ["period=2031-Q1", "period=x", "period=2026-Q1&version=77"])
def test_what_cannot_be_chosen_is_refused_in_words(county, as_user, asked):
    page = as_user(county.county).get(f"{TRY}?{asked}")
    assert page.status_code == 422
    assert page.context["form"].errors


def test_a_draft_that_no_period_is_opened_with_can_be_tried(cast, as_user):
    put_scheme(cast.places.county, VILLAGES)
    put("441621102223", "lead", "280")
    as_user(cast.county).get(TRY, {"version": "1", "period": PERIOD})
    assert not SchemeVersion.objects.get().frozen_at


def test_a_trial_takes_as_many_selects_for_many_villages_as_for_few(county, as_user):
    client, counts = as_user(county.county), []
    client.get(TRY, {"period": PERIOD})
    for more in (0, 20):
        more_villages(county, more)
        with CaptureQueriesContext(connection) as queries:
            client.get(TRY, {"version": "1", "period": PERIOD})
        counts.append(sum(query["sql"].startswith("SELECT") for query in queries))
    assert counts[0] == counts[1]


def test_a_long_list_comes_in_pages_and_the_table_of_ones_own_stays_chosen(county, as_user):
    more_villages(county, 60)
    client = as_user(county.county)
    first = client.post(TRY, {"period": PERIOD, "table": harder()}, follow=True)
    assert (len(first.context["moves"]), len(first.context["page"])) == (63, 50)
    query = first.request["QUERY_STRING"]
    second = client.get(f"{TRY}?{query}&page=2")
    assert len(second.context["page"]) == 13
    assert second.context["sums"] == first.context["sums"]


def test_a_table_of_somebody_else_or_of_yesterday_is_asked_for_again(county, as_user):
    answer = as_user(county.county).get(TRY, {"period": PERIOD, "file": "x"})
    assert answer.headers["Location"] == TRY
