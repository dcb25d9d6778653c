"""Leave that was taken stays taken; it ends by a return, by who granted it, or with the posting."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation

from accounts.models import LedgerEntry
from cadres.inbox.models import Notice
from cadres.models import Commitment, Leave, Matter, Posting
from tests.cadres.attendance.test_leave import URL, ask, noon, on
from tests.stage import layer

FIRST, LAST = on(11, 2), on(11, 6)
WITHDRAWAL = {"kind": "illness", "reason": "病休", "handover": "日记本一本"}


@layer
def granted(cast):
    """Leave of 2–6 November, granted by the county."""
    with noon(on(10, 20)):
        leave = ask(cast, FIRST, LAST)
        return leave.decide(cast.county, True, "同意")


def state(leave):
    return Leave.objects.get(pk=leave.pk).state


@pytest.mark.parametrize("day", [FIRST, on(11, 4), on(11, 30)])
def test_leave_taken_is_not_cancelled_by_its_taker(cast, as_user, granted, day):
    with noon(day):
        page = as_user(cast.cadre).post(f"{URL}{granted.pk}/cancel/", follow=True)
    assert state(granted) == "approved"
    assert "2026-11-02" in "".join(map(str, page.context["messages"]))
    assert not page.context["may_cancel"]


def test_before_the_first_day_it_is_and_the_page_says_until_when(cast, as_user, granted):
    with noon(on(11, 1)), translation.override("en"):
        client = as_user(cast.cadre)
        page = client.get(f"{URL}{granted.pk}/")
        assert page.context["may_cancel"]
        assert granted.cancelled_until == on(11, 1)
        client.post(f"{URL}{granted.pk}/cancel/")
    assert state(granted) == "cancelled"


def test_a_request_that_nobody_decided_is_taken_back_whenever(cast):
    with noon(on(11, 30)):
        leave = ask(cast, FIRST, LAST)
        assert leave.cancel(cast.cadre).state == "cancelled"


def test_who_granted_it_cancels_it_with_a_reason(cast, as_user, granted):
    path = f"{URL}{granted.pk}/cancel/"
    with noon(on(11, 30)):
        client = as_user(cast.county)
        assert client.get(f"{URL}{granted.pk}/").context["may_revoke"]
        client.post(path)
        assert state(granted) == "approved"
        client.post(path, {"reason": "因防汛召回，没有休假"})
    assert state(granted) == "cancelled"
    entry = LedgerEntry.objects.about(granted).first()
    assert (entry.action, entry.note) == ("revoke leave", "因防汛召回，没有休假")
    assert Notice.objects.filter(user=cast.cadre).exists()


def test_another_office_does_not_cancel_it(cast, as_user, granted):
    as_user(cast.township).post(f"{URL}{granted.pk}/cancel/", {"reason": "x"})
    assert state(granted) == "approved"


def test_an_early_return_is_not_claimed_weeks_later_by_the_taker(cast, granted):
    with noon(on(11, 30)):
        with pytest.raises(ValidationError):
            granted.come_back(cast.cadre, on(11, 3))
        granted.come_back(cast.township, on(11, 4))
    assert (granted.state, granted.until) == ("returned", on(11, 3))


def test_the_taker_reports_back_late_for_the_day_after(cast, granted):
    with noon(on(11, 30)):
        granted.come_back(cast.cadre, on(11, 7))
    assert (granted.state, granted.until) == ("returned", LAST)


def test_nobody_is_back_on_a_day_to_come(cast, granted):
    with noon(on(11, 4)), pytest.raises(ValidationError):
        granted.come_back(cast.township, on(11, 5))


def withdraw(cast, last):
    posting = Posting.objects.get(pk=cast.posting.pk)
    return posting.end(cast.county, on=last, handed_over_on=last, **WITHDRAWAL)


@pytest.mark.parametrize(
    ("last", "state", "until"),
    [
        (on(11, 4), "returned", on(11, 4)),
        (FIRST, "returned", FIRST),
        (on(11, 1), "cancelled", FIRST),
        (LAST, "approved", LAST),
        (on(11, 20), "approved", LAST),
    ],
)
def test_the_end_of_the_posting_ends_its_leave(cast, granted, last, state, until):
    withdraw(cast, last)
    granted.refresh_from_db()
    assert (granted.state, granted.until) == (state, until)
    acted = LedgerEntry.objects.about(granted).first().action
    assert (acted == "end with the posting") == (state != "approved")


def test_after_the_posting_nobody_is_away_or_late_back(cast, granted):
    withdraw(cast, on(11, 4))
    assert Leave.objects.away(on(11, 4)).exists()
    assert not Leave.objects.away(on(11, 5)).exists()
    assert not Leave.objects.not_back(on(11, 30)).exists()


def test_a_posting_that_runs_out_during_leave_leaves_nobody_late_back(cast, granted):
    assert Leave.objects.not_back(on(11, 30)).exists()
    Posting.objects.filter(pk=cast.posting.pk).update(until=LAST)
    assert not Leave.objects.not_back(on(11, 30)).exists()


def test_an_end_that_fails_leaves_the_leave_alone(cast, granted):
    with pytest.raises(ValidationError):
        withdraw(cast, date(2025, 1, 1))
    granted.refresh_from_db()
    assert (granted.state, granted.until) == ("approved", LAST)


def test_a_request_looks_at_the_posting_as_it_is_now(cast):
    known = Posting.objects.get(pk=cast.posting.pk)
    withdraw(cast, on(11, 4))
    with pytest.raises(ValidationError):
        ask(cast, FIRST, LAST, posting=known)


def test_the_withdrawal_page_lists_what_is_under_way(cast, as_user, granted):
    path = reverse("cadres:posting_end", args=[cast.posting.pk])
    with noon(on(11, 3)):
        client = as_user(cast.county)
        assert [len(rows) for _label, rows in client.get(path).context["left"]] == [1]
        Matter.raise_new(
            cast.cadre,
            village=cast.places.village,
            title="路灯",
            category="roads",
            raised_on=on(11, 1),
        )
        Commitment.objects.create(
            village=cast.places.village,
            year=2026,
            promiser="team",
            kind="deed",
            text="装路灯",
            standard="亮",
            person="温国强",
            due_on=on(12, 31),
            state="published",
        )
        page = client.get(path)
    left = [row.text for _label, rows in page.context["left"] for row in rows]
    assert len(left) == 3
    assert all(text in page.content.decode() for text in left)


def test_nothing_under_way_is_not_listed(cast, as_user):
    path = reverse("cadres:posting_end", args=[cast.posting.pk])
    assert as_user(cast.county).get(path).context["left"] == []


def test_leave_over_new_year_counts_in_each_year(cast, as_user):
    with noon(on(12, 20)):
        over = ask(cast, on(12, 28), date(2027, 1, 8))
        over.decide(cast.county, True, "同意")
        later = ask(cast, date(2027, 3, 1), date(2027, 3, 2))
    page = as_user(cast.cadre).get(f"{URL}{later.pk}/sheet/")
    spans = [(each.span.first, each.span.last, each.span.days) for each in page.context["earlier"]]
    assert spans == [(date(2027, 1, 1), date(2027, 1, 8), 8)]
    before = as_user(cast.cadre).get(f"{URL}{over.pk}/sheet/")
    assert before.context["earlier"] == []
