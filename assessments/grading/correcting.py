"""更正: what is published and no longer fits its facts, corrected by two people (SCORING §8)."""

import hashlib

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts import ledger
from assessments.cards.models.cards import Card
from assessments.cards.models.publications import Publication
from assessments.schemes.refusals import GradingRefused

from . import grading
from .drafts import Draft


class Correction:
    """Where correcting a period stands: `moves` (Crossings), and the request signed first."""

    def __init__(self, scheme, period):
        draft = Draft(scheme, period)
        pairs = draft.corrections()
        self.moves = sorted(draft.changes.outdated, key=_farthest)
        self.waiting = [new.subject_name for _old, new in pairs if new.state == Card.State.WAITING]
        text = "\n".join(f"{old.pk} {new.digest}" for old, new in pairs)
        self.hash = hashlib.sha256(text.encode()).hexdigest()
        open_ones = Publication.objects.corrections().filter(scheme=scheme, period=str(period))
        self.request = open_ones.select_related("signed_by").first()

    @property
    def is_stale(self):
        """The facts have changed since the first signature."""
        return self.request is not None and self.request.cards_hash != self.hash

    @property
    def obstacle(self):
        """Why nothing can be signed now, '' when something can."""
        if not self.moves:
            return _("The facts agree with what is published; nothing to correct.")
        if self.waiting:
            said = _("These cards would wait: %(names)s. Complete their data first.")
            return said % {"names": "、".join(self.waiting)}
        return ""

    @property
    def signed(self):
        """The first signature that still stands, or None."""
        return None if self.is_stale else self.request

    def may_sign(self, user):
        """Whether this user's signature is wanted now."""
        return not self.obstacle and (self.signed is None or self.signed.signed_by_id != user.pk)


def _farthest(move):
    """Sorts whose points change most first."""
    before, then = move.total
    return -abs((then or 0) - (before or 0)), move.code


@transaction.atomic
def sign(scheme, period, user, reason=""):
    """Sign first with a reason, or correct as the second person; words for who signed.

    GradingRefused when there is nothing to correct, no reason, or the same person signs twice.
    """
    type(scheme).objects.select_for_update().get(pk=scheme.pk)
    state = Correction(scheme, period)
    if state.obstacle:
        raise GradingRefused(state.obstacle)
    if state.signed is None:
        return _first(scheme, period, state, user, reason.strip())
    if state.signed.signed_by_id == user.pk:
        raise GradingRefused(_("A second person has to sign; you have signed already."))
    request, before = state.signed, ledger.snapshot(state.signed)
    made = grading.correct(scheme, period, request.signed_by, user, request.reason)
    request.second_by, request.published_at = user, timezone.now()
    request.save()
    ledger.record(user, gettext_noop("correct"), request, before, ledger.snapshot(request))
    return _("Corrected: %(n)d cards. The old versions stay readable.") % {"n": len(made)}


def _first(scheme, period, state, user, reason):
    if not reason:
        raise GradingRefused(_("Say why the published result is corrected."))
    if state.request is not None:
        said = _("The facts have changed.")
        ledger.erase(state.request, user, gettext_noop("withdraw"), note=said)
    ledger.write(
        Publication(
            scheme=scheme, period=str(period), cards_hash=state.hash, signed_by=user, reason=reason
        ),
        user,
        gettext_noop("sign"),
    )
    return _("Signed. A second person of the county office has to sign as well.")
