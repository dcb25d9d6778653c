"""Promises of the team that are still to be kept, when a posting ends."""

from django.utils.translation import gettext_lazy as _

from cadres.registry.handover import Left, open_work

from .models.commitments import Commitment


@open_work(_("Promises of the team"))
def _promises(posting):
    running = (Commitment.State.APPROVED, Commitment.State.PUBLISHED)
    rows = Commitment.objects.filter(
        village=posting.team.village_id, promiser=Commitment.Promiser.TEAM, state__in=running
    )
    for promise in rows.order_by("due_on", "pk"):
        yield Left(promise.text, promise.get_absolute_url(), promise.due_on)
