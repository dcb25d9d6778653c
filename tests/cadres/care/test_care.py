"""Care: due by rule from the last time, or from the first day; only that it took place is kept."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import LedgerEntry
from cadres.care.due_dates import (
    Rules,
    cadres_cared_for,
    secretaries_cared_for,
    shifted,
    standing_as,
)
from cadres.models import Cadre, Care, Posting
from villages.models import CommitteeMember, ProgrammeRule

pytestmark = pytest.mark.both

TODAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 4, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def secretary(cast):
    return CommitteeMember.objects.create(
        village=cast.places.village, name="刘国平", party_post="secretary", since=date(2023, 3, 1)
    )


def visited(on, **whose):
    return Care.objects.create(kind="visit", on=on, by_whom="局长", **whose)


def words(**data):
    return {"kind": "visit", "on": "2026-11-19", "by_whom": "镇党委副书记"} | data


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 8), 12, date(2027, 1, 8)),
        (date(2024, 2, 29), 24, date(2026, 2, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -12, date(2025, 1, 15)),
    ],
)
def test_months_end_on_the_same_day_or_the_last(day, months, then):
    assert shifted(day, months) == then


@pytest.mark.parametrize(
    ("start", "standing", "due"),
    [
        (date(2025, 11, 19), "overdue", date(2026, 11, 19)),
        (date(2025, 11, 20), "soon", date(2026, 11, 20)),
        (date(2025, 12, 19), "soon", date(2026, 12, 19)),
        (date(2025, 12, 20), "fine", date(2026, 12, 20)),
        (None, "unknown", None),
    ],
)
def test_a_visit_is_due_twelve_months_after_the_last(db, start, standing, due):
    rules = Rules.now()
    assert rules.standing("visit", start, TODAY) == standing
    assert rules.due_on("visit", start) == due


def test_the_months_are_rules(db):
    ProgrammeRule.objects.filter(pk="check_months").update(value=6)
    assert Rules.now().due_on("check", date(2026, 8, 31)) == date(2027, 2, 28)


def test_due_counts_from_the_last_time_or_else_from_the_first_day(cast):
    visited(date(2026, 5, 1), cadre=cast.person)
    visited(date(2026, 9, 1), cadre=cast.person)
    rows = {row.cadre_id: row for row in cadres_cared_for(cast.county, TODAY)}
    assert (rows["C001"].visit_last, rows["C001"].visit_from) == (date(2026, 9, 1),) * 2
    assert rows["C001"].check_from == date(2026, 1, 8)
    assert (rows["C002"].visit_last, rows["C002"].visit_from) == (None, date(2026, 1, 8))


def test_who_left_is_owed_nothing(cast, secretary):
    Posting.objects.filter(pk=cast.posting.pk).update(until=date(2026, 6, 30))
    CommitteeMember.objects.filter(pk=secretary.pk).update(until=date(2026, 6, 30))
    assert [row.cadre_id for row in cadres_cared_for(cast.county, TODAY)] == ["C002"]
    assert not secretaries_cared_for(cast.county, TODAY)


def test_overdue_and_due_are_found_by_the_same_days(cast, secretary):
    rows = secretaries_cared_for(cast.county, TODAY)
    assert list(standing_as(rows, "visit_overdue", TODAY)) == [secretary]
    visited(date(2025, 12, 10), secretary=secretary)
    assert list(standing_as(rows.all(), "visit_overdue", TODAY)) == []
    assert list(standing_as(rows.all(), "visit_due", TODAY)) == [secretary]
    assert list(standing_as(rows.all(), "check_overdue", TODAY)) == [secretary]


def test_a_unit_records_a_visit_to_its_own_cadre_once(cast, as_user):
    client = as_user(cast.unit)
    path = reverse("cadres:care_cadre_record", args=["C001"])
    assert client.post(path, words(note="慰问家属")).status_code == 302
    care = Care.objects.get()
    assert (care.cadre, care.recorded_by, care.note) == (cast.person, str(cast.unit), "慰问家属")
    assert LedgerEntry.objects.about(care).count() == 1
    assert client.post(path, words()).context["form"].errors
    assert Care.objects.count() == 1
    other = reverse("cadres:care_cadre_record", args=["C002"])
    assert client.get(other).status_code == 404


def test_of_a_medical_check_no_word_is_kept(cast, as_user):
    path = reverse("cadres:care_cadre_record", args=["C001"])
    page = as_user(cast.unit).post(path, words(kind="check", note="血压偏高"))
    assert "note" in page.context["form"].errors
    assert not Care.objects.exists()
    as_user(cast.unit).post(path, words(kind="check"))
    assert Care.objects.get().note == ""


def test_a_day_to_come_is_no_visit(cast, as_user):
    path = reverse("cadres:care_cadre_record", args=["C001"])
    page = as_user(cast.county).post(path, words(on="2026-11-21"))
    assert "on" in page.context["form"].errors


def test_a_record_is_of_one_person(cast, secretary):
    for whose in ({}, {"cadre": cast.person, "secretary": secretary}):
        with pytest.raises(IntegrityError), transaction.atomic():
            visited(TODAY, **whose)


def test_a_township_sees_to_the_secretaries_of_its_villages(cast, as_user, secretary):
    path = reverse("cadres:care_secretary_record", args=[secretary.pk])
    assert as_user(cast.neighbour).get(path).status_code == 404
    assert as_user(cast.unit).get(path).status_code == 403
    as_user(cast.township).post(path, words())
    page = as_user(cast.township).get(reverse("cadres:care_secretary", args=[secretary.pk]))
    assert [str(care.on) for care in page.context["records"]] == ["2026-11-19"]
    assert [due[3] for due in page.context["dues"]] == ["fine", "overdue"]


def test_only_a_secretary_has_a_page_of_care(cast, as_user):
    member = CommitteeMember.objects.create(
        village=cast.places.village, name="委员", party_post="member"
    )
    path = reverse("cadres:care_secretary", args=[member.pk])
    assert as_user(cast.township).get(path).status_code == 404


def test_a_wrong_record_is_corrected_with_the_ledger(cast, as_user):
    care = visited(date(2026, 11, 1), cadre=cast.person)
    path, client = reverse("cadres:care_edit", args=[care.pk]), as_user(cast.unit)
    opened = client.get(path).context["form"]["opened"].value()
    client.post(path, words(on="2026-11-02", opened=opened))
    care.refresh_from_db()
    assert care.on == date(2026, 11, 2)
    stale = client.post(path, words(on="2026-11-03", opened=opened))
    assert stale.status_code == 409


def test_the_list_is_narrowed_and_says_when_next(cast, as_user, secretary):
    client = as_user(cast.county)
    page = client.get(reverse("cadres:care_secretary_list"), {"standing": "visit_overdue"})
    assert page.context["found"] == 1
    assert '<span class="st st-back">2024-03-01</span>' in page.content.decode()
    late = client.get(reverse("cadres:care_list"), {"standing": "visit_overdue"})
    assert late.context["found"] == 0
    everybody = client.get(reverse("cadres:care_list"), {"unit": "水务"})
    assert [row.record.cadre_id for row in everybody.context["table"].rows] == ["C001"]


def test_a_unit_sees_its_own_and_no_secretary(cast, as_user, secretary):
    client = as_user(cast.unit)
    assert client.get(reverse("cadres:care_list")).context["found"] == 1
    assert client.get(reverse("cadres:care_secretary_list")).status_code == 403


def test_the_persons_page_shows_that_it_took_place(cast, as_user):
    visited(date(2026, 5, 1), cadre=cast.person)
    page = as_user(cast.cadre).get(cast.person.get_absolute_url())
    assert [care.on for care in page.context["cared_for"]] == [date(2026, 5, 1)]


def test_a_person_who_never_was_posted_has_an_empty_page(cast, as_user):
    cadre = Cadre.objects.create(code="C009", name="未派驻", unit=cast.water)
    page = as_user(cast.unit).get(reverse("cadres:care_cadre", args=[cadre.pk]))
    assert page.context["dues"] == []
