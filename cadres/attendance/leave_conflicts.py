"""What lies on the days for which leave is asked: said to the cadre before the request is sent."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cadres.calendar.workdays import workdays
from cadres.diary.models.entries import DiaryEntry
from cadres.matters.models import Matter
from cadres.registry.models.postings import Posting
from cadres.trainings.models.attendance import TrainingAttendance
from cadres.trainings.models.trainings import Training

from .models.leave import Leave


def clashes(posting, since, until):
    """[words] about days that were written about, training, colleagues away, matters due."""
    found = [
        *_written(posting, since, until),
        *_trained(posting, since, until),
        *_colleagues(posting, since, until),
        *_due(posting, since, until),
    ]
    if not workdays(since, until):
        found.append(_("None of these days is a working day: you need no leave for them."))
    return found


def stand_ins(posting, day):
    """The others of the team on that day, by name."""
    others = Posting.objects.filter(team=posting.team_id).on(day).exclude(pk=posting.pk)
    return [str(other.cadre) for other in others.select_related("cadre")]


def _written(posting, since, until):
    rows = DiaryEntry.objects.filter(cadre=posting.cadre_id).during(since, until)
    rows = rows.exclude(state=DiaryEntry.State.WITHDRAWN)
    days = rows.order_by("on").values_list("on", flat=True).distinct()
    if days := [_day(day) for day in days]:
        yield _("You have written about work in the village on %(days)s.") % {
            "days": "、".join(days)
        }


def _trained(posting, since, until):
    """Attended, or called to."""
    mine = TrainingAttendance.objects.filter(cadre=posting.cadre_id).exclude(attended=False)
    mine = mine.exclude(attended=None, training__state=Training.State.DRAFT)
    rows = Training.objects.filter(pk__in=mine.values("training"))
    for course in rows.filter(since__lte=until, until__gte=since):
        yield _("Training: %(course)s, %(days)s.") % {
            "course": course,
            "days": _span(course.since, course.until),
        }


def _colleagues(posting, since, until):
    rows = Leave.objects.in_force().during(since, until).filter(posting__team=posting.team_id)
    away = list(rows.exclude(posting=posting.pk).select_related("posting__cadre"))
    for leave in away:
        yield _("%(who)s of your team is on leave or has asked for it: %(days)s.") % {
            "who": leave.posting.cadre,
            "days": _span(leave.since, leave.until),
        }
    others = set(stand_ins(posting, since)) - {str(leave.posting.cadre) for leave in away}
    if away and not others:
        yield _("Nobody of the team would be in the village.")


def _due(posting, since, until):
    village = posting.team.village_id
    rows = Matter.objects.filter(village=village, holder=Matter.Holder.TEAM).open()
    for matter in rows.due_within(since, until).order_by("due_on"):
        yield _("A matter falls due on %(day)s: %(matter)s.") % {
            "day": _day(matter.due_on),
            "matter": matter,
        }


def _day(day):
    return date_format(day, "MONTH_DAY_FORMAT")


def _span(first, last):
    return _day(first) if first == last else f"{_day(first)} – {_day(last)}"
