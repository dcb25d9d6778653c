"""The branch, the two committees and the reserve cadres."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import LedgerEntry
from villages.models import CommitteeMember, PartyBranch, ReserveCadre, ReserveStep
from villages.models.branches import cross_appointment

pytestmark = pytest.mark.both

STEPS = ["self", "committee", "vote", "proposed", "deliberated"]


def member(party="", village=""):
    return CommitteeMember(party_post=party, village_post=village)


@pytest.mark.parametrize(
    ("members", "shown"),
    [
        ([], (0, 0, None)),
        ([member("secretary", "director")], (1, 1, Decimal(100))),
        ([member("member", "member")] * 4 + [member("member")], (4, 5, Decimal(80))),
        ([member("member")] * 3, (0, 3, Decimal(0))),
    ],
)
def test_cross_appointment_counts_those_in_both_committees(members, shown):
    assert cross_appointment(members) == shown


@pytest.mark.parametrize(
    ("party", "village", "both"),
    [
        ("secretary", "director", True),
        ("secretary", "deputy", False),
        ("deputy", "director", False),
        ("secretary", "", False),
    ],
)
def test_one_shoulder_is_secretary_and_director_in_one(party, village, both):
    assert member(party, village).is_one_shoulder is both


def test_the_page_shows_the_numbers_behind_the_percentage(kept, cast, as_user):
    village = cast.places.village
    for n in range(3):
        village.committee.create(name=f"甲{n}", party_post="member", village_post="member")
    village.committee.create(name="乙", village_post="member")
    page = as_user(cast.county).get(village.url).content.decode()
    assert "4 ÷ 5 = 80%" in page
    assert "一肩挑" in page


def test_a_member_who_left_is_not_counted(kept, cast, as_user):
    CommitteeMember.objects.update(until=date(2026, 2, 1))
    context = as_user(cast.county).get(cast.places.village.url).context
    assert (context["members"], context["one_shoulder"]) == ([], False)


@pytest.mark.parametrize(("members", "suggested"), [(50, False), (51, True), (None, False)])
def test_more_than_fifty_members_suggest_a_general_branch(db, members, suggested):
    assert PartyBranch(members=members).should_be_general is suggested
    assert not PartyBranch(members=members, kind="general").should_be_general


def test_the_first_saving_makes_the_branch(cast, as_user):
    client = as_user(cast.township)
    url = reverse("villages:branch_edit", args=[cast.places.village.pk])
    data = {"name": "洋头村党支部", "kind": "branch", "members": "38"}
    assert client.post(url, data).status_code == 302
    assert PartyBranch.objects.get().members == 38
    assert client.post(url, data).status_code == 200  # a second click: the page is too old
    assert PartyBranch.objects.count() == 1


def add(client, village, **data):
    return client.post(reverse("villages:member_create", args=[village.pk]), data)


def test_a_second_secretary_is_refused_in_words(kept, cast, as_user):
    client = as_user(cast.township)
    answer = add(client, cast.places.village, name="廖锦云", party_post="secretary")
    assert "这个村已有书记" in answer.content.decode()


def test_a_member_without_any_post_is_refused(cast, as_user):
    answer = add(as_user(cast.township), cast.places.village, name="廖锦云")
    assert answer.context["form"].errors


def test_a_double_click_adds_one_person(cast, as_user):
    client, village = as_user(cast.township), cast.places.village
    for _click in range(2):
        answer = add(client, village, name="廖锦云", party_post="deputy")
    assert answer.context["form"].errors["name"]
    assert village.committee.count() == 1


@pytest.mark.parametrize("year", ["1850", "2025", "19", "x"])
def test_an_unlikely_year_of_birth_is_refused(cast, as_user, year):
    answer = add(
        as_user(cast.township), cast.places.village, name="甲", party_post="deputy", birth_year=year
    )
    assert answer.context["form"].errors["birth_year"]


def test_a_term_cannot_end_before_it_begins(kept, cast, as_user):
    url = reverse("villages:member_edit", args=[kept.member.pk])
    client = as_user(cast.county)
    opened = client.get(url).context["form"]["opened"].value()
    data = {"name": "邓石生", "party_post": "secretary", "since": "2026-01-08"}
    answer = client.post(url, data | {"until": "2025-01-01", "opened": opened})
    assert answer.context["form"].errors["until"]


def record(reserve, by, step, on):
    return reserve.add_step(ReserveStep(step=step, on=on), by)


def test_the_review_comes_last_and_makes_the_reserve_count(kept, cast):
    reserve = kept.reserve
    with pytest.raises(ValidationError):
        record(reserve, cast.township, "reviewed", date(2026, 3, 1))
    for n, step in enumerate(STEPS, start=1):
        record(reserve, cast.township, step, date(2026, 3, n))
    assert not reserve.counts
    with pytest.raises(ValidationError):
        record(reserve, cast.township, "reviewed", date(2026, 3, 2))
    record(reserve, cast.township, "reviewed", date(2026, 3, 6))
    reserve = ReserveCadre.objects.get()
    assert (reserve.counts, reserve.since) == (True, date(2026, 3, 6))
    assert LedgerEntry.objects.filter(object_type="villages.reservestep").count() == 6


def test_a_refused_review_leaves_nothing(kept, cast):
    with pytest.raises(ValidationError):
        record(kept.reserve, cast.township, "reviewed", date(2026, 3, 1))
    assert not ReserveStep.objects.exists()


def test_a_step_is_recorded_once(kept, cast, as_user):
    url = reverse("villages:step_add", args=[kept.reserve.pk])
    client = as_user(cast.township)
    data = {"step": "self", "on": "2026-03-01"}
    assert client.post(url, data).status_code == 302
    assert client.post(url, data).context["form"].errors["step"]
    assert kept.reserve.steps.count() == 1


def test_a_review_too_early_names_what_is_missing(kept, cast, as_user):
    url = reverse("villages:step_add", args=[kept.reserve.pk])
    answer = as_user(cast.township).post(url, {"step": "reviewed", "on": "2026-03-01"})
    assert "自荐" in answer.content.decode()
    assert answer.context["form"].non_field_errors()
