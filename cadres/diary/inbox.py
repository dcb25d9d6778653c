"""Diary entries that wait: returned ones with their author, corrected ones with the township."""

from django.utils import timezone
from django.utils.translation import gettext as _

from cadres.calendar.words import day_in_words
from cadres.inbox.sources import TEAM, TOWNSHIP, OpenItem, person_in, source

from .models.entries import DiaryEntry


@source("diary", TEAM, TOWNSHIP)
def diary_held(user, today):
    """Returned entries with their author, mended ones with the township."""
    states = (DiaryEntry.State.RETURNED, DiaryEntry.State.MENDED)
    rows = DiaryEntry.objects.visible_to(user).filter(state__in=states).defer("text")
    for entry in rows.select_related("cadre", "village__township"):
        said = {"who": entry.cadre, "day": day_in_words(entry.on)}
        since = timezone.localdate(entry.commented_at or entry.received_at)
        if entry.state == DiaryEntry.State.RETURNED:
            text, sender = _("Diary of %(day)s: returned, to correct"), entry.commented_by
            hands = (TEAM, person_in(entry.cadre, entry.village))
        else:
            text, sender = _("Diary of %(who)s of %(day)s: corrected, to read"), str(entry.cadre)
            hands = (TOWNSHIP, str(entry.village.township))
        yield OpenItem(text % said, entry.get_absolute_url(), *hands, since, None, sender)
