"""Who is told of decisions on commitments."""

from django.utils.translation import gettext_lazy as _

from cadres.inbox import recipients
from cadres.inbox.notices import notify


@notify("cadres.commitment", "approve", _("Commitment approved: %(what)s"))
@notify("cadres.commitment", "send back", _("Commitment returned: %(what)s"))
@notify("cadres.commitment", "settle", _("Commitment settled: %(what)s"))
def _promisers(promise, by, today):
    return recipients.team(promise.village_id, today)
