"""What waits for those who score: sheets with values still missing."""

from django.utils.translation import gettext as _

from assessments.templatetags.assessments_text import short_period
from cadres.inbox.sources import SCORER, TOWNSHIP, UNIT, OpenItem, source

from .entry_sheets import entry_lines


@source("scores", TOWNSHIP, UNIT, SCORER, board=False)
def scores_to_enter(user, today):
    """Sheets with values still missing, for whom the lines of a scheme name."""
    for sheet in entry_lines(user, today):
        if sheet.missing:
            about = {"scheme": sheet.scheme, "period": short_period(sheet.period)}
            yield OpenItem(
                _("%(scheme)s %(period)s: scores to enter") % about,
                sheet.href,
                user.role,
                str(user),
                sheet.period.first_day,
            )
