"""谁手里压着什么: each paper at whoever holds it, and on the cadre's phone what is theirs."""

import json
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from assessments.models import Card, Proposal, Scheme, SchemeVersion
from cadres.inbox.sources import COUNTY, TEAM, TOWNSHIP, UNIT, in_hands, reminders, waiting
from cadres.models import Absence, Circular, DiaryEntry, Leave, Matter, QuarterlyReport

PAGE = "/cadres/hands/"
TODAY = date(2026, 4, 20)
NOON = datetime(2026, 4, 20, 4, tzinfo=UTC)
EARLIER = datetime(2026, 4, 10, 4, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


def leave(cast, **fields):
    days = {"since": date(2026, 4, 13), "until": date(2026, 4, 14)}
    row = Leave.objects.create(posting=cast.posting, reason="家事", **days | fields)
    Leave.objects.filter(pk=row.pk).update(requested_at=EARLIER)


def matter(cast, **fields):
    Matter.objects.create(
        number=f"441621-2026-{len(fields):04}",
        village=cast.places.village,
        title="路灯",
        category="roads",
        raised_on=date(2026, 3, 20),
        held_since=date(2026, 3, 20),
        due_on=date(2026, 4, 4),
        **fields,
    )


def report(cast, state, **body):
    body = body or {"township": cast.places.town}
    QuarterlyReport.objects.create(
        county=cast.places.county,
        period="2026-Q1",
        due_on=date(2026, 4, 5),
        state=state,
        held_since=EARLIER,
        **body,
    )


def entry(cast, state):
    DiaryEntry.objects.create(
        cadre=cast.person,
        posting=cast.posting,
        unit=cast.water,
        village=cast.places.village,
        on=date(2026, 4, 8),
        tasks="rules",
        text="看账",
        state=state,
        commented_at=EARLIER,
    )


def absence(cast, **fields):
    day = {"since": date(2026, 4, 9), "until": date(2026, 4, 9), "asked_on": date(2026, 4, 10)}
    Absence.objects.create(posting=cast.posting, found_by="镇", **day, **fields)


def circular(cast, **body):
    Circular.objects.create(
        county=cast.places.county, month="2026-03", year=2026, taken_at=EARLIER, **body
    )


def proposal(cast):
    scheme = Scheme.objects.create(
        code="S", name="办法", county=cast.places.county, subject="village", version=1, total=1000
    )
    version = SchemeVersion.objects.create(scheme=scheme, number=1, hash="x", rows=[])
    card = Card.objects.create(
        scheme=scheme,
        scheme_version=version,
        period="2026-Q1",
        subject_name="洋头村",
        subject_code=cast.places.village.pk,
        area_code=cast.places.village.pk,
        computed_at=EARLIER,
    )
    Proposal.objects.create(card=card, outcome="talk", name="诫勉谈话", rule="r")


WAITS = {
    "short leave": (lambda cast: leave(cast), TOWNSHIP, "龙窝镇", 10),
    "long leave": (lambda cast: leave(cast, decider="county"), COUNTY, "县基层办", 10),
    "leave that is over": (
        lambda cast: leave(cast, state="approved"),
        TEAM,
        "温国强（洋头村）",
        5,
    ),
    "a team's matter": (lambda cast: matter(cast), TEAM, "洋头村工作组", 16),
    "a township's": (lambda cast: matter(cast, holder="township"), TOWNSHIP, "龙窝镇", 16),
    "an office's": (
        lambda cast: matter(cast, holder="county", office="县水务局"),
        COUNTY,
        "县水务局",
        16,
    ),
    "an answer not told": (
        lambda cast: matter(cast, closed_on=date(2026, 4, 15)),
        TEAM,
        "洋头村工作组",
        5,
    ),
    "a report not written": (lambda cast: report(cast, "draft"), TOWNSHIP, "龙窝镇", 10),
    "a unit's report returned": (
        lambda cast: report(cast, "returned", unit=cast.water),
        UNIT,
        "县水务局",
        10,
    ),
    "a report to review": (lambda cast: report(cast, "submitted"), COUNTY, "县基层办", 10),
    "a returned entry": (lambda cast: entry(cast, "returned"), TEAM, "温国强（洋头村）", 10),
    "a mended entry": (lambda cast: entry(cast, "mended"), TOWNSHIP, "龙窝镇", 10),
    "an absence": (lambda cast: absence(cast), TEAM, "温国强（洋头村）", 10),
    "an explanation": (lambda cast: absence(cast, explanation="送医"), TOWNSHIP, "龙窝镇", 10),
    "a draft circular": (lambda cast: circular(cast), COUNTY, "县基层办", 19),
}
COUNTYS_OWN = {"a draft circular"}


@pytest.mark.parametrize("what", WAITS)
def test_each_paper_stands_at_its_holder(cast, what):
    make, level, holder, days = WAITS[what]
    make(cast)
    (hands,) = in_hands(waiting(cast.county, TODAY), level, TODAY)
    assert (hands.holder, hands.days, len(hands.papers)) == (holder, days, 1)
    near = waiting(cast.township, TODAY)
    sees = what not in COUNTYS_OWN and "unit" not in what
    assert len(near) == sees
    assert waiting(cast.neighbour, TODAY) == []


@pytest.mark.parametrize(
    "done",
    [
        lambda cast: leave(cast, state="returned"),
        lambda cast: leave(cast, state="refused"),
        lambda cast: matter(cast, closed_on=TODAY, told_on=TODAY),
        lambda cast: report(cast, "accepted"),
        lambda cast: entry(cast, "seen"),
        lambda cast: absence(cast, explained=True),
        lambda cast: absence(cast, explanation="x", confirmed_by="镇"),
        lambda cast: circular(cast, state="issued"),
    ],
)
def test_what_is_done_waits_nowhere(cast, done):
    done(cast)
    assert waiting(cast.county, TODAY) == []


def test_a_townships_draft_circular_is_its_own_paper(cast):
    circular(cast, township=cast.places.town)
    (paper,) = waiting(cast.township, TODAY)
    assert paper.holder == "龙窝镇"
    assert waiting(cast.county, TODAY) == []


def test_proposals_wait_at_the_county(cast):
    proposal(cast)
    (paper,) = waiting(cast.county, TODAY)
    assert paper.level == COUNTY and "诫勉谈话" in paper.text
    assert waiting(cast.township, TODAY) == []


def test_the_longest_held_stand_first(cast):
    matter(cast)
    absence(cast)
    hands = in_hands(waiting(cast.county, TODAY), TEAM, TODAY)
    assert [each.days for each in hands] == [16, 10]


def test_the_phone_is_told_what_is_the_cadres(cast, as_user):
    leave(cast, state="approved")
    matter(cast)
    matter(cast, holder="township")
    told = reminders(cast.cadre, TODAY)
    assert [(each["since"], each["due_on"]) for each in told] == [
        ("2026-04-04", "2026-04-04"),
        ("2026-04-15", None),
    ]
    sent = json.loads(as_user(cast.cadre).get(reverse("cadres:sync_me")).content)
    assert sent["reminders"] == told


def every(cast):
    leave(cast)
    leave(cast, state="approved")
    absence(cast)
    entry(cast, "returned")
    entry(cast, "mended")


@pytest.mark.parametrize("who", ["county", "township"])
def test_the_page_costs_the_same_however_much_waits(
    cast, as_user, who, django_assert_max_num_queries
):
    client = as_user(getattr(cast, who))
    matter(cast)
    report(cast, "draft")
    every(cast)
    with django_assert_max_num_queries(40) as few:
        assert client.get(PAGE).status_code == 200
    for _time in range(3):
        every(cast)
    report(cast, "draft", unit=cast.water)
    with django_assert_max_num_queries(len(few)):
        client.get(PAGE)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 1),
        ("?level=team", 1),
        ("?level=unit", 0),
        ("?level=x", 1),
    ],
)
def test_the_own_offices_papers_come_first(cast, as_user, query, found):
    matter(cast)
    matter(cast, holder="township")
    page = as_user(cast.township).get(PAGE + query)
    assert (page.status_code, page.context["found"]) == (200, found)
