"""Suggestions that wait for an answer."""

from django.utils.translation import gettext as _

from cadres.inbox.sources import COUNTY, LEVELS, OpenItem, source

from .models import Complaint


@source("box", COUNTY)
def complaints_open(user, today):
    """Without a name where none was given."""
    rows = Complaint.objects.visible_to(user).open().select_related("author")
    for complaint in rows.defer("text"):
        sender = complaint.author if complaint.names_author_to(user) else None
        yield OpenItem(
            _("Suggestion box, %(what)s: to answer") % {"what": complaint},
            complaint.get_absolute_url(),
            COUNTY,
            str(LEVELS[COUNTY]),
            complaint.handed_in_on,
            complaint.due_on,
            str(sender or _("without a name")),
        )
