"""今天: what the cadre sees first."""

import uuid
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse

from cadres.diary.receiving import content, receive
from cadres.models import Leave, Matter, Posting

TODAY = date(2026, 7, 8)
NOON = datetime(2026, 7, 8, 12, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


def wrote(cast, text="看了灌渠"):
    data = {"on": "2026-07-08", "tasks": ["society"], "text": text}
    return receive(cast.cadre, uuid.uuid4(), content(data), TODAY).entry


def page(cast, as_user):
    return as_user(cast.cadre).get(reverse("cadres:today")).content.decode()


def test_it_says_the_day_the_place_and_offers_to_write(cast, as_user):
    text = page(cast, as_user)
    assert "7月8日" in text
    assert "龙窝镇洋头村" in text
    assert reverse("cadres:diary_write") in text


def test_what_came_back_stands_with_its_reason(cast, as_user):
    wrote(cast).send_back(cast.township, "请补上参加人。")
    text = page(cast, as_user)
    assert "请补上参加人。" in text
    assert "退回 1 条" in text


@pytest.mark.parametrize(
    ("raised", "words"),
    [
        (date(2026, 6, 20), "逾期 3 天"),
        (date(2026, 6, 23), "今天到期"),
        (date(2026, 6, 24), "明天到期"),
        (date(2026, 6, 26), "还有 3 天"),
        (date(2026, 7, 1), "在工作组"),
    ],
)
def test_open_matters_say_how_long_is_left(cast, as_user, raised, words):
    Matter.raise_new(
        cast.cadre, village=cast.places.village, title="路灯", category="roads", raised_on=raised
    )
    assert words in page(cast, as_user)


def test_leave_that_is_asked_for_or_running_is_shown(cast, as_user):
    Leave.objects.create(
        posting=cast.posting, reason="家中有事", since=TODAY, until=date(2026, 7, 9)
    )
    assert "家中有事" in page(cast, as_user)


def test_what_arrived_lately_has_its_receipt_and_nothing_is_counted(cast, as_user):
    receipts = [wrote(cast, f"第 {at} 条").receipt_no for at in range(4)]
    text = page(cast, as_user)
    assert sum(receipt in text for receipt in receipts) == 3
    assert "4 条" not in text


def test_without_a_posting_there_is_a_word_instead_of_the_button(cast, as_user):
    Posting.objects.update(until=date(2026, 7, 7))
    assert reverse("cadres:diary_write") not in page(cast, as_user)


def test_the_number_of_selects_does_not_grow(cast, as_user, django_assert_max_num_queries):
    client = as_user(cast.cadre)
    wrote(cast).send_back(cast.township, "请补")
    with django_assert_max_num_queries(20) as few:
        client.get(reverse("cadres:today"))
    for at in range(5):
        wrote(cast, f"{at}").send_back(cast.township, "请补")
        Matter.raise_new(
            cast.cadre, village=cast.places.village, title="路灯", category="roads", raised_on=TODAY
        )
    with django_assert_max_num_queries(len(few)):
        client.get(reverse("cadres:today"))
