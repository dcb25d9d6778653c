"""Two signatures: the first waits as a Publication, the second publishes (SCORING §8)."""

import hashlib

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts import ledger

from . import grading
from .models import Card, Publication


class State:
    """Where publishing a period stands: its cards, what still waits, and who has signed what."""

    def __init__(self, scheme, period):
        cards = Card.objects.current().filter(scheme=scheme, period=period)
        rows = list(cards.order_by("subject_code").values_list(
            "pk", "subject_code", "subject_name", "state", "inputs_hash"
        ))  # fmt: skip
        self.cards = len(rows)
        self.waiting = [(pk, name) for pk, _code, name, state, _hash in rows if state == "waiting"]
        self.drafts = sum(state == "draft" for _pk, _code, _name, state, _hash in rows)
        self.published = sum(state == "published" for _pk, _code, _name, state, _hash in rows)
        told = "\n".join(f"{code} {state} {inputs}" for _pk, code, _name, state, inputs in rows)
        self.hash = hashlib.sha256(told.encode()).hexdigest()
        self.request = (
            Publication.objects.open().filter(scheme=scheme, period=period)
            .select_related("signed_by").first()
        )  # fmt: skip

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
            return _("%(n)d cards still wait; they cannot be published.") % {"n": len(self.waiting)}
        return ""

    def may(self, user):
        """Whether this user's signature is wanted now."""
        return not self.obstacle and (
            self.request is None or self.is_stale or self.request.signed_by_id != user.pk
        )


@transaction.atomic
def sign(scheme, period, user):
    """Sign first, or publish as the second person; returns words for the person who signed.

    GradingRefused when nothing can be published, when the same person signs twice, or when
    the drafts changed since the first signature (which is then withdrawn).
    """
    type(scheme).objects.select_for_update().get(pk=scheme.pk)
    state = State(scheme, period)
    if state.obstacle:
        raise grading.GradingRefused(state.obstacle)
    if state.is_stale:
        ledger.erase(
            state.request, user, gettext_noop("withdraw"), note=_("The drafts have changed.")
        )
        state.request = None
    if state.request is None:
        ledger.write(
            Publication(scheme=scheme, period=period, cards_hash=state.hash, signed_by=user),
            user, gettext_noop("sign"),
        )  # fmt: skip
        return _("Signed. A second person of the county office has to sign as well.")
    if state.request.signed_by_id == user.pk:
        raise grading.GradingRefused(_("A second person has to sign; you have signed already."))
    return _publish(scheme, period, state.request, user)


def _publish(scheme, period, request, second):
    grading.publish(scheme, period, request.signed_by, second)
    before = ledger.snapshot(request)
    request.second_by, request.published_at = second, timezone.now()
    request.save()
    ledger.record(second, gettext_noop("publish"), request, before, ledger.snapshot(request))
    return _("Published. The cards can no longer be changed.")
