"""Matters, promises, votes and suggestions that wait for somebody."""

from datetime import timedelta

from django.db.models import CharField, DateTimeField, OuterRef, Subquery
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import LedgerEntry
from cadres.commitments.models.commitments import Commitment
from cadres.commitments.models.reviews import DutyReview
from cadres.complaints.models import Complaint
from cadres.inbox.sources import COUNTY, LEVELS, TEAM, TOWNSHIP, Paper, level_of, soon, source
from cadres.periods import HalfYear
from cadres.registry.models.postings import Posting
from villages.models import ProgrammeRule, Village

from .models import Matter

NAMED = 5  # villages in a sentence
HOLDERS = (TEAM, TOWNSHIP, COUNTY)


def _now(rows, user, today):
    """Of a cadre, only what lies in the villages of today's posting: a former one is no task."""
    if user.role != "cadre":
        return rows
    here = Posting.objects.visible_to(user).on(today)
    return rows.filter(village__in=here.values("team__village"))


def _team(village):
    return _("Work team of %(village)s") % {"village": village}


def _holder(matter):
    if matter.holder == Matter.Holder.TEAM:
        return TEAM, _team(matter.village)
    if matter.holder == Matter.Holder.TOWNSHIP:
        return TOWNSHIP, matter.office or str(matter.village.township)
    return COUNTY, matter.office or str(LEVELS[COUNTY])


def _matters(user, today):
    return _now(Matter.objects.visible_to(user), user, today).select_related("village__township")


@source("matters", *HOLDERS)
def matters_overdue(user, today):
    for matter in _matters(user, today).overdue(today):
        yield _matter(matter, _("Matter %(number)s %(title)s: overdue"), matter.due_on)


@source("matters", *HOLDERS, board=False)
def matters_in_hand(user, today):
    """Not due yet, with whoever asks."""
    rows = _matters(user, today).open().filter(holder=level_of(user), due_on__gte=today)
    for matter in rows:
        yield _matter(matter, _("Matter %(number)s %(title)s: to answer"), matter.held_since)


def _matter(matter, text, since):
    said = {"number": matter.short_number, "title": matter}
    return Paper(
        text % said,
        matter.get_absolute_url(),
        *_holder(matter),
        since,
        matter.due_on,
        matter.raised_by,
    )


@source("matters", TEAM)
def matters_untold(user, today):
    rows = _now(Matter.objects.visible_to(user).closed().filter(told_on=None), user, today)
    for matter in rows.select_related("village"):
        yield Paper(
            _("Matter %(number)s %(title)s: answered, the person not told")
            % {"number": matter.short_number, "title": matter},
            matter.get_absolute_url(),
            TEAM,
            _team(matter.village),
            matter.closed_on,
        )


@source("promises", TEAM, TOWNSHIP)
def commitments_waiting(user, today):
    """提诺 with the township, the way back and 示诺 with the team; since the last word on it."""
    state = Commitment.State
    texts = {
        state.PROPOSED: (TOWNSHIP, _("%(village)s, commitment «%(what)s»: to approve")),
        state.RETURNED: (TEAM, _("%(village)s, commitment «%(what)s»: returned, to mend")),
        state.APPROVED: (TEAM, _("%(village)s, commitment «%(what)s»: approved, to publish")),
    }
    rows = Commitment.objects.visible_to(user).filter(state__in=texts).with_names()
    for promise in _now(rows, user, today).annotate(moved=_last_word(Commitment)):
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
    rows = _now(rows.filter(due_on__range=(today, soon(today))), user, today)
    for promise in rows.with_names():
        text = _("%(village)s, commitment «%(what)s»: report how far it came")
        yield _promise(promise, TEAM, text, promise.published_on or today, promise.due_on)


def _promise(promise, level, text, since, due_on=None):
    holder = _team(promise.village) if level == TEAM else str(promise.village.township)
    said = {"village": promise.village, "what": promise}
    return Paper(text % said, promise.get_absolute_url(), level, holder, since, due_on)


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
        yield Paper(
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


@source("box", COUNTY)
def complaints_open(user, today):
    """Without a name where none was given."""
    rows = Complaint.objects.visible_to(user).open().select_related("author")
    for complaint in rows.defer("text"):
        sender = complaint.author if complaint.names_author_to(user) else None
        yield Paper(
            _("Suggestion box, %(what)s: to answer") % {"what": complaint},
            complaint.get_absolute_url(),
            COUNTY,
            str(LEVELS[COUNTY]),
            complaint.handed_in_on,
            complaint.due_on,
            str(sender or _("without a name")),
        )
