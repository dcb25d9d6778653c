"""民情台账 and 诉求办理单, and the table of holders and ages."""

import io
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import LedgerEntry
from cadres.models import Matter

TODAY = date(2026, 7, 8)
NOON = datetime(2026, 7, 8, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
REGISTER = "/cadres/matters/register/"
AGES = "/cadres/matters/ages/"


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


def raise_one(cast, title="路灯 6 盏不亮", **changes):
    fields = {"village": cast.places.village, "category": "roads", "raised_on": date(2026, 7, 1)}
    return Matter.raise_new(cast.cadre, title=title, **fields | changes)


def test_the_register_tells_a_matter_from_raised_to_told(cast, as_user):
    matter = raise_one(cast, person="温某某户", origin="caller")
    matter.step(cast.cadre, "约了电工", TODAY)
    matter.close(cast.cadre, "已装新灯", TODAY)
    matter.tell(cast.cadre, TODAY, "face", "yes")
    text = as_user(cast.unit).get(REGISTER).content.decode()
    for said in ("2026-0001", "来访", "温**", "07-08 约了电工", "已装新灯", "当面", "销号"):
        assert said in text
    assert "温某某户" not in text


def test_the_register_shows_what_the_list_was_narrowed_to(cast, as_user):
    raise_one(cast)
    raise_one(cast, "灌渠塌方", category="water")
    text = as_user(cast.county).get(f"{REGISTER}?category=water").content.decode()
    assert "灌渠塌方" in text and "路灯" not in text


def test_the_register_is_a_workbook_and_taking_it_is_on_the_ledger(cast, as_user):
    raise_one(cast, "=1+1", person="温某某户")
    answer = as_user(cast.township).get(f"{REGISTER}?export=xlsx&category=roads")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    cells = {cell.value: cell.data_type for cell in sheet[5]}
    assert cells["=1+1"] == "s" and "温**" in cells
    assert "category=roads" in LedgerEntry.objects.filter(action="export").get().note


def test_the_register_costs_the_same_however_long(cast, as_user, django_assert_max_num_queries):
    client = as_user(cast.township)
    raise_one(cast).step(cast.cadre, "约了电工", TODAY)
    with django_assert_max_num_queries(20) as few:
        client.get(REGISTER)
    for at in range(5):
        raise_one(cast, f"事 {at}").step(cast.cadre, "看过", TODAY)
    with django_assert_max_num_queries(len(few)):
        client.get(REGISTER)


def test_the_slip_names_who_raised_it_to_those_who_answer(cast, as_user):
    matter = raise_one(cast, person="温某某户")
    text = as_user(cast.township).get(reverse("cadres:matter_slip", args=[matter.pk]))
    assert "温某某户" in text.content.decode()


def test_holders_and_ages_add_up(cast, as_user):
    for day in (1, 8):
        raise_one(cast, raised_on=date(2026, 7, day))
    raise_one(cast, raised_on=date(2026, 6, 20))
    raise_one(cast, raised_on=date(2026, 5, 1), village=cast.places.next_door)
    raise_one(cast, raised_on=date(2026, 6, 10)).escalate(cast.cadre, "办不了", TODAY)
    raise_one(cast).close(cast.cadre, "已办", TODAY)
    page = as_user(cast.county).get(AGES)
    told = [
        (row["name"], row["holder"], row["total"], row["overdue"], *dict(row["ages"]).values())
        for row in page.context["rows"]
    ]
    assert told == [
        ("龙窝镇", "team", 3, 1, 2, 0, 1, 0),
        ("龙窝镇", "township", 1, 1, 0, 0, 1, 0),
        ("九和镇", "team", 1, 1, 0, 0, 0, 1),
    ]
    assert page.context["sums"] == [5, 3, 2, 0, 2, 1]


def test_each_figure_opens_its_list(cast, as_user):
    raise_one(cast)
    client = as_user(cast.county)
    text = client.get(AGES).content.decode()
    path = "?holder=team&amp;age=0&amp;township=441621102"
    assert path in text
    found = client.get(reverse("cadres:matter_list") + path.replace("&amp;", "&"))
    assert found.context["found"] == 1


def test_nothing_open_is_said(cast, as_user):
    assert as_user(cast.township).get(AGES).context["rows"] == []
