"""告知: who is told of what, in the transaction of the deed; what was read stays the reader's."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse

from accounts.models import LedgerEntry
from assessments.grading import grading
from assessments.models import Card, Scheme, SchemeVersion
from cadres.circulars.draft import open_circular
from cadres.inbox.notices import forget
from cadres.models import (
    Absence,
    Commitment,
    Complaint,
    DiaryEntry,
    Leave,
    Matter,
    Notice,
    QuarterlyReport,
    ReportDispute,
)
from cadres.periods import Month, Quarter
from tests.conftest import make_user

pytestmark = pytest.mark.both

TODAY = date(2026, 4, 20)
NOON = datetime(2026, 4, 20, 4, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


def report(cast, **body):
    return QuarterlyReport.objects.create(
        county=cast.places.county,
        period="2026-Q1",
        due_on=date(2026, 4, 5),
        state="submitted",
        held_since=NOON,
        **(body or {"township": cast.places.town}),
    )


def disputed(cast):
    return ReportDispute.objects.create(
        report=report(cast, unit=cast.water),
        code="matters.due",
        value="3",
        claimed="4",
        reason="少记一件",
        by="unit",
    )


def entry(cast):
    return DiaryEntry.objects.create(
        cadre=cast.person,
        posting=cast.posting,
        unit=cast.water,
        village=cast.places.village,
        on=date(2026, 4, 8),
        tasks="rules",
        text="看账",
    )


def leave(cast):
    days = {"since": date(2026, 4, 22), "until": date(2026, 4, 23)}
    return Leave.objects.create(posting=cast.posting, reason="家事", **days)


def absence(cast):
    day = date(2026, 4, 9)
    return Absence.objects.create(
        posting=cast.posting, found_by="镇", since=day, until=day, explanation="送医"
    )


def matter(cast, holder="team"):
    return Matter.objects.create(
        number="441621-2026-0001",
        village=cast.places.village,
        title="路灯",
        category="roads",
        raised_on=TODAY,
        held_since=TODAY,
        due_on=date(2026, 5, 4),
        holder=holder,
    )


def circular(cast):
    return open_circular(cast.county, cast.places.county, None, Month(2026, 3), TODAY)


def promise(cast):
    return Commitment.objects.create(
        village=cast.places.village,
        year=2026,
        promiser="team",
        kind="deed",
        text="装路灯",
        standard="亮灯",
        person="组长",
        due_on=date(2026, 6, 30),
    )


def asked(cast, unnamed=False):
    return Complaint.hand_in(
        cast.township, kind="wish", text="少填一张表", unnamed=unnamed, today=TODAY
    )[0]


TOLD = {
    "a report accepted": (lambda c: report(c).accept(c.county), {"township"}),
    "a unit's report accepted": (
        lambda c: report(c, unit=c.water).accept(c.county),
        {"unit"},
    ),
    "a number answered": (lambda c: disputed(c).reply(c.county, "已补记"), {"unit"}),
    "a comment on the diary": (lambda c: entry(c).see(c.township, "写得细"), {"cadre"}),
    "leave granted": (lambda c: leave(c).decide(c.township, True, "同意"), {"cadre"}),
    "leave refused": (lambda c: leave(c).decide(c.township, False, "人手紧"), {"cadre"}),
    "an explanation accepted": (lambda c: absence(c).settle(c.township, True), {"cadre"}),
    "an absence that stands": (lambda c: absence(c).settle(c.township, False), {"cadre"}),
    "a matter handed up": (
        lambda c: matter(c, "township").escalate(c.township, "要资金", TODAY),
        {"cadre"},
    ),
    "a matter handed back": (
        lambda c: matter(c, "county").hand_down(c.county, "镇里能办", TODAY),
        {"cadre"},
    ),
    "a matter the county answered": (
        lambda c: matter(c, "county").close(c.county, "已装好", TODAY),
        {"cadre", "township"},
    ),
    "a circular": (
        lambda c: circular(c).issue(c.county, TODAY),
        {"cadre", "unit", "township", "neighbour", "leader"},
    ),
    "a commitment approved": (lambda c: promise(c).approve(c.township), {"cadre"}),
    "a commitment returned": (lambda c: promise(c).send_back(c.township, "写明盏数"), {"cadre"}),
    "a suggestion answered": (lambda c: asked(c).reply(c.county, "并表", TODAY), {"township"}),
}
CAST = ("county", "leader", "township", "neighbour", "unit", "cadre", "scorer", "stranger")


@pytest.mark.parametrize("what", TOLD)
def test_who_is_concerned_is_told_and_nobody_else(cast, what):
    do, whom = TOLD[what]
    do(cast)
    assert {name for name in CAST if Notice.objects.visible_to(getattr(cast, name))} == whom
    assert "%(" not in Notice.objects.first().words


@pytest.mark.parametrize("what", TOLD)
def test_the_page_of_a_notice_opens_for_whom_it_was_told(cast, as_user, what):
    do, whom = TOLD[what]
    do(cast)
    for name in whom:
        user = getattr(cast, name)
        notice = Notice.objects.visible_to(user).get()
        page = as_user(user).get(reverse("inbox_notice", args=[notice.pk]), follow=True)
        assert (page.status_code, page.request["PATH_INFO"]) == (200, notice.url)


def test_who_asked_without_a_name_is_not_told(cast):
    asked(cast, unnamed=True).reply(cast.county, "并表", TODAY)
    assert not Notice.objects.exists()


def test_nobody_is_told_of_what_he_did_himself(cast):
    colleague = make_user("zhenwei2", "township", "441621102")
    matter(cast, "county").close(cast.county, "已装好", TODAY)
    Notice.objects.all().delete()
    Matter.objects.update(closed_on=None, holder="township")
    Matter.objects.get().escalate(cast.township, "要资金", TODAY)
    assert not Notice.objects.filter(user__in=[cast.township, colleague]).exists()


def test_a_closed_account_is_told_nothing(cast):
    type(cast.cadre).objects.filter(pk=cast.cadre.pk).update(is_active=False)
    leave(cast).decide(cast.township, True, "")
    assert not Notice.objects.exists()


def test_a_notice_stands_and_falls_with_the_deed(cast):
    with pytest.raises(RuntimeError), transaction.atomic():
        leave(cast).decide(cast.township, True, "")
        assert Notice.objects.exists()
        raise RuntimeError
    assert not Notice.objects.exists()


def test_many_reports_accepted_at_once_are_told_one_by_one(cast):
    report(cast).accept(cast.county)
    cast.roads.liaisons.add(cast.unit)
    for unit in (cast.water, cast.roads):
        report(cast, unit=unit).accept(cast.county)
    assert Notice.objects.filter(user=cast.unit).count() == 2


def card(cast, scheme, code, **fields):
    return Card.objects.create(
        scheme=scheme,
        scheme_version=scheme.versions.get(),
        period="2026-Q1",
        subject_name=code,
        subject_code=code,
        area_code=cast.places.village.pk,
        computed_at=NOON,
        **fields,
    )


@pytest.mark.parametrize(
    ("subject", "fields", "told"),
    [
        ("cadre", {"cadre_code": "C001"}, "cadre"),
        ("unit", {"unit_code": "U01"}, "unit"),
        ("village", {}, "township"),
    ],
)
def test_results_are_told_once_to_whom_they_grade(cast, subject, fields, told):
    second = make_user("county2", "county", "441621")
    scheme = Scheme.objects.create(
        code="S", name="办法", county=cast.places.county, subject=subject, version=1, total=1000
    )
    SchemeVersion.objects.create(scheme=scheme, number=1, hash="x", rows=[])
    for code in ("a", "b"):
        card(cast, scheme, code, **fields)
    grading.publish(scheme, Quarter(2026, 1), cast.county, second)
    notice = Notice.objects.get()
    assert (notice.user, notice.what) == (getattr(cast, told), "办法 2026年第1季度")
    assert notice.url == reverse("assessments:my_cards") or "S/2026-Q1" in notice.url


def notice_of(user, **fields):
    return Notice.objects.create(
        user=user,
        event="cadres.leave approve leave",
        what="温国强",
        url="/inbox/",
        **{"at": NOON} | fields,
    )


def test_opening_a_notice_marks_it_and_no_ledger_knows(cast, as_user):
    notice, before = notice_of(cast.cadre), LedgerEntry.objects.count()
    assert as_user(cast.cadre).get(reverse("inbox_notice", args=[notice.pk])).url == "/inbox/"
    notice.refresh_from_db()
    assert notice.read_at == NOON and LedgerEntry.objects.count() == before


def test_another_persons_notice_does_not_exist(cast, as_user):
    notice = notice_of(cast.cadre)
    assert as_user(cast.township).get(reverse("inbox_notice", args=[notice.pk])).status_code == 404
    assert Notice.objects.unread().count() == 1


def test_all_of_ones_own_are_marked_as_read(cast, as_user):
    notice_of(cast.cadre), notice_of(cast.cadre), notice_of(cast.township)
    assert as_user(cast.cadre).post(reverse("inbox_read")).url == "/inbox/"
    assert [notice.user for notice in Notice.objects.unread()] == [cast.township]


def test_a_dot_without_a_number_says_that_something_is_new(cast, as_user):
    client = as_user(cast.county)
    assert 'class="dot"' not in client.get(reverse("accounts:profile")).content.decode()
    notice_of(cast.county), notice_of(cast.county)
    page = client.get(reverse("accounts:profile")).content.decode()
    assert page.count('class="dot"') == 1
    client.post(reverse("inbox_read"))
    assert 'class="dot"' not in client.get(reverse("accounts:profile")).content.decode()


def test_what_is_older_than_the_rule_is_forgotten(cast):
    notice_of(cast.cadre, at=NOON - timedelta(days=181))
    kept = notice_of(cast.cadre, at=NOON - timedelta(days=179))
    assert forget(NOON) == 1
    assert Notice.objects.get() == kept
