"""签到: the organizer signs people in half-day by half-day; then the course is held.

Two who sign in at once lose nothing: each sends what he changed, not the whole list.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from accounts import ledger
from cadres.attendance.models.leave import Leave
from cadres.workflow.transitions import WrongState, require_reason, transition
from villages.models import ProgrammeRule

from .models.attendance import TrainingAttendance
from .models.trainings import Training

ON_LEAVE = gettext_lazy("On leave granted for these days.")


@transaction.atomic
def sign_in(session, by, today, came, gone, is_complete=False, reason=""):
    """Codes of those who `came` and of those taken back; `is_complete` ends the half-day.

    Once a course is closed a reason is needed. WrongState before the call.
    """
    course = session.training.locked()
    if course.is_draft:
        raise WrongState(course, course.get_state_display())
    note = require_reason(reason) if course.is_closed else reason
    there = set(session.attendances.values_list("cadre", flat=True))
    new, off = set(came) - there, (set(gone) - set(came)) & there
    session.attendances.add(*course.attendances.filter(cadre__in=new))
    session.attendances.remove(*course.attendances.filter(cadre__in=off))
    if new or off:
        before, after = dict.fromkeys(sorted(off), True), dict.fromkeys(sorted(new), True)
        ledger.record(by, gettext_noop("sign in"), course, before, after, f"{session} {note}")
    if is_complete and not session.signed_by:
        session.signed_by = str(by)
        session.save()
        ledger.record(by, gettext_noop("end the sign-in"), course, note=str(session))
    if not course.is_called:
        reckon(course, today)


@transaction.atomic
def hold(training, by, today):
    """Every half-day is signed: who missed is asked why, unless leave was granted."""
    if unsigned := training.sessions.unsigned():
        names = "、".join(map(str, unsigned))
        raise ValidationError(_("The sign-in is not complete: %(names)s.") % {"names": names})
    transition(
        training,
        by,
        gettext_noop("hold"),
        state=Training.State.HELD,
        when=lambda course: course.is_called,
    )
    reckon(training, today)


def reckon(training, today):
    """Who took part: signed for at least the rule's share of the hours. Who did not is asked."""
    share, whole = ProgrammeRule.number("training_pass_share"), training.hours
    rows = list(training.attendances.with_sessions())
    for row in rows:
        row.attended = row.hours * 100 >= whole * share
    TrainingAttendance.objects.bulk_update(rows, ["attended"], batch_size=500)
    missed = training.attendances.missed().filter(accepted=None)
    away = Leave.objects.filter(state__in=Leave.GRANTED).during(training.since, training.until)
    missed.filter(cadre__in=away.values("posting__cadre")).update(
        accepted=True, excuse=str(ON_LEAVE)
    )
    missed.filter(accepted=None, asked_on=None).update(asked_on=today)
