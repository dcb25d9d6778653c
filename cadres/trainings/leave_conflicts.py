"""Trainings on days of leave."""

from django.utils.translation import gettext as _

from cadres.attendance.leave_conflicts import conflict
from cadres.calendar.words import days_in_words

from .models.attendance import TrainingAttendance
from .models.trainings import Training


@conflict
def _trained(posting, since, until):
    """Attended, or called to."""
    mine = TrainingAttendance.objects.filter(cadre=posting.cadre_id).exclude(attended=False)
    mine = mine.exclude(attended=None, training__state=Training.State.DRAFT)
    rows = Training.objects.filter(pk__in=mine.values("training"))
    for course in rows.filter(since__lte=until, until__gte=since):
        yield _("Training: %(course)s, %(days)s.") % {
            "course": course,
            "days": days_in_words(course.since, course.until),
        }
