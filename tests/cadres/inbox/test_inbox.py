"""收件箱: what waits for whom, and for nobody else; the day it is due; the second time limit."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from accounts.models import User
from cadres.circulars.draft import open_circular
from cadres.inbox.sources import inbox
from cadres.models import (
    Absence,
    Batch,
    Circular,
    Commitment,
    Complaint,
    DiaryEntry,
    DispatchPlan,
    DutyReview,
    LeaderLink,
    LeaderVisit,
    Leave,
    Matter,
    Nomination,
    Posting,
    QuarterlyReport,
    ReportDispute,
)
from cadres.periods import Month, Quarter
from cadres.reports.county_report import begin
from tests.conftest import make_user
from villages.models import ProgrammeRule

TODAY = date(2026, 4, 20)  # a Monday
NOON = datetime(2026, 4, 20, 4, tzinfo=UTC)
EARLIER = datetime(2026, 4, 10, 4, tzinfo=UTC)
MARCH = Month(2026, 3)
CAST = ("county", "leader", "township", "neighbour", "unit", "cadre", "scorer", "secadmin")
STRANGERS = ("stranger", "sysadmin", "auditor")


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


def leave(cast, **fields):
    days = {"since": date(2026, 4, 13), "until": date(2026, 4, 14)}
    return Leave.objects.create(posting=cast.posting, reason="家事", **days | fields)


def matter(cast, number=1, **fields):
    raised = {"raised_on": date(2026, 4, 2), "held_since": date(2026, 4, 2)}
    there = {"village": cast.places.village, "due_on": date(2026, 4, 30)}
    return Matter.objects.create(
        number=f"441621-2026-{number:04}",
        title="路灯",
        category="roads",
        **raised | there | fields,
    )


def report(cast, state, held_since=EARLIER, **fields):
    fields = {"township": cast.places.town} | fields
    if "unit" in fields:
        del fields["township"]
    return QuarterlyReport.objects.create(
        county=cast.places.county,
        period="2026-Q1",
        state=state,
        held_since=held_since,
        **{"due_on": date(2026, 4, 30)} | fields,
    )


def dispute(cast):
    ReportDispute.objects.create(
        report=report(cast, "accepted"),
        code="matters.due",
        value="3",
        claimed="4",
        reason="少记",
        by="township",
        at=EARLIER,
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
    day = date(2026, 4, 17)
    Absence.objects.create(
        posting=cast.posting, found_by="镇", since=day, until=day, asked_on=day, **fields
    )


def circular(cast, **body):
    open_circular(cast.county, cast.places.county, body.pop("township", None), MARCH, TODAY)
    Circular.objects.update(**body)


def promise(cast, state, due_on=date(2026, 6, 30)):
    return Commitment.objects.create(
        village=cast.places.village,
        year=2026,
        promiser="team",
        kind="deed",
        text="装路灯",
        standard="亮灯",
        person="组长",
        due_on=due_on,
        state=state,
    )


def plan(cast, nominated=False):
    DispatchPlan.objects.create(batch=cast.batch, figures_year=2025)
    for unit, person in ((cast.water, cast.person), (cast.roads, cast.other)):
        if nominated or unit == cast.roads:
            Nomination.objects.create(batch=cast.batch, cadre=person)


def link(cast, user):
    return LeaderLink.objects.create(
        county=cast.places.county,
        leader="黄志远",
        user=user,
        village=cast.places.village,
        since=date(2026, 1, 8),
    )


def visit(cast, link, **fields):
    return LeaderVisit.objects.create(
        link=link,
        village=cast.places.village,
        seen="水渠漏水",
        recorded_by="镇",
        **{"on": date(2026, 4, 8)} | fields,
    )


def enough_visits(cast, link):
    for day in (1, 2, 3):
        visit(cast, link, on=date(2026, 3, day), confirmed_at=EARLIER)


def visit_to_confirm(cast):
    own = link(cast, cast.leader)
    enough_visits(cast, own)
    visit(cast, own)


def promised(cast, due_on):
    own = link(cast, cast.leader)
    enough_visits(cast, own)
    made = matter(cast, holder="county", due_on=due_on)
    LeaderVisit.objects.first().promises.add(made)


def another_leaders(cast):
    other = link(cast, make_user("huang", "leader", "441621"))
    visit(cast, other)


def complaint(cast, **fields):
    Complaint.objects.create(
        area_code="441621",
        kind="wish",
        text="少填一张表",
        author=cast.township,
        handed_in_on=date(2026, 4, 10),
        due_on=date(2026, 4, 25),
        **fields,
    )


WAITS = {
    "short leave": (lambda c: leave(c), "township"),
    "long leave": (lambda c: leave(c, decider="county"), "county"),
    "leave that is over": (lambda c: leave(c, state="approved"), "cadre"),
    "a team's matter": (lambda c: matter(c), "cadre"),
    "a township's matter": (lambda c: matter(c, holder="township"), "township"),
    "the county's matter": (lambda c: matter(c, holder="county"), "county"),
    "an overdue matter": (lambda c: matter(c, due_on=date(2026, 4, 4)), "cadre"),
    "an answer not told": (lambda c: matter(c, closed_on=date(2026, 4, 15)), "cadre"),
    "a report begun": (lambda c: report(c, "draft"), "township"),
    "a report past its day": (lambda c: report(c, "draft", due_on=date(2026, 4, 5)), "township"),
    "a unit's report returned": (lambda c: report(c, "returned", unit=c.water), "unit"),
    "a report to review": (lambda c: report(c, "submitted", held_since=NOON), "county"),
    "a disputed number": (dispute, "county"),
    "the county's own report": (
        lambda c: begin(c.places.county, Quarter(2026, 1), c.county),
        "county",
    ),
    "a returned entry": (lambda c: entry(c, "returned"), "cadre"),
    "a mended entry": (lambda c: entry(c, "mended"), "township"),
    "an absence": (lambda c: absence(c), "cadre"),
    "an explanation": (lambda c: absence(c, explanation="送医"), "township"),
    "the county's circular": (lambda c: circular(c), "county"),
    "a township's circular": (lambda c: circular(c, township=c.places.town), "township"),
    "a promise proposed": (lambda c: promise(c, "proposed"), "township"),
    "a promise returned": (lambda c: promise(c, "returned"), "cadre"),
    "a promise approved": (lambda c: promise(c, "approved"), "cadre"),
    "a promise near its day": (
        lambda c: promise(c, "published", due_on=date(2026, 4, 27)),
        "cadre",
    ),
    "a promise past its day": (
        lambda c: promise(c, "published", due_on=date(2026, 4, 19)),
        "township",
    ),
    "a plan": (lambda c: plan(c, nominated=True), "county"),
    "a visit to confirm": (visit_to_confirm, "leader"),
    "visits still due": (lambda c: link(c, c.leader), "leader"),
    "a suggestion": (complaint, "county"),
    "an account without a role": (
        lambda c: User.objects.create(username="new", area_code="441621"),
        "secadmin",
    ),
}


@pytest.mark.parametrize("what", WAITS)
def test_it_waits_for_one_and_for_nobody_else(cast, what):
    make, whom = WAITS[what]
    make(cast)
    found = {name: inbox(getattr(cast, name), TODAY) for name in CAST + STRANGERS}
    assert {name for name, papers in found.items() if papers} == {whom}
    (paper,) = found[whom]
    assert paper.kind and "%(" not in paper.text


@pytest.mark.parametrize("what", WAITS)
def test_its_link_leads_where_it_is_done(cast, as_user, what):
    make, whom = WAITS[what]
    make(cast)
    user = getattr(cast, whom)
    (paper,) = inbox(user, TODAY)
    assert as_user(user).get(paper.url).status_code == 200


@pytest.mark.parametrize(
    "done",
    [
        lambda c: leave(c, state="returned"),
        lambda c: leave(c, state="refused"),
        lambda c: matter(c, closed_on=TODAY, told_on=TODAY),
        lambda c: report(c, "accepted"),
        lambda c: entry(c, "seen"),
        lambda c: absence(c, explained=True),
        lambda c: absence(c, explanation="x", confirmed_by="镇"),
        lambda c: circular(c, state="issued"),
        lambda c: promise(c, "published"),
        lambda c: promise(c, "kept"),
        lambda c: complaint(c, answered_on=TODAY),
        lambda c: enough_visits(c, link(c, c.leader)),
        another_leaders,
    ],
)
def test_what_is_done_waits_for_nobody(cast, done):
    done(cast)
    assert not [paper for name in CAST for paper in inbox(getattr(cast, name), TODAY)]


def test_a_matter_of_a_village_one_has_left_waits_for_who_is_there_now(cast):
    matter(cast)
    Posting.objects.filter(pk=cast.posting.pk).update(until=date(2026, 4, 1))
    assert inbox(cast.cadre, TODAY) == []


def test_a_stand_in_reviews_alone(cast):
    second = make_user("county2", "county", "441621")
    report(cast, "submitted", held_since=NOON, reviewer=second)
    assert inbox(cast.county, TODAY) == []
    assert [paper.text for paper in inbox(second, TODAY)] == ["龙窝镇 2026年第1季度报告：待审阅"]
    User.objects.filter(pk=second.pk).update(is_active=False)
    assert len(inbox(cast.county, TODAY)) == 1


def test_nobody_is_asked_to_review_the_own_units_report(cast):
    cast.water.liaisons.add(cast.county)
    report(cast, "submitted", held_since=NOON, unit=cast.water)
    assert inbox(cast.county, TODAY) == []
    assert len(inbox(make_user("county2", "county", "441621"), TODAY)) == 1


@pytest.mark.parametrize(
    ("days", "late", "told"),
    [
        (3, False, False),
        (4, True, False),
        (6, True, False),
        (7, True, True),
    ],
)
def test_a_review_left_lying_comes_to_the_leaders_after_a_second_limit(cast, days, late, told):
    """Submitted on Monday the 13th; three working days for the review, three more."""
    workday = [date(2026, 4, 13) + timedelta(n) for n in (0, 1, 2, 3, 4, 7, 8, 9)][days]
    report(cast, "submitted", held_since=datetime(2026, 4, 13, 4, tzinfo=UTC))
    (paper,) = inbox(cast.county, workday)
    assert (paper.due_on, paper.is_late(workday)) == (date(2026, 4, 16), late)
    assert bool(inbox(cast.leader, workday)) == told
    assert inbox(cast.township, workday) == []


def test_the_second_limit_is_a_rule_of_the_county(cast):
    report(cast, "submitted", held_since=datetime(2026, 4, 13, 4, tzinfo=UTC))
    ProgrammeRule.objects.filter(pk="report_leader_days").update(value=1)
    (paper,) = inbox(cast.leader, date(2026, 4, 20))
    assert "县基层办" in paper.text and paper.due_on == date(2026, 4, 17)


@pytest.mark.parametrize(
    ("due_on", "found"),
    [
        (date(2026, 4, 19), 1),
        (date(2026, 4, 27), 1),
        (date(2026, 4, 28), 0),
    ],
)
def test_a_leader_is_reminded_of_what_was_promised_on_the_spot(cast, due_on, found):
    promised(cast, due_on)
    assert len(inbox(cast.leader, TODAY)) == found
    assert inbox(make_user("huang", "leader", "441621"), TODAY) == []


@pytest.mark.parametrize(("office", "found"), [("黄志远", 1), ("县水务局", 0)])
def test_a_matter_handed_up_to_a_leader_waits_for_that_leader(cast, office, found):
    enough_visits(cast, link(cast, cast.leader))
    LeaderLink.objects.create(
        county=cast.places.county,
        leader="曾志强",
        user=make_user("zeng", "leader", "441621"),
        township=cast.places.neighbour,
        of_county=False,
    )
    matter(cast, holder="township").escalate(cast.township, "镇里办不了", TODAY, office)
    matter(cast, number=2, holder="county", office="黄志远", village=cast.places.next_door)
    assert len(inbox(cast.leader, TODAY)) == found
    assert inbox(User.objects.get(username="zeng"), TODAY) == []


@pytest.mark.parametrize(("nominated", "found"), [(False, 1), (True, 0)])
def test_a_unit_is_asked_to_nominate_while_it_has_named_nobody(cast, nominated, found):
    plan(cast, nominated)
    assert len(inbox(cast.unit, TODAY)) == found
    Batch.objects.update(county="441622")
    assert inbox(cast.unit, TODAY) == []


@pytest.mark.parametrize(
    ("day", "held", "due_on"),
    [
        (date(2026, 5, 31), None, None),
        (date(2026, 6, 1), None, date(2026, 6, 30)),
        (date(2026, 7, 30), None, date(2026, 6, 30)),
        (date(2026, 7, 31), None, None),
        (date(2026, 6, 1), date(2026, 5, 8), None),
        (date(2026, 6, 1), date(2025, 12, 8), date(2026, 6, 30)),
    ],
)
def test_the_vote_of_a_half_year_is_asked_for_around_its_end(cast, day, held, due_on):
    promise(cast, "kept")
    if held:
        DutyReview.objects.create(
            village=cast.places.village,
            promiser="branch",
            on=held,
            meeting="党员大会",
            said="…",
            satisfied=3,
            fairly=0,
            dissatisfied=0,
        )
    assert [paper.due_on for paper in inbox(cast.township, day)] == ([due_on] if due_on else [])
    assert inbox(cast.neighbour, day) == []


def test_a_commitment_waits_since_the_last_word_on_it(cast):
    made = promise(cast, "returned")
    with time_machine.travel(EARLIER, tick=False):
        made.propose_again(cast.cadre)
    (paper,) = inbox(cast.township, TODAY)
    assert (paper.since, "洋头村" in paper.text) == (date(2026, 4, 10), True)


def test_who_asked_without_a_name_stays_without_one(cast):
    Complaint.hand_in(cast.township, kind="wish", text="少填", unnamed=True, today=TODAY)
    (paper,) = inbox(cast.county, TODAY)
    assert (paper.sender, paper.due_on) == ("匿名", date(2026, 5, 5))


def test_the_soonest_due_stands_first_and_what_has_no_day_last(cast):
    matter(cast, 1, holder="county", due_on=date(2026, 4, 29))
    matter(cast, 2, holder="county", due_on=date(2026, 4, 4))
    dispute(cast)
    complaint(cast)
    days = [paper.due_on for paper in inbox(cast.county, TODAY)]
    assert days == [date(2026, 4, 4), date(2026, 4, 25), date(2026, 4, 29), None]


def page(as_user, user, query=""):
    return as_user(user).get(reverse("inbox") + query)


def test_the_page_says_in_words_what_is_late_near_and_later(cast, as_user):
    for number, due in enumerate((16, 20, 21, 23, 24), 1):
        matter(cast, number, holder="township", due_on=date(2026, 4, due))
    signed_page = page(as_user, cast.township)
    text = signed_page.content.decode()
    assert [(str(title), len(papers)) for title, papers in signed_page.context["bands"]] == [
        ("逾期", 1),
        ("近几个工作日到期", 3),
        ("以后到期", 1),
    ]
    for words in ("逾期4天", "今天到期", "明天到期", "还有3天"):
        assert words in text


def test_it_is_narrowed_to_a_kind_and_an_unknown_kind_narrows_nothing(cast, as_user):
    matter(cast, holder="township")
    leave(cast)
    assert len(page(as_user, cast.township).context["page_obj"].object_list) == 2
    narrowed = page(as_user, cast.township, "?kind=leave")
    assert [paper.kind for paper in narrowed.context["page_obj"]] == ["leave"]
    assert len(page(as_user, cast.township, "?kind=x").context["page_obj"].object_list) == 2


def test_nothing_to_do_is_said_gladly(cast, as_user):
    assert "没有等您办的事" in page(as_user, cast.scorer).content.decode()
    assert "没有等您办的事" in page(as_user, cast.cadre).content.decode()


def test_many_papers_are_turned_over_page_by_page(cast, as_user):
    for number in range(60):
        matter(cast, number, holder="township")
    found = page(as_user, cast.township, "?page=2").context["page_obj"]
    assert (found.number, len(found.object_list)) == (2, 10)
    assert page(as_user, cast.township, "?page=zzz").status_code == 200


def test_the_phone_says_what_the_inbox_says(cast, as_user):
    matter(cast)
    leave(cast, state="approved")
    sent = as_user(cast.cadre).get(reverse("cadres:sync_me")).json()["reminders"]
    assert [each["text"] for each in sent] == [paper.text for paper in inbox(cast.cadre, TODAY)]
    text = page(as_user, cast.cadre).content.decode()
    assert all(each["text"] in text for each in sent)


def test_todays_page_says_that_something_was_told(cast, as_user):
    client, path = as_user(cast.cadre), reverse("cadres:today")
    assert reverse("inbox") in client.get(path).content.decode()
    assert "收件箱有新消息" not in client.get(path).content.decode()
    assert client.get(reverse("cadres:sync_me")).json()["news"] is False
    leave(cast).decide(cast.township, True, "")
    assert "收件箱有新消息" in client.get(path).content.decode()
    assert client.get(reverse("cadres:sync_me")).json()["news"] is True


@pytest.mark.parametrize("role", ["sysadmin", "auditor"])
def test_for_whom_nothing_can_wait_has_no_inbox(cast, as_user, role):
    client = as_user(getattr(cast, role))
    assert client.get(reverse("inbox")).status_code == 403
    assert reverse("inbox") not in client.get(reverse("accounts:profile")).content.decode()


@pytest.mark.parametrize("who", ["county", "leader", "township", "unit", "cadre", "secadmin"])
def test_the_page_costs_the_same_however_much_waits(
    cast, as_user, who, django_assert_max_num_queries
):
    def everything(start):
        for number in range(start, start + 3):
            matter(cast, number, holder=("team", "township", "county")[number % 3])
        for fields in ({}, {"decider": "county"}, {"state": "approved"}):
            leave(cast, **fields)
        for state in ("returned", "mended"):
            entry(cast, state)
        for state in ("proposed", "returned", "approved"):
            promise(cast, state)
        absence(cast)
        complaint(cast)
        User.objects.create(username=f"new{start}", area_code="441621")

    own = link(cast, cast.leader)
    dispute(cast)
    report(cast, "submitted", unit=cast.water)
    everything(0)
    visit(cast, own, on=date(2026, 2, 1))
    client = as_user(getattr(cast, who))
    with django_assert_max_num_queries(60) as few:
        assert client.get(reverse("inbox")).status_code == 200
    for start in (3, 6, 9):
        everything(start)
        visit(cast, own, on=date(2026, 2, start))
    report(cast, "submitted", unit=cast.roads)
    with django_assert_max_num_queries(len(few)):
        client.get(reverse("inbox"))


def test_a_day_of_another_year_says_its_year(cast, as_user):
    matter(cast, holder="township", due_on=date(2025, 12, 30), held_since=date(2025, 12, 15))
    assert "2025年12月30日前办" in page(as_user, cast.township).content.decode()
