"""Who is told of a circular."""

from django.utils.translation import gettext_lazy as _

from cadres.inbox import recipients
from cadres.inbox.notices import notify


@notify("cadres.circular", "issue", _("Circular issued: %(what)s"))
def _readers(circular, by, today):
    return recipients.everybody_of(circular.area_code, today)
