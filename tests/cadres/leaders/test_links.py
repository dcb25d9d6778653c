"""Leader links: a township or a village, one village for each leader of a township; a link ends
after the acceptance, in another's hands, or as a correction."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from accounts.models import LedgerEntry
from cadres.acceptances.opening import read_again
from cadres.models import LeaderLink
from cadres.workflow.transitions import WrongState
from tests.cadres.acceptances.acceptances import approved, linked, opened, submitted

pytestmark = pytest.mark.both

DAY = date(2026, 3, 1)
PROBLEM = [("公开栏没有更新", date(2026, 6, 30))]


def add(as_user, user, **data):
    return as_user(user).post("/cadres/links/add/", {"leader": "黄志远", "post": "副县长"} | data)


def end(client, link, **data):
    return client.post(reverse("cadres:link_end", args=[link.pk]), {"on": "2026-03-01"} | data)


def of_town(cast, **fields):
    """A leader of the township with a village."""
    return linked(cast, cast.places.village, leader="刘镇长", of_county=False, **fields)


def test_a_county_leader_takes_a_township_and_a_village(cast, as_user):
    add(as_user, cast.county, of_county="on", township=cast.places.town.pk)
    add(as_user, cast.county, of_county="on", village=cast.places.village.pk)
    assert LeaderLink.objects.filter(of_county=True).count() == 2


@pytest.mark.parametrize("both", [True, False])
def test_a_link_has_one_place(cast, as_user, both):
    places = {"township": cast.places.town.pk, "village": cast.places.village.pk} if both else {}
    page = add(as_user, cast.county, of_county="on", **places)
    assert page.status_code == 200
    assert page.context["form"].errors
    assert not LeaderLink.objects.exists()


def test_a_leader_of_a_township_takes_one_village(cast, as_user):
    add(as_user, cast.township, village=cast.places.village.pk)
    page = add(as_user, cast.township, village=cast.places.second.pk)
    assert "village" in page.context["form"].errors
    LeaderLink.objects.get().correct(cast.county, DAY, "登记错村")
    add(as_user, cast.township, village=cast.places.second.pk)
    assert LeaderLink.objects.filter(until=None).get().village == cast.places.second


def test_a_township_links_its_own_villages_only(cast, as_user):
    page = add(as_user, cast.township, village=cast.places.next_door.pk)
    assert "village" in page.context["form"].errors


def test_a_township_does_not_edit_the_countys_links(cast, as_user):
    link = linked(cast, cast.places.village)
    client = as_user(cast.township)
    assert client.get(f"/cadres/links/{link.pk}/edit/").status_code == 404
    assert client.get(f"/cadres/links/{link.pk}/end/").status_code == 404


def test_a_link_keeps_its_place_and_is_not_ended_by_editing(cast, as_user):
    link, client = linked(cast, cast.places.village), as_user(cast.county)
    url = reverse("cadres:link_edit", args=[link.pk])
    sent = {"opened": client.get(url).context["form"]["opened"].value(), "leader": "黄志远"}
    sent |= {"until": "2026-03-01", "village": cast.places.second.pk, "post": "县长"}
    client.post(url, sent)
    link.refresh_from_db()
    assert (link.post, link.until, link.village) == ("县长", None, cast.places.village)


def test_no_row_ends_without_saying_why(cast):
    link = linked(cast, cast.places.village)
    with pytest.raises(IntegrityError):
        LeaderLink.objects.filter(pk=link.pk).update(until=DAY)


def test_a_link_does_not_end_before_the_place_has_passed(cast, as_user):
    link, client = linked(cast, cast.places.village), as_user(cast.county)
    with pytest.raises(ValidationError, match="尚未合格"):
        link.end_accepted(cast.county, DAY)
    page = end(client, link, kind="accepted")
    assert page.status_code == 422
    assert "kind" in page.context["form"].errors
    assert "尚未合格" in page.content.decode()
    link.refresh_from_db()
    assert link.until is None


@pytest.mark.parametrize("conclusion", ["mend", "failed"])
def test_a_place_that_did_not_pass_keeps_its_leader(cast, conclusion):
    link = linked(cast, cast.places.village)
    approved(cast, conclusion, PROBLEM)
    assert link.passed_acceptance is None


def test_a_link_ends_after_the_acceptance_was_approved(cast, as_user):
    link = linked(cast, cast.places.village)
    row, today = approved(cast), timezone.localdate()
    page = as_user(cast.county).get(row.get_absolute_url()).content.decode()
    assert reverse("cadres:link_end", args=[link.pk]) in page
    with pytest.raises(ValidationError):
        link.end_accepted(cast.county, today - timedelta(days=1))
    assert end(as_user(cast.county), link, kind="accepted", on=str(today)).status_code == 302
    link.refresh_from_db()
    assert (link.until, link.end_kind, link.end_reason) == (today, "accepted", str(row))
    assert LedgerEntry.objects.about(link).latest("seq").action == "end"


def test_the_acceptance_of_former_years_frees_no_later_link(cast):
    approved(cast)
    later = linked(cast, cast.places.village, since=date(2026, 1, 8))
    assert later.passed_acceptance is None
    assert linked(cast, cast.places.village, since=None, leader="早年").passed_acceptance


def test_the_acceptance_of_the_village_frees_no_link_to_the_township(cast):
    rows = opened(cast, cast.places.village)
    approved(cast, row=rows[cast.places.village.pk])
    link = linked(cast, None, township=cast.places.town)
    assert link.passed_acceptance is None
    town = submitted(cast, rows[cast.places.town.pk])
    read_again(town, cast.county).conclude(cast.county, "passed", "刘文彬", "")
    town.approve(cast.leader)
    assert link.passed_acceptance.township == cast.places.town


def test_another_leader_takes_over_the_day_after(cast, as_user):
    link = of_town(cast)
    client = as_user(cast.township)
    assert end(client, link, kind="changed", reason="工作调动").status_code == 422
    sent = {"kind": "changed", "reason": "工作调动", "leader": "陈镇长", "post": "镇长"}
    assert end(client, link, **sent).status_code == 302
    link.refresh_from_db()
    new = link.replaced_by
    assert (link.until, link.end_kind, link.end_reason) == (DAY, "changed", "工作调动")
    assert (new.leader, new.village, new.since, new.of_county) == (
        "陈镇长",
        cast.places.village,
        date(2026, 3, 2),
        False,
    )
    assert end(client, link, **sent).status_code == 409


def test_a_link_that_is_handed_over_badly_stays_as_it_was(cast):
    link = linked(cast, cast.places.village)
    with pytest.raises(ValidationError):
        link.hand_over(cast.county, DAY, LeaderLink(leader="长" * 41), "调动")
    link.refresh_from_db()
    assert link.until is None
    assert LeaderLink.objects.count() == 1


def test_only_the_county_corrects_and_says_why(cast, as_user):
    link = of_town(cast)
    page = end(as_user(cast.township), link, kind="corrected", reason="登记错")
    assert "kind" in page.context["form"].errors
    client = as_user(cast.county)
    assert "reason" in end(client, link, kind="corrected").context["form"].errors
    assert end(client, link, kind="corrected", reason="登记错村").status_code == 302
    assert LedgerEntry.objects.about(link).latest("seq").note == "登记错村"


def test_a_link_ends_once_and_not_before_it_began(cast):
    link = linked(cast, cast.places.village, since=date(2026, 2, 1))
    with pytest.raises(ValidationError):
        link.correct(cast.county, date(2026, 1, 31), "登记错")
    link.refresh_from_db()
    link.correct(cast.county, DAY, "登记错")
    with pytest.raises(WrongState):
        link.correct(cast.county, DAY, "登记错")


def test_the_list_says_where_the_acceptance_stands(cast, as_user):
    linked(cast, cast.places.village)
    row = approved(cast)
    page = as_user(cast.leader).get(reverse("cadres:link_list")).content.decode()
    assert row.get_absolute_url() in page
    assert "/end/" not in page
