"""Matters: numbered once, answered in time, handed up and down with a reason, told at the end."""

import threading
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connections
from django.urls import reverse

from accounts.models import LedgerEntry, Role
from cadres.matters import models as numbering
from cadres.matters.models import limit_of
from cadres.models import LeaderLink, Matter
from cadres.workflow.transitions import WrongState
from tests.conftest import make_user
from villages.models import County, ProgrammeRule, Township, Village

pytestmark = pytest.mark.both

TODAY = date(2026, 7, 8)
NOON = datetime(2026, 7, 8, 12, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


def raise_one(cast, title="路灯 6 盏不亮", **changes):
    fields = {"village": cast.places.village, "category": "roads", "raised_on": date(2026, 7, 1)}
    return Matter.raise_new(cast.cadre, title=title, **fields | changes)


@pytest.fixture
def matter(cast):
    return raise_one(cast)


def test_a_matter_is_numbered_dated_and_held_by_the_team(matter):
    assert (matter.number, matter.short_number) == ("441621-2026-0001", "2026-0001")
    assert (matter.due_on, matter.holder, matter.held_since) == (
        date(2026, 7, 16),
        "team",
        date(2026, 7, 1),
    )


def test_the_time_limit_is_the_categorys_own(cast):
    ProgrammeRule.objects.filter(pk="matter_days_roads").update(value=7)
    assert raise_one(cast).due_on == date(2026, 7, 8)
    assert raise_one(cast, category="dispute").due_on == date(2026, 7, 16)


@pytest.mark.django_db
def test_every_category_has_its_limit():
    assert {limit_of(category) for category in Matter.Category.values} == {15}


def test_numbers_run_by_county_and_year(cast):
    numbers = [
        raise_one(cast).number,
        raise_one(cast).number,
        raise_one(cast, raised_on=date(2025, 12, 31)).number,
        raise_one(cast, village=cast.places.abroad).number,
    ]
    assert numbers == [
        "441621-2026-0001",
        "441621-2026-0002",
        "441621-2025-0001",
        "441622-2026-0001",
    ]


def test_numbers_go_on_after_9999(matter, cast):
    Matter.objects.update(number="441621-2026-9999")
    assert raise_one(cast).short_number == "2026-10000"
    assert raise_one(cast).short_number == "2026-10001"


def settled(matter, cast, told=False):
    matter.close(cast.cadre, "已装新灯。", date(2026, 7, 6))
    if told:
        matter.tell(cast.cadre, date(2026, 7, 6))


STATES = {
    "team": lambda matter, cast: None,
    "township": lambda matter, cast: matter.escalate(cast.cadre, "村里办不了", TODAY),
    "county": lambda matter, cast: [
        matter.escalate(cast.cadre, "村里办不了", TODAY),
        matter.escalate(cast.township, "镇里办不了", TODAY, "县水务局"),
    ],
    "closed": settled,
    "told": lambda matter, cast: settled(matter, cast, told=True),
}
VERBS = {
    "escalate": lambda matter, cast: matter.escalate(cast.cadre, "办不了", TODAY),
    "hand_down": lambda matter, cast: matter.hand_down(cast.county, "请先查实", TODAY),
    "take_over": lambda matter, cast: matter.take_over(cast.county, date(2026, 7, 17)),
    "close": lambda matter, cast: matter.close(cast.cadre, "已办", TODAY),
    "tell": lambda matter, cast: matter.tell(cast.cadre, TODAY),
    "reopen": lambda matter, cast: matter.reopen(cast.cadre, "又坏了", TODAY),
}
ALLOWED = {
    ("team", "escalate"),
    ("team", "close"),
    ("team", "take_over"),
    ("township", "escalate"),
    ("township", "hand_down"),
    ("township", "close"),
    ("township", "take_over"),
    ("county", "hand_down"),
    ("county", "close"),
    ("closed", "tell"),
    ("closed", "reopen"),
    ("told", "reopen"),
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_is_possible_in_its_states_only(matter, cast, state, verb):
    STATES[state](matter, cast)
    rows = LedgerEntry.objects.count()
    if (state, verb) in ALLOWED:
        VERBS[verb](matter, cast)
        assert LedgerEntry.objects.count() > rows
    else:
        with pytest.raises(WrongState):
            VERBS[verb](matter, cast)
        assert LedgerEntry.objects.count() == rows


def test_handing_up_moves_the_holder_and_keeps_the_due_day(matter, cast):
    STATES["county"](matter, cast)
    matter.refresh_from_db()
    assert (matter.holder, matter.office, matter.holder_name) == ("county", "县水务局", "县水务局")
    assert (matter.held_since, matter.due_on) == (TODAY, date(2026, 7, 16))
    assert [step.text for step in matter.steps.all()] == ["村里办不了", "镇里办不了"]


def test_handing_down_forgets_the_office(matter, cast):
    STATES["county"](matter, cast)
    matter.hand_down(cast.county, "请先查实", TODAY)
    assert (matter.holder, matter.office) == ("township", "")


def test_what_is_not_overdue_is_not_taken_over(matter, cast):
    with pytest.raises(WrongState):
        matter.take_over(cast.township, date(2026, 7, 16))


@pytest.mark.parametrize(
    ("holder", "due", "who", "status"),
    [
        ("team", date(2026, 7, 7), "township", 302),
        ("team", date(2026, 7, 8), "township", 403),
        ("team", date(2026, 7, 7), "county", 403),
        ("team", date(2026, 7, 7), "cadre", 403),
        ("township", date(2026, 7, 7), "county", 302),
        ("township", date(2026, 7, 7), "township", 403),
        ("county", date(2026, 7, 7), "county", 403),
    ],
)
def test_the_next_office_up_takes_over_what_is_overdue(
    matter, cast, as_user, holder, due, who, status
):
    Matter.objects.filter(pk=matter.pk).update(holder=holder, due_on=due)
    answer = as_user(getattr(cast, who)).post(url("take_over", matter))
    assert answer.status_code == status
    matter.refresh_from_db()
    assert (matter.holder != holder) == (status == 302)


def test_what_is_proposed_for_taking_over_stands_one_level_below(matter, cast):
    late = date(2026, 7, 20)
    assert list(Matter.objects.to_take_over(cast.township, late)) == [matter]
    assert not Matter.objects.to_take_over(cast.township, TODAY).exists()
    assert not Matter.objects.to_take_over(cast.county, late).exists()
    assert not Matter.objects.to_take_over(cast.cadre, late).exists()


def test_the_list_shows_the_office_what_it_may_take_over(matter, cast, as_user):
    Matter.objects.filter(pk=matter.pk).update(due_on=date(2026, 7, 1))
    page = as_user(cast.township).get(reverse("cadres:matter_list"), {"standing": "proposed"})
    assert (page.context["proposed"], page.context["found"]) == (1, 1)
    assert as_user(cast.county).get(reverse("cadres:matter_list")).context["proposed"] == 0
    assert as_user(cast.leader).get(reverse("cadres:matter_list")).context["proposed"] is None


def test_telling_keeps_how_by_whom_and_what_the_person_says(matter, cast, as_user):
    settled(matter, cast)
    as_user(cast.cadre).post(url("tell", matter), {"how": "face", "satisfaction": "fair"})
    matter.refresh_from_db()
    assert (matter.told_on, matter.told_how, matter.told_by, matter.satisfaction) == (
        TODAY,
        "face",
        "cadre",
        "fair",
    )
    matter.reopen(cast.cadre, "又坏了", TODAY)
    assert (matter.told_how, matter.told_by, matter.satisfaction) == ("", "", "")


@pytest.mark.parametrize("said", [{"how": "letter"}, {"satisfaction": "very"}])
def test_only_the_answers_offered_are_taken(matter, cast, as_user, said):
    settled(matter, cast)
    assert as_user(cast.cadre).post(url("tell", matter), said).status_code == 422
    matter.refresh_from_db()
    assert matter.told_on is None


@pytest.mark.parametrize(
    ("who", "shown"),
    [
        ("cadre", True),
        ("township", True),
        ("county", True),
        ("unit", False),
        ("leader", False),
    ],
)
def test_who_raised_it_is_read_by_those_who_answer(cast, as_user, who, shown):
    matter = raise_one(cast, person="温某某户")
    text = as_user(getattr(cast, who)).get(url("page", matter)).content.decode()
    assert ("温某某户" in text) == shown


def test_the_ledger_masks_who_raised_it(cast):
    entry = LedgerEntry.objects.about(raise_one(cast, person="温某某户")).first()
    assert entry.after["person"] == "温**"


@pytest.mark.parametrize("verb", ["escalate", "hand_down", "reopen"])
def test_a_move_needs_its_reason(matter, cast, verb):
    with pytest.raises(ValidationError):
        getattr(matter, verb)(cast.cadre, "  ", TODAY)


def test_an_answer_cannot_be_older_than_the_question(matter, cast):
    with pytest.raises(WrongState):
        matter.close(cast.cadre, "已办", date(2026, 6, 30))


@pytest.mark.parametrize(
    ("on", "in_time"),
    [
        (date(2026, 7, 16), True),
        (date(2026, 7, 17), False),
        (None, None),
    ],
)
def test_in_time_is_by_the_due_day(matter, cast, on, in_time):
    if on:
        matter.close(cast.cadre, "已办", on)
    assert matter.on_time is in_time


def test_days_left_and_age_are_said_for_a_day(matter, cast):
    assert (matter.days_left(TODAY), matter.age(TODAY)) == (8, 7)
    assert matter.days_left(date(2026, 7, 20)) == -4
    settled(matter, cast)
    assert (matter.days_left(TODAY), matter.age(TODAY)) == (None, 5)


def test_the_standing_adds_up(cast):
    for at in range(5):
        matter = raise_one(cast, f"事 {at}", raised_on=date(2026, 6, 1 + 10 * (at % 2)))
        if at == 4:
            matter.close(cast.cadre, "已办", TODAY)
    matter = raise_one(cast)
    matter.escalate(cast.cadre, "办不了", TODAY)
    standing = Matter.objects.all().standing(TODAY)
    assert standing == {
        "open": 5,
        "overdue": 4,
        "untold": 1,
        "team": 4,
        "township": 1,
        "county": 0,
    }
    assert Matter.objects.overdue(TODAY).count() == standing["overdue"]


SEES = {
    "county": 1,
    "leader": 1,
    "township": 1,
    "neighbour": 0,
    "unit": 1,
    "cadre": 1,
    "stranger": 0,
    "scorer": 0,
    "secadmin": 0,
}


@pytest.mark.parametrize(("who", "count"), SEES.items())
def test_each_sees_the_matters_of_its_scope(matter, cast, who, count):
    assert Matter.objects.visible_to(getattr(cast, who)).count() == count


def url(name, matter):
    return reverse(f"cadres:matter_{name}", args=[matter.pk])


@pytest.mark.parametrize(
    ("who", "verb", "status"),
    [
        ("cadre", "escalate", 302),
        ("township", "escalate", 403),
        ("county", "escalate", 403),
        ("cadre", "close", 302),
        ("township", "close", 403),
        ("cadre", "hand_down", 409),
        ("township", "step", 302),
        ("county", "step", 302),
        ("cadre", "tell", 409),
        ("leader", "step", 403),
        ("unit", "close", 403),
        ("neighbour", "close", 404),
        ("stranger", "step", 404),
    ],
)
def test_the_holder_moves_it_and_others_write_steps(matter, cast, as_user, who, verb, status):
    answer = as_user(getattr(cast, who)).post(url(verb, matter), {"text": "办了一半"})
    assert answer.status_code == status


def test_a_verb_is_never_a_link(matter, cast, as_user):
    assert as_user(cast.cadre).get(url("close", matter)).status_code == 405


def test_a_second_click_is_409_and_closes_once(matter, cast, as_user):
    client = as_user(cast.cadre)
    answers = [client.post(url("close", matter), {"text": "已办"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 409]
    assert LedgerEntry.objects.filter(action="settle").count() == 1


def test_a_missing_reason_is_422_and_changes_nothing(matter, cast, as_user):
    assert as_user(cast.cadre).post(url("escalate", matter), {"text": ""}).status_code == 422
    matter.refresh_from_db()
    assert matter.holder == "team"


def test_a_matter_is_recorded_in_a_form_for_an_own_village(cast, as_user):
    client = as_user(cast.cadre)
    sent = {
        "village": cast.places.village.pk,
        "title": "灌渠塌方",
        "category": "water",
        "raised_on": "2026-07-08",
    }
    answer = client.post(reverse("cadres:matter_create"), sent)
    matter = Matter.objects.get()
    assert (answer.status_code, answer.url) == (302, matter.get_absolute_url())
    assert matter.raised_by == "cadre"


@pytest.mark.parametrize(
    "change",
    [
        {"village": "441621103201"},
        {"raised_on": "2026-07-09"},
        {"title": ""},
        {"title": "长" * 121},
    ],
)
def test_a_faulty_matter_is_refused_and_kept_on_the_page(cast, as_user, change):
    sent = {
        "village": cast.places.village.pk,
        "title": "灌渠塌方",
        "category": "water",
        "raised_on": "2026-07-08",
    } | change
    answer = as_user(cast.cadre).post(reverse("cadres:matter_create"), sent)
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not Matter.objects.exists()


def test_on_the_phone_four_fields_are_enough(cast, as_user):
    form = as_user(cast.cadre).get(reverse("cadres:matter_create")).context["form"]
    assert form["village"].is_hidden
    sent = {
        "village": form["village"].value(),
        "title": "灌渠塌方",
        "category": "water",
        "origin": "phone",
        "text": "三组上游",
        "raised_on": form["raised_on"].value(),
    }
    as_user(cast.cadre).post(reverse("cadres:matter_create"), sent)
    matter = Matter.objects.get()
    assert (matter.origin, matter.text, matter.raised_on, matter.person) == (
        "phone",
        "三组上游",
        TODAY,
        "",
    )


def test_a_stale_correction_asks_instead_of_overwriting(matter, cast, as_user):
    client = as_user(cast.township)
    opened = client.get(url("edit", matter)).context["form"]["opened"].value()
    matter.title = "路灯 7 盏不亮"
    matter.save_if_current()
    sent = {"opened": opened, "title": "路灯全不亮", "category": "roads"}
    answer = client.post(url("edit", matter), sent)
    assert answer.status_code == 409
    assert "路灯 7 盏不亮" in answer.content.decode()


@pytest.mark.parametrize("who", ["township", "cadre"])
def test_the_number_of_selects_does_not_grow(cast, as_user, django_assert_max_num_queries, who):
    client, page = as_user(getattr(cast, who)), reverse("cadres:matter_list")
    for at in range(3):
        raise_one(cast, f"事 {at}")
    with django_assert_max_num_queries(30) as few:
        client.get(page)
    for at in range(6):
        raise_one(cast, f"又一件 {at}")
    with django_assert_max_num_queries(len(few)):
        client.get(page)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=路灯", 1),
        ("q=2026-0001", 1),
        ("q=2026-0002", 0),
        ("standing=open", 1),
        ("standing=overdue", 0),
        ("standing=closed", 0),
        ("standing=untold", 0),
        ("holder=team", 1),
        ("holder=county", 0),
        ("category=roads", 1),
        ("category=water", 0),
        ("village=洋头", 1),
        ("township=441621103", 0),
        ("age=0", 1),
        ("age=1", 0),
        ("age=3", 0),
    ],
)
def test_the_list_is_narrowed(matter, cast, as_user, query, found):
    page = as_user(cast.county).get(f"{reverse('cadres:matter_list')}?{query}")
    assert page.context["found"] == found


def test_who_hands_up_is_offered_the_leaders_of_the_next_level(matter, cast, as_user):
    link = {"county": cast.places.county, "since": TODAY}
    LeaderLink.objects.create(leader="黄志远", township=cast.places.town, **link)
    LeaderLink.objects.create(leader="温志强", village=cast.places.village, of_county=False, **link)
    LeaderLink.objects.create(leader="曾志强", township=cast.places.neighbour, **link)
    page = as_user(cast.cadre).get(url("page", matter))
    assert page.context["leaders"] == ["温志强"]
    matter.escalate(cast.cadre, "村里办不了", TODAY)
    page = as_user(cast.township).get(url("page", matter))
    assert page.context["leaders"] == ["黄志远"]
    assert '<option value="黄志远">' in page.content.decode()


def test_the_page_shows_steps_and_timeline(matter, cast, as_user):
    matter.step(cast.cadre, "约了电工", TODAY)
    text = as_user(cast.township).get(url("page", matter)).content.decode()
    assert "约了电工" in text
    assert "登记民情" in text


# Eight at once


@pytest.fixture
def recorder(shared_database):
    county = County.objects.create(code="441621", name="紫金县")
    town = Township.objects.create(code="441621102", name="龙窝镇", county=county)
    Village.objects.create(code="441621102223", name="洋头村民委员会", township=town)
    return make_user("township", Role.TOWNSHIP, "441621102")


def raise_from_threads(user, times=8):
    """The faults of `times` simultaneous recordings."""
    gate, faults = threading.Barrier(times), []

    def record():
        village = Village.objects.get()
        gate.wait()
        try:
            Matter.raise_new(user, village=village, title="事", category="other", raised_on=TODAY)
        except Exception as fault:
            faults.append(type(fault).__name__)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=record) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return faults


def test_eight_at_once_get_eight_numbers(recorder):
    assert raise_from_threads(recorder) == []
    numbers = sorted(matter.short_number for matter in Matter.objects.all())
    assert numbers == [f"2026-{at:04d}" for at in range(1, 9)]


def test_control_with_a_number_drawn_beforehand_only_one_is_recorded(recorder, monkeypatch):
    monkeypatch.setattr(numbering, "_next_number", lambda county, year: "441621-2026-0001")
    assert len(raise_from_threads(recorder)) == 7
    assert Matter.objects.count() == 1
