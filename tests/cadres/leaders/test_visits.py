"""Leaders' visits: three in a half year, promises that are kept or overdue like any matter."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import LedgerEntry
from cadres.leaders.visit_plan import handed_up, visit_plan
from cadres.models import LeaderLink, LeaderVisit, Matter
from cadres.periods import HalfYear

DAY = date(2026, 3, 2)
FIRST_HALF = HalfYear(2026, 1)


@pytest.fixture
def link(cast):
    return LeaderLink.objects.create(
        county=cast.places.county,
        leader="黄志远",
        post="副县长",
        user=cast.leader,
        village=cast.places.village,
        since=date(2026, 1, 8),
    )


@pytest.fixture
def town_link(cast, link):
    return LeaderLink.objects.create(
        county=cast.places.county,
        leader="黄志远",
        post="副县长",
        user=cast.leader,
        township=cast.places.town,
        since=date(2026, 1, 8),
    )


def visit(link, by, on=DAY, village=None, promises=()):
    made = LeaderVisit(link=link, village=village or link.village, on=on, seen="水渠漏水")
    return made.record(by, promises)


def words(village, **data):
    return {
        "on": "2026-03-02",
        "village": village.pk,
        "seen": "水渠漏水",
        "promise-TOTAL_FORMS": "3",
        "promise-INITIAL_FORMS": "0",
    } | data


def test_a_leaders_own_record_is_confirmed_at_once(cast, link):
    assert visit(link, cast.leader).is_confirmed
    assert not visit(link, cast.township, on=date(2026, 3, 9)).is_confirmed


def test_only_the_leader_confirms_what_others_wrote_down(cast, link, as_user):
    made = visit(link, cast.township)
    path = reverse("cadres:visit_confirm", args=[made.pk])
    assert as_user(cast.county).post(path).status_code == 403
    as_user(cast.leader).post(path)
    made.refresh_from_db()
    assert made.is_confirmed
    assert LedgerEntry.objects.latest("seq").action == "confirm"


def test_a_promise_becomes_a_matter_with_its_day_held_by_the_leaders_level(cast, link, as_user):
    as_user(cast.leader).post(
        reverse("cadres:visit_create", args=[link.pk]),
        words(cast.places.village)
        | {
            "promise-0-title": "修水渠",
            "promise-0-category": "water",
            "promise-0-due_on": "2026-05-01",
        },
    )
    matter = LeaderVisit.objects.get().promises.get()
    assert (matter.title, matter.due_on, matter.holder, matter.office) == (
        "修水渠",
        date(2026, 5, 1),
        Matter.Holder.COUNTY,
        "黄志远",
    )


def test_the_only_village_of_a_link_is_chosen_already(cast, link, as_user):
    page = as_user(cast.leader).get(reverse("cadres:visit_create", args=[link.pk]))
    option = f'<option value="{link.village_id}" selected>'
    assert option in page.content.decode()


def test_a_promise_without_a_day_is_asked_for_it_and_nothing_is_stored(cast, link, as_user):
    page = as_user(cast.leader).post(
        reverse("cadres:visit_create", args=[link.pk]),
        words(cast.places.village) | {"promise-0-title": "修水渠"},
    )
    assert page.context["promises"].forms[0].errors == {"due_on": ["写明何时办好。"]}
    assert "修水渠" in page.content.decode()
    assert not LeaderVisit.objects.exists()
    assert not Matter.objects.exists()


def test_the_same_visit_is_recorded_once(cast, link):
    visit(link, cast.leader)
    with pytest.raises(ValidationError):
        visit(link, cast.leader)


def test_a_visit_to_a_place_that_is_not_linked_is_refused(cast, link, town_link):
    with pytest.raises(ValidationError):
        visit(link, cast.leader, village=cast.places.second)
    assert visit(town_link, cast.leader, village=cast.places.second).pk
    with pytest.raises(ValidationError):
        visit(town_link, cast.leader, village=cast.places.next_door)


def test_a_day_to_come_is_no_visit(cast, link, as_user):
    page = as_user(cast.leader).post(
        reverse("cadres:visit_create", args=[link.pk]),
        words(cast.places.village, on="2999-01-01"),
    )
    assert "on" in page.context["form"].errors


def test_the_plan_counts_visits_of_the_half_year_over_all_links(cast, link, town_link):
    visit(link, cast.leader, promises=[("修水渠", "water", date(2026, 5, 1))])
    visit(town_link, cast.leader, village=cast.places.second, on=date(2026, 6, 30))
    visit(link, cast.leader, on=date(2026, 7, 1))
    (plan,) = visit_plan(cast.county, FIRST_HALF)
    assert (plan.due, plan.done, plan.missing, plan.last) == (3, 2, 1, date(2026, 6, 30))
    assert (plan.promised, plan.kept) == (1, 0)
    Matter.objects.get().close(cast.county, "已修", date(2026, 4, 1))
    assert visit_plan(cast.county, FIRST_HALF)[0].kept == 1


def test_leaders_of_a_township_have_no_number_set(cast):
    LeaderLink.objects.create(
        county=cast.places.county, leader="刘镇长", village=cast.places.village, of_county=False
    )
    (plan,) = visit_plan(cast.county, FIRST_HALF)
    assert (plan.due, plan.missing) == (None, 0)


def test_a_leader_sees_what_was_handed_up_from_his_places(cast, link):
    fields = {"title": "路灯", "category": "roads", "raised_on": DAY}
    near = Matter.raise_new(cast.cadre, village=cast.places.village, **fields)
    far = Matter.raise_new(cast.cadre, village=cast.places.next_door, **fields)
    assert list(handed_up(cast.leader, DAY)) == []
    for matter in (near, far):
        matter.escalate(cast.cadre, "村里办不了", DAY)
        matter.escalate(cast.township, "镇里办不了", DAY)
    assert list(handed_up(cast.leader, DAY)) == [near]


def test_a_leader_records_only_his_own_visits(cast, link, as_user):
    other = LeaderLink.objects.create(
        county=cast.places.county, leader="别人", village=cast.places.village
    )
    path = reverse("cadres:visit_create", args=[other.pk])
    assert as_user(cast.leader).get(path).status_code == 404
    assert as_user(cast.county).get(path).status_code == 200


def test_the_plan_asks_as_often_for_many_leaders_as_for_one(
    cast, link, as_user, django_assert_max_num_queries, django_assert_num_queries
):
    path = reverse("cadres:visit_plan", args=["2026-H1"])
    client = as_user(cast.leader)
    client.get(path)
    with django_assert_max_num_queries(20) as few:
        client.get(path)
    for n in range(5):
        more = LeaderLink.objects.create(
            county=cast.places.county, leader=f"领导{n}", village=cast.places.second
        )
        visit(more, cast.county)
    with django_assert_num_queries(len(few)):
        client.get(path)


def test_no_half_year_is_404(cast, as_user):
    path = reverse("cadres:visit_plan", args=["2026-H3"])
    assert as_user(cast.county).get(path).status_code == 404


@pytest.mark.parametrize(
    ("day", "text", "last"),
    [
        (date(2026, 1, 1), "2026-H1", date(2026, 6, 30)),
        (date(2026, 7, 1), "2026-H2", date(2026, 12, 31)),
    ],
)
def test_half_years(day, text, last):
    half = HalfYear.of(day)
    assert (str(half), half.first_day, half.last_day) == (text, day, last)
    assert HalfYear.parse(text) == half.next().previous() == half
