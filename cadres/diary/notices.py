"""Who is told of remarks on a diary."""

from django.utils.translation import gettext_lazy as _

from cadres.inbox import recipients
from cadres.inbox.notices import notify


@notify("cadres.diaryentry", "comment", _("The township commented on the diary: %(what)s"))
def _writer(entry, by, today):
    return recipients.cadre(entry.cadre_id)
