"""Days of leave that the cadre wrote about work on."""

from django.utils.translation import gettext as _

from cadres.attendance.leave_conflicts import conflict
from cadres.calendar.words import day_in_words

from .models.entries import DiaryEntry


@conflict
def _written(posting, since, until):
    rows = DiaryEntry.objects.filter(cadre=posting.cadre_id).during(since, until)
    rows = rows.exclude(state=DiaryEntry.State.WITHDRAWN)
    days = rows.order_by("on").values_list("on", flat=True).distinct()
    if days := [day_in_words(day) for day in days]:
        yield _("You have written about work in the village on %(days)s.") % {
            "days": "、".join(days)
        }
