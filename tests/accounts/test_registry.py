"""The generic list and form: sorting, paging, exports, and two people saving at once."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.urls import reverse
from openpyxl import load_workbook

from accounts import ledger, sheets
from accounts.forms import VersionedForm
from accounts.models import LedgerEntry, User
from tests.conftest import make_user
from tests.stage import layer
from villages.models import Village

pytestmark = pytest.mark.both

LIST = reverse("accounts:user_list")


@layer
def crowd(cast):
    for number in range(60):
        make_user(f"p{number:02}", "cadre", "441621", name="=1+1" if number == 7 else f"人{number}")


def edit(user):
    return reverse("accounts:user_edit", args=[user.pk])


def test_a_list_pages_with_dots_between(crowd, cast, as_user):
    page = as_user(cast.sysadmin).get(LIST, {"page": 2}).content.decode()
    assert "第 26–50 行" in page
    assert 'aria-current="page">2<' in page
    assert "per=50" in page and "per=100" in page


@pytest.mark.parametrize(
    "query", ["page=99", "page=0", "page=x", "per=7", "sort=nothing", "export=pdf"]
)
def test_a_wrong_address_still_shows_a_list(crowd, cast, as_user, query):
    assert as_user(cast.sysadmin).get(f"{LIST}?{query}").status_code == 200


def test_a_head_sorts_and_keeps_the_conditions(crowd, cast, as_user):
    client = as_user(cast.sysadmin)
    page = client.get(LIST, {"role": "cadre", "sort": "-username", "page": 2}).content.decode()
    assert "role=cadre" in page and 'aria-sort="descending"' in page
    rows = client.get(LIST, {"sort": "-username"}).context["table"].page.object_list
    names = [row.record.username for row in rows]
    assert names == sorted(names, reverse=True)


def test_the_conditions_can_be_taken_away_one_by_one(crowd, cast, as_user):
    page = as_user(cast.sysadmin).get(LIST, {"role": "cadre", "q": "p0"}).content.decode()
    assert "角色：驻村干部" in page
    assert 'href="?q=p0"' in page and 'href="?role=cadre"' in page


def test_an_export_holds_the_whole_result_and_is_recorded(crowd, cast, as_user):
    answer = as_user(cast.sysadmin).get(LIST, {"q": "p", "role": "cadre", "export": "csv"})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 61
    assert rows[0][:2] == ["用户名", "姓名"]
    entry = LedgerEntry.objects.get()
    assert entry.action == "export"
    assert "60" in entry.note and "role=cadre" in entry.note


def test_no_cell_of_an_export_becomes_a_formula(crowd, cast, as_user):
    client = as_user(cast.sysadmin)
    text = client.get(LIST, {"export": "csv", "q": "p07"}).content.decode("utf-8-sig")
    assert "'=1+1" in text
    book = load_workbook(io.BytesIO(client.get(LIST, {"export": "xlsx", "q": "p07"}).content))
    cell = book.active["B2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_every_dangerous_beginning_is_defused(start):
    assert sheets.plain(f"{start}cmd") == f"'{start}cmd"
    assert sheets.plain(-5) == -5


@pytest.mark.parametrize("number", ["-5", "-2.50", "12"])
def test_a_number_below_zero_stays_a_number(number):
    assert sheets.plain(number) == number


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("786.50", "0.00"),
        ("786.5000", "0.00"),
        ("1.2345", "0.0000"),
        ("3.5", "0.0"),
        ("3", "General"),
        ("-40.00", "0.00"),
        ("1E+3", "General"),
    ],
)
def test_a_number_in_a_workbook_keeps_its_decimals(number, shown):
    value = Decimal(number)
    content = sheets.xlsx_bytes(["x", "text"], [[value, "7"], [None, "=7"]])
    sheet = load_workbook(io.BytesIO(content)).active
    assert (Decimal(str(sheet["A2"].value)), sheet["A2"].number_format) == (value, shown)
    assert [sheet[name].data_type for name in ("A2", "B2", "B3")] == ["n", "s", "s"]
    assert sheet["A3"].value is None


def test_a_tiny_number_is_written_out_in_full():
    assert sheets.plain(Decimal("0.0000001")) == "0.0000001"


def hidden(answer):
    return {"opened": answer.context["form"]["opened"].value()}


def test_a_stale_form_gets_the_difference_and_loses_nothing(cast, as_user):
    client = as_user(cast.sysadmin)
    typed = hidden(client.get(edit(cast.leader))) | {"name": "我改的", "office": ""}
    other = User.objects.get(pk=cast.leader.pk)
    other.name, other.office = "他改的", "县委办"
    ledger.write(other, cast.county)
    answer = client.post(edit(cast.leader), typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "我改的" in page and "他改的" in page and "county" in page
    assert User.objects.get(pk=cast.leader.pk).name == "他改的"
    again = hidden(answer) | {"office": answer.context["form"]["office"].value()}
    client.post(edit(cast.leader), again | {"name": "我改的", "use_name": "mine"})
    user = User.objects.get(pk=cast.leader.pk)
    assert (user.name, user.office) == ("我改的", "县委办")


def test_choosing_theirs_keeps_theirs(cast, as_user):
    client = as_user(cast.sysadmin)
    typed = hidden(client.get(edit(cast.leader))) | {"name": "我改的", "office": ""}
    other = User.objects.get(pk=cast.leader.pk)
    other.name = "他改的"
    ledger.write(other, cast.county)
    answer = client.post(edit(cast.leader), typed)
    choice = hidden(answer) | {"name": "我改的", "office": "", "use_name": "theirs"}
    client.post(edit(cast.leader), choice)
    assert User.objects.get(pk=cast.leader.pk).name == "他改的"


@pytest.mark.parametrize("opened", ["", "forged", "eyJ2ZXJzaW9uIjoxfQ:1:x"])
def test_a_form_without_its_own_beginning_is_refused(cast, as_user, opened):
    answer = as_user(cast.sysadmin).post(edit(cast.leader), {"opened": opened, "name": "新"})
    assert answer.context["form"].non_field_errors()
    assert User.objects.get(pk=cast.leader.pk).name == "leader"


class KindsForm(VersionedForm):
    """One field of each kind that JSON writes differently from what people type."""

    day = forms.DateField(required=False)
    amount = forms.DecimalField(required=False)
    many = forms.ModelMultipleChoiceField(Village.objects.all(), required=False)

    class Meta:
        model = User
        fields = ["is_active"]


@pytest.mark.parametrize(
    ("name", "stored", "typed"),
    [
        ("day", "2026-05-08", "2026年5月8日"),
        ("day", date(2026, 5, 8).isoformat(), "2026/5/8"),
        ("amount", str(Decimal("12.50")), "12.5"),
        ("is_active", True, "on"),
        ("many", ["441621102223"], ["441621102223"]),
        ("day", None, ""),
    ],
)
def test_the_same_value_written_otherwise_is_no_conflict(cast, name, stored, typed):
    form = KindsForm(instance=cast.leader)
    assert form._same(name, stored, typed)


@pytest.mark.parametrize(
    ("name", "stored", "typed"),
    [("day", "2026-05-08", "2026-05-09"), ("amount", "12.50", "12,5"), ("is_active", True, None)],
)
def test_another_value_is_a_conflict(cast, name, stored, typed):
    assert not KindsForm(instance=cast.leader)._same(name, stored, typed)
