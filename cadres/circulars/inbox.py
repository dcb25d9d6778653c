"""Circulars that were begun and not issued."""

from datetime import timedelta

from django.utils.translation import gettext as _

from cadres.inbox.sources import COUNTY, LEVELS, TOWNSHIP, OpenItem, source

from .models import Circular


@source("reports", COUNTY, TOWNSHIP)
def circulars_drafted(user, today):
    """Drafts of months that are over."""
    rows = Circular.objects.visible_to(user).drafts().filter(month__lt=f"{today:%Y-%m}")
    for circular in rows.with_issuers().defer("sections", "drafted", "figures", "before"):
        level = TOWNSHIP if circular.township_id else COUNTY
        holder = str(circular.body) if circular.township_id else str(LEVELS[COUNTY])
        month = circular.of_month
        yield OpenItem(
            _("%(circular)s: to issue") % {"circular": circular},
            circular.get_absolute_url(),
            level,
            holder,
            month.last_day + timedelta(days=1),
        )
