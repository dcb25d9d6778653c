"""Postings: one place at a time, one leader, replaced and withdrawn in order."""

import threading
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connections
from django.urls import reverse

from accounts import ledger
from accounts.models import LedgerEntry, Role
from cadres.models import Batch, Cadre, Posting, Training, TrainingAttendance, Unit, WorkTeam
from tests.cadres.acceptances.acceptances import approved
from tests.conftest import make_user
from villages.models import County, ProgrammeRule, Township, Village

pytestmark = pytest.mark.both

ENDING = {
    "kind": "illness",
    "on": date(2026, 5, 10),
    "reason": "病休",
    "handover": "日记本一本",
    "handed_over_on": date(2026, 5, 10),
}


def posting(cast, since, until=None, **fields):
    fields = {"cadre": cast.person, "team": cast.next_team} | fields
    return Posting(since=since, until=until, untrained_reason="紧急", **fields)


@pytest.mark.parametrize(
    ("since", "until", "free"),
    [
        (date(2026, 1, 8), None, False),
        (date(2025, 1, 1), date(2026, 1, 9), False),
        (date(2026, 6, 29), date(2026, 7, 1), False),
        (date(2025, 1, 1), None, False),
        (date(2026, 3, 3), date(2026, 3, 3), False),
        (date(2025, 1, 1), date(2026, 1, 8), True),  # handed over on the day
        (date(2026, 6, 30), date(2026, 7, 1), True),
        (date(2025, 1, 1), date(2026, 1, 7), True),
        (date(2026, 7, 1), None, True),
    ],
)
def test_a_cadre_is_in_one_place_at_a_time(cast, since, until, free):
    Posting.objects.filter(pk=cast.posting.pk).update(until=date(2026, 6, 30))
    new = posting(cast, since, until)
    if free:
        new.begin(cast.county)
        return
    with pytest.raises(ValidationError, match="温国强"):
        new.begin(cast.county)
    assert cast.person.postings.count() == 1


def test_a_team_has_one_leader_at_a_time(cast):
    second = posting(cast, date(2026, 2, 1), cadre=cast.other, team=cast.team, role="leader")
    cast.next_posting.delete()
    with pytest.raises(ValidationError, match="温国强"):
        second.begin(cast.county)
    second.role = "member"
    second.begin(cast.county)


def test_a_leader_may_take_over_on_the_last_day_of_the_one_before(cast):
    Posting.objects.filter(pk=cast.posting.pk).update(until=date(2026, 5, 10))
    cast.next_posting.delete()
    late = posting(cast, date(2026, 5, 9), cadre=cast.other, team=cast.team, role="leader")
    with pytest.raises(ValidationError, match="温国强"):
        late.begin(cast.county)
    late.since = date(2026, 5, 10)
    late.begin(cast.county)
    assert Posting.objects.on(date(2026, 5, 10)).filter(team=cast.team).count() == 2


@pytest.mark.parametrize(
    ("role", "member", "office"),
    [
        ("leader", True, "deputy_secretary"),
        ("leader", None, "deputy_secretary"),
        ("leader", False, "director_assistant"),
        ("member", True, ""),
    ],
)
def test_only_the_leader_is_given_a_post_in_the_village(cast, role, member, office):
    cast.next_posting.delete()
    cast.other.party_member = member
    new = posting(cast, date(2026, 2, 1), cadre=cast.other, role=role, office="deputy_secretary")
    new.office = "" if role == "leader" else "deputy_secretary"
    assert new.begin(cast.county).office == office


def test_nobody_is_posted_untrained_without_a_reason(cast):
    cast.next_posting.delete()
    new = posting(cast, date(2026, 2, 1), cadre=cast.other)
    new.untrained_reason = ""
    with pytest.raises(ValidationError) as refused:
        new.begin(cast.county)
    assert list(refused.value.error_dict) == ["untrained_reason"]


@pytest.mark.parametrize(
    ("until", "attended", "trained"),
    [
        (date(2026, 1, 31), True, True),
        (date(2026, 2, 1), True, True),
        (date(2026, 2, 2), True, False),
        (date(2026, 1, 31), False, False),
    ],
)
def test_a_training_counts_when_attended_before_the_first_day(cast, until, attended, trained):
    course = Training.objects.create(
        batch=cast.batch, title="岗前培训", since=date(2026, 1, 30), until=until
    )
    TrainingAttendance.objects.create(training=course, cadre=cast.other, attended=attended)
    assert posting(cast, date(2026, 2, 1), cadre=cast.other).was_trained is trained


def test_the_training_rule_is_data(cast):
    ProgrammeRule.objects.filter(pk="training_before").update(value=0)
    cast.next_posting.delete()
    new = posting(cast, date(2026, 2, 1), cadre=cast.other)
    new.untrained_reason = ""
    assert new.begin(cast.county).pk


def test_a_successor_begins_the_day_after_in_the_same_role(cast):
    cast.next_posting.delete()
    Posting.objects.filter(pk=cast.posting.pk).update(until=date(2026, 12, 31))
    cast.posting.refresh_from_db()
    new = Posting(cadre=cast.other, untrained_reason="紧急")
    cast.posting.replace(cast.county, new, **ENDING)
    cast.posting.refresh_from_db()
    assert (cast.posting.until, cast.posting.end_kind) == (date(2026, 5, 10), "illness")
    assert (new.since, new.until, new.role) == (date(2026, 5, 11), date(2026, 12, 31), "leader")
    assert new.replaces == cast.posting
    assert new.office == "deputy_secretary"


def test_when_the_successor_is_refused_the_old_posting_goes_on(cast):
    new = Posting(cadre=cast.other, untrained_reason="紧急")
    with pytest.raises(ValidationError):
        cast.posting.replace(cast.county, new, **ENDING)
    cast.posting.refresh_from_db()
    assert (cast.posting.until, cast.posting.end_kind) == (None, "")
    assert not LedgerEntry.objects.about(cast.posting).exists()


@pytest.mark.parametrize("lacking", [{"reason": ""}, {"handover": ""}, {"on": date(2026, 1, 7)}])
def test_nothing_ends_without_reason_list_and_a_sound_day(cast, lacking):
    with pytest.raises(ValidationError):
        cast.posting.end(cast.county, **ENDING | lacking)
    cast.posting.refresh_from_db()
    assert cast.posting.until is None


def test_a_posting_ends_once(cast):
    cast.posting.end(cast.county, **ENDING)
    with pytest.raises(ValidationError):
        cast.posting.end(cast.county, **ENDING)
    assert LedgerEntry.objects.about(cast.posting).count() == 1


def test_the_county_replaces_through_the_page(cast, as_user):
    cast.next_posting.delete()
    data = ENDING | {"cadre": cast.other.pk, "untrained_reason": "紧急", "office": ""}
    url = f"/cadres/postings/{cast.posting.pk}/replace/"
    assert as_user(cast.county).post(url, data).status_code == 302
    assert Posting.objects.get(replaces=cast.posting).cadre == cast.other


def test_a_refused_posting_keeps_what_was_typed(cast, as_user):
    data = {
        "cadre": cast.person.pk,
        "role": "member",
        "since": "2026-03-01",
        "office": "",
        "untrained_reason": "紧急补位",
    }
    page = as_user(cast.county).post(f"/cadres/teams/{cast.next_team.pk}/post/", data)
    assert page.status_code == 200
    assert page.context["form"].non_field_errors()
    assert "紧急补位" in page.content.decode()


@pytest.fixture
def two_teams(shared_database):
    """One cadre and teams in eight villages, committed where threads can see them."""
    county = County.objects.create(code="441621", name="紫金县")
    town = Township.objects.create(code="441621102", name="龙窝镇", county=county)
    batch = Batch.objects.create(county=county, code="2026")
    unit = Unit.objects.create(code="U01", name="县水务局", county=county)
    Cadre.objects.create(code="C001", name="温国强", unit=unit)
    for n in range(8):
        village = Village.objects.create(code=f"44162110220{n}", name=f"{n}村", township=town)
        WorkTeam.objects.create(code=f"T{n}", village=village, batch=batch)
    return make_user("county", Role.COUNTY, "441621")


def post_from_threads(user, begin, times=8):
    """Post the same cadre to eight teams at once; returns how many got in."""
    gate = threading.Barrier(times)

    def work(n):
        new = Posting(
            cadre_id="C001", team_id=f"T{n}", since=date(2026, 1, 8), untrained_reason="紧急"
        )
        try:
            begin(new, user, gate)
        except ValidationError:
            pass
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=[n]) for n in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Posting.objects.count()


def test_of_eight_simultaneous_postings_one_gets_in(two_teams):
    def begin(new, user, gate):
        gate.wait()
        new.begin(user)

    assert post_from_threads(two_teams, begin) == 1


def test_control_without_the_queue_all_eight_get_in(two_teams):
    def begin(new, user, gate):
        new.full_clean()
        gate.wait()
        ledger.write(new, user)

    assert post_from_threads(two_teams, begin) == 8


def test_the_last_of_a_team_completes_no_term_before_the_village_has_passed(cast):
    Batch.objects.filter(pk=cast.batch.pk).update(until=date(2026, 12, 31))
    last = Posting.objects.get(pk=cast.posting.pk)
    with pytest.raises(ValidationError, match="尚未合格"):
        last.end(cast.county, **ENDING | {"kind": "term"})
    colleague = posting(cast, date(2026, 2, 1), team=cast.team, cadre=cast.other, role="member")
    cast.next_posting.delete()
    colleague.begin(cast.county)
    last.end(cast.county, **ENDING | {"kind": "term"})
    colleague.end(cast.county, **ENDING)  # ill: the reason is on the record


def test_the_last_of_a_team_may_be_replaced_or_leave_with_its_batch(cast):
    Batch.objects.filter(pk=cast.batch.pk).update(until=date(2026, 5, 10))
    Posting.objects.get(pk=cast.posting.pk).end(cast.county, **ENDING | {"kind": "term"})


def test_a_team_leaves_a_village_that_has_passed(cast, as_user):
    row = approved(cast)
    Batch.objects.filter(pk=cast.batch.pk).update(until=date(2026, 12, 31), since=row.since)
    Posting.objects.filter(pk=cast.posting.pk).update(since=row.until)
    last = Posting.objects.get(pk=cast.posting.pk)
    page = as_user(cast.county).get(reverse("cadres:posting_end", args=[last.pk]))
    assert page.context["forms"][0]["reason"].value() == str(row)
    last.end(cast.county, **ENDING | {"kind": "term"})
