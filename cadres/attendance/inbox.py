"""Leave and absences that wait for somebody, and the holidays that days are counted by."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cadres.calendar.words import day_in_words
from cadres.calendar.years import FIRST_NOTICE, wanted
from cadres.inbox.sources import COUNTY, LEVELS, TEAM, TOWNSHIP, OpenItem, person_in, source
from villages.models import ProgrammeRule

from .models.absences import Absence
from .models.leave import Leave


@source("leave", TOWNSHIP, COUNTY)
def leave_to_decide(user, today):
    rows = Leave.objects.visible_to(user).filter(state=Leave.State.REQUESTED)
    for leave in rows.select_related("posting__cadre", "posting__team__village__township"):
        near = leave.decider == Leave.Decider.TOWNSHIP
        place = leave.posting.team.village.township
        said = {"who": leave.posting.cadre, "day": day_in_words(leave.since)}
        yield OpenItem(
            _("Leave of %(who)s from %(day)s on: to decide") % said,
            leave.get_absolute_url(),
            TOWNSHIP if near else COUNTY,
            str(place) if near else str(LEVELS[COUNTY]),
            timezone.localdate(leave.requested_at),
            leave.since,
            str(leave.posting.cadre),
        )


@source("leave", TEAM)
def leave_to_end(user, today):
    """Over since yesterday or longer; the person reports back on the next day."""
    rows = Leave.objects.visible_to(user).not_back(today)
    for leave in rows.select_related("posting__cadre", "posting__team__village"):
        back = leave.until + timedelta(days=1)
        yield OpenItem(
            _("Leave until %(day)s: not reported back") % {"day": day_in_words(leave.until)},
            leave.get_absolute_url(),
            TEAM,
            person_in(leave.posting.cadre, leave.posting.team.village),
            back,
        )


@source("leave", TEAM, TOWNSHIP)
def absences_open(user, today):
    """To be explained by the cadre; once explained, to be settled by the township."""
    days = int(ProgrammeRule.number("absence_answer_days"))
    rows = Absence.objects.visible_to(user).filter(explained=False, confirmed_by="")
    for absence in rows.select_related("posting__cadre", "posting__team__village__township"):
        village, cadre = absence.posting.team.village, absence.posting.cadre
        said = {"who": cadre, "day": day_in_words(absence.since)}
        if absence.is_answered:
            text = _("Absence of %(who)s on %(day)s: explained, to decide")
            hands, due_on, sender = (TOWNSHIP, str(village.township)), None, str(cadre)
        else:
            text, hands = _("Absence on %(day)s: to explain"), (TEAM, person_in(cadre, village))
            due_on, sender = absence.answer_by(days), absence.found_by
        yield OpenItem(
            text % said, absence.get_absolute_url(), *hands, absence.asked_on, due_on, sender
        )


@source("other", COUNTY)
def holidays_to_enter(user, today):
    """Next year's from the autumn's notice on; before, the year's days cannot be counted."""
    for year in wanted(today) if user.role == COUNTY else []:
        yield OpenItem(
            _("Holidays of %(year)d: to enter") % {"year": year},
            reverse("cadres:holiday_list"),
            COUNTY,
            str(LEVELS[COUNTY]),
            date(year - 1, FIRST_NOTICE, 1),
            date(year - 1, 12, 31),
        )
