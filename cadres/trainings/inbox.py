"""Trainings to run, and absences from them to explain."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from cadres.inbox.sources import COUNTY, LEVELS, TEAM, OpenItem, source

from .attendance_bulletin import answered_before
from .models.attendance import TrainingAttendance
from .models.trainings import Training


@source("trainings", COUNTY)
def trainings_to_run(user, today):
    """Over and not signed in, or held with explanations to decide, or only to be closed."""
    to_decide = Q(attendances__attended=False, attendances__accepted=None)
    asked = Count("attendances", filter=to_decide & ~Q(attendances__excuse=""))
    begun = Q(state=Training.State.CALLED, since__lte=today) | Q(state=Training.State.HELD)
    rows = (
        Training.objects.visible_to(user)
        .filter(begun)
        .annotate(
            asked=asked, silent=Count("attendances", filter=to_decide & Q(attendances__excuse=""))
        )
    )
    for course in rows:
        said = {"course": course, "n": course.asked}
        if course.is_called:
            text, due_on = _("%(course)s: to sign people in"), course.until
        elif course.asked:
            text, due_on = _("%(course)s: %(n)d explanations to decide"), None
        elif course.silent:
            continue
        else:
            text, due_on = _("%(course)s: to close"), None
        yield OpenItem(
            text % said,
            course.get_absolute_url(),
            COUNTY,
            str(LEVELS[COUNTY]),
            course.since,
            due_on,
        )


@source("trainings", TEAM)
def absences_from_training(user, today):
    """To be explained by whoever missed a course, within the days of the rule."""
    limit = answered_before(today)
    rows = TrainingAttendance.objects.visible_to(user).to_explain(limit)
    for row in rows.select_related("training", "cadre__unit"):
        yield OpenItem(
            _("%(course)s: say why you were not there") % {"course": row.training},
            _file_of(row),
            TEAM,
            f"{row.cadre}（{row.cadre.unit}）",
            row.asked_on,
            row.asked_on + (today - limit),
            row.training.organizer,
        )


@source("trainings", TEAM, board=False)
def trainings_called_to(user, today):
    """Courses to come, until they begin."""
    rows = TrainingAttendance.objects.visible_to(user).filter(
        training__state=Training.State.CALLED, training__since__gte=today, attended=None
    )
    for row in rows.select_related("training", "cadre"):
        course = row.training
        yield OpenItem(
            _("You are called to the training %(course)s") % {"course": course},
            _file_of(row),
            TEAM,
            str(row.cadre),
            course.called_on,
            course.since,
            course.organizer,
        )


def _file_of(row):
    path = reverse("cadres:training_file", args=[row.cadre_id])
    return f"{path}?year={row.training.since.year}"
