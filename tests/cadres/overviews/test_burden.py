"""What the system asks is counted from its forms, so the page cannot lag behind them."""

from decimal import Decimal

import pytest
from django.urls import reverse

from cadres.diary.forms import DiaryForm
from cadres.models import ReportSection
from cadres.overviews.burden import Ask, what_is_asked

pytestmark = pytest.mark.both

PATH = reverse("cadres:burden_page")


def paper(role, at=0):
    return [ask for ask in what_is_asked() if ask.role == role][at]


def test_a_field_more_in_the_form_is_one_more_on_the_page(db, monkeypatch):
    before = paper("cadre")
    field = DiaryForm.base_fields["place"]
    monkeypatch.setattr(field, "required", True)
    after = paper("cadre")
    assert (after.fields, after.optional) == (before.fields + 1, before.optional - 1)


def test_the_diary_asks_for_date_tasks_and_words_only(db):
    diary = paper("cadre")
    assert diary.fields + diary.texts == 3


def test_numbers_of_a_report_are_looked_at_and_not_typed(db):
    ReportSection.objects.filter(kind="township").delete()
    ReportSection.objects.create(
        kind="township", key="a", title="甲", sentence="共 {matters.raised} 件，{matters.closed} 件"
    )
    report = next(ask for ask in what_is_asked() if ask.role == "township" and ask.checked)
    assert (report.texts, report.known, report.checked) == (1, 2, 2)


@pytest.mark.parametrize(
    ("ask", "minutes"),
    [
        ({}, "0.5"),
        ({"fields": 2}, "0.5"),
        ({"fields": 3}, "1"),
        ({"texts": 1}, "2"),
        ({"texts": 5, "checked": 22}, "12.5"),  # 10 + 2.2, to a half minute up
    ],
)
def test_minutes_are_told_to_half_a_minute(ask, minutes):
    assert Ask("", "cadre", "", "", **ask).minutes == Decimal(minutes)


@pytest.mark.parametrize("role", ["cadre", "township", "auditor"])
def test_the_page_shows_the_readers_own_papers_first(cast, as_user, role):
    page = as_user(getattr(cast, role)).get(PATH)
    assert {ask.role for ask in page.context["mine"]} <= {role}
    assert bool(page.context["mine"]) is (role != "auditor")
