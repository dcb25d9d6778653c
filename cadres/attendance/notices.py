"""Who is told of decisions on leave and absences."""

from django.utils.translation import gettext_lazy as _

from cadres.inbox import recipients
from cadres.inbox.notices import notify


@notify("cadres.leave", "approve leave", _("Leave granted: %(what)s"))
@notify("cadres.leave", "refuse leave", _("Leave refused: %(what)s"))
@notify("cadres.leave", "revoke leave", _("Leave cancelled: %(what)s"))
@notify("cadres.leave", "end with the posting", _("Leave ended with the posting: %(what)s"))
@notify("cadres.absence", "accept", _("Your explanation was accepted: %(what)s"))
@notify("cadres.absence", "uphold", _("The absence stands: %(what)s"))
def _person(row, by, today):
    return recipients.cadre(row.posting.cadre_id)
