"""Who is told of the answer to a suggestion."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cadres.inbox.notices import notify


@notify("cadres.complaint", "answer", _("Your suggestion was answered: %(what)s"))
def _asker(complaint, by, today):
    """Nobody, when it came without a name."""
    return Q(pk=complaint.author_id)
