"""What lies on the days for which leave is asked: said to the cadre before the request is sent.

    @conflict
    def trainings(posting, since, until): yield _("Training: %(course)s, %(days)s.") % …

A room above registers its own in `<room>/leave_conflicts.py`, in the order of the rooms.
"""

from django.utils.translation import gettext as _

from cadres.calendar.words import day_in_words, days_in_words
from cadres.calendar.workdays import workdays
from cadres.matters.models import Matter
from cadres.registry.models.postings import stand_ins

from .models.leave import Leave

CONFLICTS = []


def conflict(find):
    """Register `find(posting, since, until)`, which yields sentences about those days."""
    CONFLICTS.append(find)
    return find


def conflicts(posting, since, until):
    """[words] about days that were written about, training, colleagues away, matters due."""
    found = [words for find in CONFLICTS for words in find(posting, since, until)]
    if not workdays(since, until):
        found.append(_("None of these days is a working day: you need no leave for them."))
    return found


@conflict
def _colleagues(posting, since, until):
    rows = Leave.objects.in_force().during(since, until).filter(posting__team=posting.team_id)
    away = list(rows.exclude(posting=posting.pk).select_related("posting__cadre"))
    for leave in away:
        yield _("%(who)s of your team is on leave or has asked for it: %(days)s.") % {
            "who": leave.posting.cadre,
            "days": days_in_words(leave.since, leave.until),
        }
    others = set(stand_ins(posting, since)) - {str(leave.posting.cadre) for leave in away}
    if away and not others:
        yield _("Nobody of the team would be in the village.")


@conflict
def _due(posting, since, until):
    village = posting.team.village_id
    rows = Matter.objects.filter(village=village, holder=Matter.Holder.TEAM).open()
    for matter in rows.due_within(since, until).order_by("due_on"):
        yield _("A matter falls due on %(day)s: %(matter)s.") % {
            "day": day_in_words(matter.due_on),
            "matter": matter,
        }
