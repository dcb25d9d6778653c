"""Allowances: the rule's rate by days in post; the sum is that of the rows."""

import io
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import LedgerEntry
from cadres.care.allowances import allowances, total
from cadres.models import Cadre, Posting, Unit
from cadres.periods import Month

pytestmark = pytest.mark.both

MARCH = Month(2026, 3)
PATH = reverse("cadres:allowance_month", args=["2026-03"])


def paid(user, month=MARCH):
    return {row.posting.cadre_id: (row.days, row.amount) for row in allowances(user, month)}


def test_a_whole_month_is_the_rate(cast):
    assert paid(cast.county) == {"C001": (31, Decimal("300.00")), "C002": (31, Decimal("300.00"))}


@pytest.mark.parametrize(
    ("since", "until", "days", "amount"),
    [
        ("2026-03-31", None, 1, "9.68"),  # 300 ÷ 31 = 9.677…
        ("2026-01-08", "2026-03-01", 1, "9.68"),
        ("2026-03-11", "2026-03-20", 10, "96.77"),  # 3000 ÷ 31 = 96.774…
    ],
)
def test_a_part_of_the_month_is_paid_by_days(cast, since, until, days, amount):
    Posting.objects.filter(pk=cast.posting.pk).update(since=since, until=until)
    assert paid(cast.county)["C001"] == (days, Decimal(amount))


@pytest.mark.parametrize(("since", "until"), [("2026-04-01", None), ("2026-01-08", "2026-02-28")])
def test_who_was_not_posted_in_the_month_is_not_on_the_list(cast, since, until):
    Posting.objects.filter(pk=cast.posting.pk).update(since=since, until=until)
    assert "C001" not in paid(cast.county)


def test_urban_townships_and_a_townships_own_people_get_none(cast):
    own = Unit.objects.create(
        code="U09", name="镇农业站", county=cast.places.county, township=cast.places.town
    )
    cadre = Cadre.objects.create(code="C009", name="镇里人", unit=own)
    Posting.objects.create(cadre=cadre, team=cast.team, since=date(2026, 1, 8))
    cast.next_team.village.township.is_urban = True
    cast.next_team.village.township.save()
    assert set(paid(cast.county)) == {"C001"}


def test_each_office_sees_its_own_people(cast):
    assert set(paid(cast.township)) == set(paid(cast.unit)) == {"C001"}
    assert paid(cast.stranger) == {}


def test_the_file_for_finance_adds_up_and_is_on_the_ledger(cast, as_user):
    Posting.objects.filter(pk=cast.posting.pk).update(since="2026-03-31")
    answer = as_user(cast.county).get(PATH, {"export": "xlsx"})
    sheet = load_workbook(io.BytesIO(answer.content)).active
    amounts = [Decimal(str(row[-1].value)) for row in list(sheet.rows)[1:]]
    assert sum(amounts[:-1]) == amounts[-1] == total(allowances(cast.county, MARCH))
    assert LedgerEntry.objects.latest("seq").action == "export"


def test_a_month_without_anybody_says_so(cast, as_user):
    path = reverse("cadres:allowance_month", args=["2020-01"])
    page = as_user(cast.county).get(path)
    assert page.context["rows"] == []
    assert 'class="empty"' in page.content.decode()
    wrong = reverse("cadres:allowance_month", args=["2026-13"])
    assert as_user(cast.county).get(wrong).status_code == 404


def test_the_list_asks_as_often_for_many_as_for_few(
    cast, as_user, django_assert_max_num_queries, django_assert_num_queries
):
    client = as_user(cast.county)
    client.get(PATH)
    with django_assert_max_num_queries(15) as few:
        client.get(PATH)
    for n in range(4):
        cadre = Cadre.objects.create(code=f"C01{n}", name=f"人{n}", unit=cast.water)
        Posting.objects.create(cadre=cadre, team=cast.team, since=date(2026, 1, 8))
    with django_assert_num_queries(len(few)):
        client.get(PATH)
