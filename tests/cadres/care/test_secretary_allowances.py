"""Secretaries are paid after the township's check of the month; the list adds up."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import LedgerEntry
from cadres.care.secretary_allowances import check_records, secretary_rows, total
from cadres.models import DutyCheck
from cadres.periods import Month
from cadres.workflow.transitions import WrongState
from villages.models import CommitteeMember, ProgrammeRule

MARCH = Month(2026, 3)
DAY = date(2026, 4, 2)
NOON = datetime(2026, 4, 20, 4, tzinfo=UTC)
PATH = reverse("cadres:secretary_allowance_month", args=["2026-03"])


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def secretary(cast):
    return CommitteeMember.objects.create(
        village=cast.places.village, name="刘国平", party_post="secretary"
    )


@pytest.fixture
def second(cast):
    return CommitteeMember.objects.create(
        village=cast.places.second, name="黄伟", party_post="secretary"
    )


def checked(secretary, passed=True, month="2026-03", **fields):
    return DutyCheck.objects.create(
        secretary=secretary,
        month=month,
        passed=passed,
        checked_by="温志强",
        checked_on=DAY,
        **fields,
    )


def amounts(user, month=MARCH):
    return {row.secretary.name: row.amount for row in secretary_rows(user, month)}


def sent(*rows):
    """The form's data of (secretary, passed, remark, version seen)."""
    return {
        f"{secretary.pk}-{name}": value
        for secretary, *values in rows
        for name, value in zip(("passed", "remark", "seen"), values, strict=True)
    }


def test_nothing_is_paid_before_the_check_nor_when_it_was_not_passed(cast, secretary, second):
    assert amounts(cast.county) == {"刘国平": None, "黄伟": None}
    checked(secretary)
    checked(second, passed=False, remark="没有记录")
    assert amounts(cast.county) == {"刘国平": Decimal("200.00"), "黄伟": None}
    assert total(secretary_rows(cast.county, MARCH)) == Decimal("200.00")
    assert amounts(cast.county, Month(2026, 4)) == {"刘国平": None, "黄伟": None}


def test_the_rate_is_a_rule(cast, secretary):
    ProgrammeRule.objects.filter(pk="secretary_allowance").update(value=350)
    checked(secretary)
    assert amounts(cast.county) == {"刘国平": Decimal("350.00")}


@pytest.mark.parametrize(
    ("since", "until", "amount"),
    [
        (None, "2026-03-10", "64.52"),  # 200 × 10 ÷ 31 = 64.516…
        ("2026-03-31", None, "6.45"),
        ("2025-01-01", "2026-12-31", "200.00"),
    ],
)
def test_a_part_of_the_month_is_paid_by_days(cast, secretary, since, until, amount):
    CommitteeMember.objects.filter(pk=secretary.pk).update(since=since, until=until)
    checked(secretary)
    assert amounts(cast.county) == {"刘国平": Decimal(amount)}


@pytest.mark.parametrize(("since", "until"), [("2026-04-01", None), (None, "2026-02-28")])
def test_who_was_not_secretary_in_the_month_is_not_on_the_list(cast, secretary, since, until):
    CommitteeMember.objects.filter(pk=secretary.pk).update(since=since, until=until)
    assert amounts(cast.county) == {}


def test_each_township_sees_its_own(cast, secretary):
    assert set(amounts(cast.township)) == {"刘国平"}
    assert amounts(cast.neighbour) == amounts(cast.stranger) == {}


def test_the_township_checks_all_at_once_and_the_ledger_knows(cast, as_user, secretary, second):
    data = sent((secretary, "1", "", "0"), (second, "0", "缺六月日志", "0"))
    assert as_user(cast.township).post(PATH, data).status_code == 302
    assert amounts(cast.county) == {"刘国平": Decimal("200.00"), "黄伟": None}
    assert LedgerEntry.objects.filter(object_type="cadres.dutycheck").count() == 2
    again = sent((secretary, "1", "", "1"), (second, "0", "缺六月日志", "1"))
    as_user(cast.township).post(PATH, again)
    assert LedgerEntry.objects.filter(object_type="cadres.dutycheck").count() == 2


def test_all_others_are_in_order_with_one_tap(cast, as_user, secretary, second):
    data = sent((secretary, "0", "没有记录", "0"), (second, "", "", "0"))
    as_user(cast.township).post(PATH, data | {"rest": "1"})
    assert amounts(cast.county) == {"刘国平": None, "黄伟": Decimal("200.00")}


def test_what_is_missing_has_to_be_said_and_nothing_is_stored(cast, as_user, secretary, second):
    data = sent((secretary, "1", "", "0"), (second, "0", "", "0"))
    page = as_user(cast.township).post(PATH, data)
    assert page.status_code == 422
    assert "remark" in page.context["forms"][1].errors
    assert not DutyCheck.objects.exists()


def test_who_was_slower_is_told_and_nothing_of_the_page_is_stored(cast, as_user, secretary, second):
    checked(secretary, passed=False, remark="没有记录")
    data = sent((secretary, "1", "", "0"), (second, "1", "", "0"))
    assert as_user(cast.township).post(PATH, data).status_code == 409
    assert [check.secretary for check in DutyCheck.objects.all()] == [secretary]
    with pytest.raises(WrongState):
        check_records(
            secretary_rows(cast.township, MARCH),
            cast.township,
            MARCH,
            DAY,
            {secretary.pk: (True, "")},
            {secretary.pk: 7},
        )


def test_only_the_township_checks_and_no_month_to_come(cast, as_user, secretary):
    assert as_user(cast.county).post(PATH, {}).status_code == 403
    for month in ("2026-04", "2026-05"):  # not over, not begun
        later = reverse("cadres:secretary_allowance_month", args=[month])
        data = sent((secretary, "1", "", "0"))
        assert as_user(cast.township).post(later, data).status_code == 302
    assert not DutyCheck.objects.exists()
    with pytest.raises(ValidationError):
        check_records([], cast.township, Month(2026, 4), NOON.date(), {}, {})
    wrong = reverse("cadres:secretary_allowance_month", args=["2026-13"])
    assert as_user(cast.township).get(wrong).status_code == 404


def test_the_file_for_finance_holds_who_is_paid_and_adds_up(cast, as_user, secretary, second):
    checked(secretary)
    checked(second, passed=False, remark="没有记录")
    answer = as_user(cast.county).get(PATH, {"export": "xlsx"})
    sheet = load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert [row[1] for row in rows[:-1]] == ["刘国平"]
    found = [Decimal(str(row[-1])) for row in rows]
    assert sum(found[:-1]) == found[-1] == Decimal("200.00")
    assert LedgerEntry.objects.latest("seq").action == "export"


def test_the_list_asks_as_often_for_many_as_for_few(
    cast, as_user, secretary, second, django_assert_max_num_queries, django_assert_num_queries
):
    checked(secretary)
    client = as_user(cast.township)
    client.get(PATH)
    with django_assert_max_num_queries(15) as few:
        client.get(PATH)
    for n in range(4):
        checked(
            CommitteeMember.objects.create(
                village=cast.places.second,
                name=f"前任{n}",
                party_post="secretary",
                until=date(2026, 3, 10 + n),
            )
        )
    with django_assert_num_queries(len(few)):
        client.get(PATH)
