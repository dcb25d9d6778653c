"""Two signatures: the first waits as a Publication, the second publishes (SCORING §8).

What is published is what the facts give. When they have changed since the grading, the period is
graded again, or two people publish it as graded and say why.
"""

import hashlib
from functools import cached_property

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts import ledger
from assessments.cards.models.cards import Card
from assessments.cards.models.publications import Publication
from assessments.schemes.periods import has_ended
from assessments.schemes.refusals import GradingRefused
from assessments.schemes.standing_versions import version_of

from . import grading
from .drafts import Draft
from .prior_periods import labels, left_out, quarters_missing

NAMED = 5  # cards that wait, in a sentence; the page lists more


class State:
    """Where publishing a period stands: its cards, what still waits, and who has signed what.

    `hash` is what a first signature is given to; drafts that were graded again have another."""

    def __init__(self, scheme, period):
        self.scheme, self.period = scheme, period
        cards = Card.objects.current().of_period(period).filter(scheme=scheme)
        rows = list(
            cards.order_by("subject_code").values_list(
                "pk", "subject_code", "subject_name", "state", "inputs_hash"
            )
        )
        self.cards = len(rows)
        self.waiting = [(pk, name) for pk, _code, name, state, _hash in rows if state == "waiting"]
        self.drafts = sum(state == "draft" for _pk, _code, _name, state, _hash in rows)
        self.published = sum(state == "published" for _pk, _code, _name, state, _hash in rows)
        text = "\n".join(f"{code} {state} {inputs}" for _pk, code, _name, state, inputs in rows)
        self.hash = hashlib.sha256(text.encode()).hexdigest()
        self.request = (
            Publication.objects.open()
            .filter(scheme=scheme, period=str(period))
            .select_related("signed_by")
            .first()
        )

    @cached_property
    def overtaken(self):
        """How many cards grading again would write, since facts or the table have changed; all
        drafts when the table has no line of such a period any more."""
        try:
            return 0 if self.obstacle else Draft(self.scheme, self.period).changes.written
        except GradingRefused:
            return self.drafts

    @property
    def is_stale(self):
        """The drafts have changed since the first signature."""
        return self.request is not None and self.request.cards_hash != self.hash

    @property
    def obstacle(self):
        """Why nothing can be signed now, '' when something can."""
        if not self.drafts and not self.waiting:
            return _("There are no drafts to publish.")
        if self.waiting:
            names = "、".join(name for _pk, name in self.waiting[:NAMED])
            names += "…" if len(self.waiting) > NAMED else ""
            said = _("%(n)d cards still wait and cannot be published: %(names)s.")
            return said % {"n": len(self.waiting), "names": names}
        return ""

    @property
    def hindrance(self):
        """Why nothing can be signed on the page now; a command publishes before the end as well."""
        if self.obstacle or has_ended(self.period, timezone.localdate()):
            return self.obstacle
        said = _("The period ends on %(day)s. It is published after that day.")
        return said % {"day": self.period.last_day}

    @cached_property
    def missing(self):
        """[Quarter] that a year lacks: whoever signs on the page names them."""
        return quarters_missing(
            self.scheme, version_of(self.scheme, self.period).table, self.period
        )

    @property
    def lack(self):
        """The same in words, '' when nothing is missing."""
        return left_out(self.missing)

    def expect_named(self, quarters):
        """GradingRefused unless `quarters` (their texts) name every one that the year lacks."""
        if {str(quarter) for quarter in self.missing} - set(quarters):
            said = _("The year lacks %(quarters)s. Grade them, or confirm that it does without.")
            raise GradingRefused(said % {"quarters": labels(self.missing)})

    @property
    def reason(self):
        """Why the first person publishes as graded, '' without such a signature."""
        return "" if self.request is None or self.is_stale else self.request.as_graded

    def may_sign(self, user):
        """Whether this user's signature is wanted now."""
        return not self.hindrance and (
            self.request is None or self.is_stale or self.request.signed_by_id != user.pk
        )

    def expect(self, reason):
        """GradingRefused when nothing can be signed, or the facts have changed and nobody says why
        it is published all the same; returns the reason that is needed, '' when none is."""
        if self.obstacle:
            raise GradingRefused(self.obstacle)
        if self.overtaken and not reason:
            said = _(
                "Facts or the table have changed since the grading: %(n)d cards would be others. "
                "Grade the period again, or publish it as graded and say why."
            )
            raise GradingRefused(said % {"n": self.overtaken})
        return reason if self.overtaken else ""


@transaction.atomic
def publish(scheme, period, by, second, reason=""):
    """Publish under two signatures at once; returns how many cards. `reason` is needed when facts
    have changed since the grading. GradingRefused as `State.expect` and `grading.publish` say."""
    type(scheme).objects.select_for_update().get(pk=scheme.pk)
    grading.check_signatures(scheme, by, second)
    reason = State(scheme, period).expect(reason.strip())
    return _publish(scheme, period, by, second, reason)


def _publish(scheme, period, by, second, reason):
    count = grading.publish(scheme, period, by, second)
    if reason:
        after = {"period": str(period), "signed_by": str(by), "second_by": str(second)}
        ledger.record(second, gettext_noop("publish as graded"), scheme, {}, after, note=reason)
    return count


@transaction.atomic
def sign(scheme, period, user, reason="", without=()):
    """Sign first, or publish as the second person; returns words for the person who signed.

    GradingRefused when nothing can be published, when facts have changed and no `reason` is given,
    when a quarter that the year lacks is not named in `without`, before the period has ended, or
    when the same person signs twice. A first signature for other drafts is withdrawn.
    """
    type(scheme).objects.select_for_update().get(pk=scheme.pk)
    state = State(scheme, period)
    if state.hindrance:
        raise GradingRefused(state.hindrance)
    state.expect_named(without)
    reason = state.expect(reason.strip() or state.reason)
    if state.is_stale:
        ledger.erase(
            state.request, user, gettext_noop("withdraw"), note=_("The drafts have changed.")
        )
        state.request = None
    if state.request is None:
        signed = {"cards_hash": state.hash, "signed_by": user, "as_graded": reason}
        ledger.write(
            Publication(scheme=scheme, period=str(period), **signed),
            user,
            gettext_noop("sign"),
            state.lack,
        )
        return _("Signed. A second person of the county office has to sign as well.")
    if state.request.signed_by_id == user.pk:
        raise GradingRefused(_("A second person has to sign; you have signed already."))
    return _second(state, user, reason)


def _second(state, second, reason):
    request = state.request
    _publish(state.scheme, state.period, request.signed_by, second, reason)
    before = ledger.snapshot(request)
    request.second_by, request.published_at, request.as_graded = second, timezone.now(), reason
    request.save()
    ledger.record(
        second, gettext_noop("publish"), request, before, ledger.snapshot(request), state.lack
    )
    return _("Published. The cards can no longer be changed.")
