"""Who is told of where a matter goes."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from cadres.inbox import recipients
from cadres.inbox.notices import TOWNSHIP_DIGITS, notify

from .models import Matter


@notify("cadres.matter", "escalate", _("Matter handed up: %(what)s"))
@notify("cadres.matter", "take over", _("Matter taken over: %(what)s"))
@notify("cadres.matter", "hand down", _("Matter handed back: %(what)s"))
@notify("cadres.matter", "settle", _("Matter answered: %(what)s"))
@notify("cadres.matter", "take up again", _("Matter taken up again: %(what)s"))
def _around(matter, by, today):
    """Team and township, less who holds it now (it lies in their inbox) and who moved it."""
    concerned = recipients.team(matter.village_id, today)
    concerned |= recipients.township(matter.village_id[:TOWNSHIP_DIGITS])
    informed = set(Role.values) - {by.role}
    if matter.is_open:
        informed -= {Matter.ROLE[matter.holder]}
    return concerned & Q(role__in=informed)
