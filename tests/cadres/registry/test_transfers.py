"""A transfer takes none of the past along: days, diaries, rights stay where they were."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import LedgerEntry
from cadres.models import Cadre, CadreUnit, DiaryEntry, Leave, Posting
from cadres.registry.models.sending import Sending, correct_unit, transfer
from tests.conftest import make_user
from tests.stage import layer

pytestmark = pytest.mark.both

TODAY = date(2026, 11, 30)
DAY = date(2026, 11, 1)
MARCH = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _on_that_day():
    with time_machine.travel(datetime(2026, 11, 30, 4, tzinfo=UTC), tick=False):
        yield


def entry(cadre, on):
    posting = cadre.postings.get()
    return DiaryEntry.objects.create(
        posting=posting,
        cadre=cadre,
        unit=cadre.unit,
        village=posting.team.village,
        on=on,
        tasks="society",
        text="走访五户",
    )


@layer
def moved(cast):
    """温国强 wrote for 县水务局 in March; since November he is sent, and writes, for 县交通局."""
    cast.new_liaison = make_user("roads", "unit", "441621")
    cast.roads.liaisons.add(cast.new_liaison)
    cast.old = entry(cast.person, MARCH)
    cast.leave = Leave.objects.create(
        posting=cast.posting, since=MARCH, until=MARCH, reason="家事", state="approved"
    )
    transfer(cast.person, cast.county, cast.roads, DAY, basis="紫组干〔2026〕41号", today=TODAY)
    cast.new = entry(cast.person, date(2026, 11, 9))
    return cast


def seen(model, user):
    return set(model.objects.visible_to(user).values_list("pk", flat=True))


def test_what_was_written_stays_with_the_unit_it_was_written_for(moved):
    assert seen(DiaryEntry, moved.unit) == {moved.old.pk}
    assert seen(DiaryEntry, moved.new_liaison) == {moved.new.pk}


def test_leave_before_the_transfer_is_none_of_the_new_unit_s(moved):
    assert seen(Leave, moved.unit) == {moved.leave.pk}
    assert seen(Leave, moved.new_liaison) == set()


def test_a_posting_over_the_transfer_is_seen_by_both(moved):
    assert moved.posting.pk in seen(Posting, moved.unit)
    assert moved.posting.pk in seen(Posting, moved.new_liaison)


def test_a_posting_that_had_ended_stays_with_the_old_unit(cast):
    liaison = make_user("roads", "unit", "441621")
    cast.roads.liaisons.add(liaison)
    Posting.objects.filter(pk=cast.posting.pk).update(until=date(2026, 6, 30))
    transfer(cast.person, cast.county, cast.roads, DAY, basis="41号", today=TODAY)
    assert cast.posting.pk in seen(Posting, cast.unit)
    assert cast.posting.pk not in seen(Posting, liaison)


def test_who_never_moved_is_seen_as_before(cast):
    assert seen(Posting, cast.unit) == {cast.posting.pk}


def test_the_unit_of_a_day_is_known_for_ever(moved):
    sending = Sending("441621")
    days = [date(2026, 1, 8), date(2026, 10, 31), DAY, TODAY]
    assert [sending.unit_on("C001", day, "U02") for day in days] == ["U01", "U01", "U02", "U02"]
    assert sending.spans("C001", date(2026, 10, 1), TODAY) == [
        (date(2026, 10, 1), date(2026, 10, 31)),
        (DAY, TODAY),
    ]
    assert sending.unit_on("C002", TODAY, "U02") == "U02"


@pytest.mark.parametrize(
    ("unit", "since", "basis"),
    [
        ("roads", date(2026, 12, 1), "41号"),
        ("water", DAY, "41号"),
        ("roads", DAY, " "),
    ],
)
def test_a_day_to_come_the_same_unit_and_no_paper_are_refused(cast, unit, since, basis):
    with pytest.raises(ValidationError):
        transfer(cast.person, cast.county, getattr(cast, unit), since, basis=basis, today=TODAY)
    assert not CadreUnit.objects.exists()


def test_a_change_begins_after_the_last_one(moved):
    with pytest.raises(ValidationError):
        transfer(moved.person, moved.county, moved.water, DAY, basis="42号", today=TODAY)


def test_it_stands_on_the_ledger_with_its_paper(moved):
    row = LedgerEntry.objects.filter(action="transfer").get()
    assert (row.object_id, row.note) == ("C001", "2026-11-01 紫组干〔2026〕41号")


def test_wrong_all_along_is_corrected_where_nothing_is_closed(cast):
    correct_unit(cast.person, cast.county, cast.roads, reason="登记时选错")
    assert Cadre.objects.get(pk="C001").unit == cast.roads
    assert not CadreUnit.objects.exists()


def test_the_county_records_it_on_its_page(cast, as_user):
    page = reverse("cadres:cadre_transfer", args=["C001"])
    client = as_user(cast.county)
    sent = {"door": "changed", "unit": "U02", "basis": "41号"}
    assert client.post(page, sent).status_code == 422
    assert client.post(page, sent | {"since": "2026-11-01"}).status_code == 302
    assert Cadre.objects.get(pk="C001").unit == cast.roads
    assert "紫" not in client.get(page).content.decode() or CadreUnit.objects.count() == 2


def test_the_edit_page_no_longer_moves_anybody(cast, as_user):
    page = reverse("cadres:cadre_edit", args=["C001"])
    assert 'name="unit"' not in as_user(cast.county).get(page).content.decode()
