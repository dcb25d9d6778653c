"""Commitments and votes that wait for somebody."""

from datetime import timedelta

from django.db.models import CharField, DateTimeField, OuterRef, Subquery
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import LedgerEntry
from cadres.inbox.sources import (
    TEAM,
    TOWNSHIP,
    OpenItem,
    in_todays_villages,
    soon,
    source,
    team_name,
)
from cadres.periods import HalfYear
from villages.models import ProgrammeRule, Village

from .models.commitments import Commitment
from .models.reviews import DutyReview

NAMED = 5  # villages in a sentence


@source("promises", TEAM, TOWNSHIP)
def commitments_waiting(user, today):
    """提诺 with the township, the way back and 示诺 with the team; since the last word on it."""
    state = Commitment.State
    texts = {
        state.PROPOSED: (TOWNSHIP, _("%(village)s, commitment «%(what)s»: to approve")),
        state.RETURNED: (TEAM, _("%(village)s, commitment «%(what)s»: returned, to correct")),
        state.APPROVED: (TEAM, _("%(village)s, commitment «%(what)s»: approved, to publish")),
    }
    rows = Commitment.objects.visible_to(user).filter(state__in=texts).with_names()
    for promise in in_todays_villages(rows, user, today).annotate(moved=_last_word(Commitment)):
        level, text = texts[promise.state]
        since = timezone.localdate(promise.moved) if promise.moved else today
        yield _promise(promise, level, text, since)


@source("promises", TOWNSHIP)
def commitments_to_settle(user, today):
    """评诺 by the township, once the day of the promise is over."""
    for promise in Commitment.objects.visible_to(user).overdue(today).with_names():
        text = _("%(village)s, commitment «%(what)s»: due, to settle")
        yield _promise(promise, TOWNSHIP, text, promise.due_on + timedelta(days=1))


@source("promises", TEAM, board=False)
def commitments_near(user, today):
    """践诺: the team reports how far it came before the day."""
    rows = Commitment.objects.visible_to(user).filter(state=Commitment.State.PUBLISHED)
    rows = in_todays_villages(rows.filter(due_on__range=(today, soon(today))), user, today)
    for promise in rows.with_names():
        text = _("%(village)s, commitment «%(what)s»: report how far it came")
        yield _promise(promise, TEAM, text, promise.published_on or today, promise.due_on)


def _promise(promise, level, text, since, due_on=None):
    holder = team_name(promise.village) if level == TEAM else str(promise.village.township)
    said = {"village": promise.village, "what": promise}
    return OpenItem(text % said, promise.get_absolute_url(), level, holder, since, due_on)


def _last_word(model):
    """When a record's last ledger row was written."""
    about = LedgerEntry.objects.filter(
        object_type=model._meta.label_lower, object_id=Cast(OuterRef("pk"), CharField())
    )
    return Subquery(about.order_by("-seq").values("at")[:1], output_field=DateTimeField())


@source("promises", TOWNSHIP, board=False)
def votes_to_hold(user, today):
    """述职测评 of each half year: the township is told of villages without one, from the last
    weeks of the half year on, and for as long after it."""
    days = timedelta(days=int(ProgrammeRule.number("vote_days")))
    half = _half_to_vote(today, days)
    if half is None:
        return
    held = DutyReview.objects.visible_to(user).during(half.first_day, half.last_day)
    promised = Commitment.objects.visible_to(user).public().filter(year=half.year)
    rows = Village.objects.visible_to(user).filter(pk__in=promised.values("village"))
    names = [str(village) for village in rows.exclude(pk__in=held.values("village"))]
    if names:
        said = {"half": half.label(), "villages": _listed(names)}
        yield OpenItem(
            _("Reports and votes of %(half)s still to be held: %(villages)s") % said,
            reverse("cadres:review_create"),
            TOWNSHIP,
            str(user),
            half.last_day - days,
            half.last_day,
        )


def _half_to_vote(today, days):
    half = HalfYear.of(today)
    if today > half.last_day - days:
        return half
    before = half.previous()
    return before if today <= before.last_day + days else None


def _listed(names):
    rest = _(" and others") if len(names) > NAMED else ""
    return "、".join(names[:NAMED]) + rest
