"""Who is told of a concluded acceptance."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cadres.inbox import recipients
from cadres.inbox.notices import TOWNSHIP_DIGITS, notify


@notify("cadres.acceptance", "approve", _("Acceptance concluded: %(what)s"))
def _accepted(row, by, today):
    """The township, the leaders linked to the place, the village's team."""
    linked = row.place.links.on(today).filter(user__isnull=False)
    told = recipients.township(row.place_code[:TOWNSHIP_DIGITS]) | Q(pk__in=linked.values("user"))
    return told | recipients.team(row.village_id, today) if row.village_id else told
