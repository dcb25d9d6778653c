"""Trainings to run, absences from them to explain, visits and checks that fall due."""

from collections import Counter, defaultdict
from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cadres.inbox.sources import COUNTY, LEVELS, TEAM, TOWNSHIP, UNIT, Paper, source
from cadres.periods import Month
from cadres.trainings.attendance_notices import answered_before
from cadres.trainings.models.attendance import TrainingAttendance
from cadres.trainings.models.trainings import Training

from .due_dates import Rules, cadres_cared_for, due_in, secretaries_cared_for
from .models.duty_checks import DutyCheck
from .secretary_allowances import secretaries_during

OF_CADRES = {
    "visit": gettext_lazy("Home visits due: %(n)d cadres"),
    "check": gettext_lazy("Medical checks due: %(n)d cadres"),
}
OF_SECRETARIES = {
    "visit": gettext_lazy("Home visits due: %(n)d village secretaries"),
    "check": gettext_lazy("Medical checks due: %(n)d village secretaries"),
}


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
        yield Paper(
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
        yield Paper(
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
        yield Paper(
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


@source("care", UNIT, TOWNSHIP)
def care_to_see_to(user, today):
    """One paper for each kind and holder: a unit, or a township for its own unit's people and for
    the secretaries of its villages."""
    rules = Rules.now()
    cadres = cadres_cared_for(user, today).select_related("cadre__unit__township")
    for kind, rows in due_in(cadres, rules, today).items():
        path, text = reverse("cadres:care_list"), OF_CADRES[kind]
        mine = [row for row in rows if _sees_to(user, row.cadre.unit)]
        for unit, days in _days_by(mine, kind, lambda row: row.cadre.unit):
            level, holder = (TOWNSHIP, unit.township) if unit.township_id else (UNIT, unit)
            url = f"{path}?{urlencode({'standing': f'{kind}_due', 'unit': unit.name})}"
            yield _due(rules, kind, text, days, url, level, holder)
    for kind, rows in due_in(secretaries_cared_for(user, today), rules, today).items():
        path, text = reverse("cadres:care_secretary_list"), OF_SECRETARIES[kind]
        for township, days in _days_by(rows, kind, lambda row: row.village.township):
            url = f"{path}?{urlencode({'standing': f'{kind}_due', 'township': township.pk})}"
            yield _due(rules, kind, text, days, url, TOWNSHIP, township)


def _sees_to(user, unit):
    return user.role != "township" or unit.township_id == user.area_code


def _days_by(rows, kind, holder):
    """(holder, days that care counts from), one for each."""
    found = defaultdict(list)
    for row in rows:
        found[holder(row)].append(getattr(row, f"{kind}_from"))
    return found.items()


def _due(rules, kind, text, days, url, level, holder):
    first = rules.due_on(kind, min(days))
    since = first - timedelta(days=rules.notice)
    return Paper(text % {"n": len(days)}, url, level, str(holder), since, first)


@source("care", TOWNSHIP)
def duty_records_to_check(user, today):
    """Of the month before; nothing is paid to a secretary before the check."""
    month = Month.of(today).previous()
    checked = DutyCheck.objects.filter(secretary=OuterRef("pk"), month=str(month))
    rows = secretaries_during(user, month).exclude(Exists(checked))
    for township, n in Counter(row.village.township for row in rows).items():
        text = ngettext(
            "Duty records of %(month)s: %(n)d secretary to check",
            "Duty records of %(month)s: %(n)d secretaries to check",
            n,
        )
        yield Paper(
            text % {"month": month.label(), "n": n},
            reverse("cadres:secretary_allowance_month", args=[str(month)]),
            TOWNSHIP,
            str(township),
            month.next().first_day,
        )
