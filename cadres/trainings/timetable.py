"""课程安排: the half-days of a course and their hours; proposed from its days, then as decided."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts import ledger
from cadres.workflow.transitions import WrongState
from villages.models import ProgrammeRule

from .models.sessions import TrainingSession


def fit(training):
    """Half-days for days that have none; those outside the days go, unless they are signed."""
    days, held = training.days, set(training.sessions.values_list("on", flat=True))
    outside = training.sessions.exclude(on__in=days)
    _drop(outside)
    hours = ProgrammeRule.number("session_hours")
    TrainingSession.objects.bulk_create(
        TrainingSession(training=training, on=day, half=half, hours=hours)
        for day in days
        if day not in held
        for half in TrainingSession.Half
    )


@transaction.atomic
def decide(training, by, wanted):
    """`wanted` is {(day, half): (hours, topic)}; the rest does not take place. WrongState once
    the course was held, since hours are counted from it."""
    course = training.locked()
    if course.is_held or course.is_closed:
        raise WrongState(course, course.get_state_display())
    held = {(each.on, each.half): each for each in course.sessions.all()}
    before = {str(each): _told(each) for each in held.values()}
    _drop(course.sessions.filter(pk__in=[held[key].pk for key in held.keys() - wanted.keys()]))
    rows = []
    for key, (hours, topic) in sorted(wanted.items()):
        row = held.get(key) or TrainingSession(training=course, on=key[0], half=key[1])
        row.hours, row.topic = hours, topic
        row.save()
        rows.append(row)
    after = {str(row): _told(row) for row in rows}
    if before != after:
        ledger.record(by, gettext_noop("timetable"), course, before, after)


def _told(session):
    return f"{session.hours.normalize():f} {session.topic}".strip()


def _drop(sessions):
    touched = sessions.filter(Q(attendances__isnull=False) | ~Q(signed_by=""))
    if signed := touched.first():
        raise ValidationError(_("People have signed in for %(when)s.") % {"when": signed})
    sessions.delete()
