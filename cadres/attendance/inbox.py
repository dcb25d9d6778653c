"""Leave, absences, diaries, nominations and accounts that wait for somebody."""

from datetime import timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from cadres.diary.models.entries import DiaryEntry
from cadres.dispatch.models.nominations import Nomination
from cadres.dispatch.models.plans import DispatchPlan
from cadres.inbox.sources import COUNTY, LEVELS, SECADMIN, TEAM, TOWNSHIP, UNIT, Paper, source
from cadres.registry.models.teams import Batch
from villages.models import ProgrammeRule

from .models.absences import Absence
from .models.leave import Leave


def _day(moment):
    return timezone.localdate(moment)


def _short(day):
    return date_format(day, "MONTH_DAY_FORMAT")


def _person(cadre, village):
    return f"{cadre}（{village}）"


@source("leave", TOWNSHIP, COUNTY)
def leave_to_decide(user, today):
    rows = Leave.objects.visible_to(user).filter(state=Leave.State.REQUESTED)
    for leave in rows.select_related("posting__cadre", "posting__team__village__township"):
        near = leave.decider == Leave.Decider.TOWNSHIP
        place = leave.posting.team.village.township
        said = {"who": leave.posting.cadre, "day": _short(leave.since)}
        yield Paper(
            _("Leave of %(who)s from %(day)s on: to decide") % said,
            leave.get_absolute_url(),
            TOWNSHIP if near else COUNTY,
            str(place) if near else str(LEVELS[COUNTY]),
            _day(leave.requested_at),
            leave.since,
            str(leave.posting.cadre),
        )


@source("leave", TEAM)
def leave_to_end(user, today):
    """Over since yesterday or longer; the person reports back on the next day."""
    rows = Leave.objects.visible_to(user).not_back(today)
    for leave in rows.select_related("posting__cadre", "posting__team__village"):
        back = leave.until + timedelta(days=1)
        yield Paper(
            _("Leave until %(day)s: not reported back") % {"day": _short(leave.until)},
            leave.get_absolute_url(),
            TEAM,
            _person(leave.posting.cadre, leave.posting.team.village),
            back,
        )


@source("leave", TEAM, TOWNSHIP)
def absences_open(user, today):
    """To be explained by the cadre; once explained, to be settled by the township."""
    days = int(ProgrammeRule.number("absence_answer_days"))
    rows = Absence.objects.visible_to(user).filter(explained=False, confirmed_by="")
    for absence in rows.select_related("posting__cadre", "posting__team__village__township"):
        village, cadre = absence.posting.team.village, absence.posting.cadre
        said = {"who": cadre, "day": _short(absence.since)}
        if absence.is_answered:
            text = _("Absence of %(who)s on %(day)s: explained, to decide")
            hands, due_on, sender = (TOWNSHIP, str(village.township)), None, str(cadre)
        else:
            text, hands = _("Absence on %(day)s: to explain"), (TEAM, _person(cadre, village))
            due_on, sender = absence.answer_by(days), absence.found_by
        yield Paper(
            text % said, absence.get_absolute_url(), *hands, absence.asked_on, due_on, sender
        )


@source("diary", TEAM, TOWNSHIP)
def diary_held(user, today):
    """Returned entries with their author, mended ones with the township."""
    states = (DiaryEntry.State.RETURNED, DiaryEntry.State.MENDED)
    rows = DiaryEntry.objects.visible_to(user).filter(state__in=states).defer("text")
    for entry in rows.select_related("cadre", "village__township"):
        said = {"who": entry.cadre, "day": _short(entry.on)}
        since = _day(entry.commented_at or entry.received_at)
        if entry.state == DiaryEntry.State.RETURNED:
            text, sender = _("Diary of %(day)s: returned to mend"), entry.commented_by
            hands = (TEAM, _person(entry.cadre, entry.village))
        else:
            text, sender = _("Diary of %(who)s of %(day)s: mended, to read"), str(entry.cadre)
            hands = (TOWNSHIP, str(entry.village.township))
        yield Paper(text % said, entry.get_absolute_url(), *hands, since, None, sender)


@source("dispatch", COUNTY)
def plans_drafted(user, today):
    """A plan of dispatch waits for the county to seat who is named, and to confirm it."""
    unseated = Count("batch__nominations", filter=Q(batch__nominations__line=None))
    rows = DispatchPlan.objects.visible_to(user).filter(state=DispatchPlan.State.DRAFT)
    for plan in rows.select_related("batch").annotate(unseated=unseated):
        text = _("%(plan)s: to confirm")
        if plan.unseated:
            text = _("%(plan)s: to seat who was nominated, and to confirm")
        yield Paper(
            text % {"plan": plan},
            reverse("cadres:plan_page", args=[plan.pk]),
            COUNTY,
            str(LEVELS[COUNTY]),
            _day(plan.made_at),
            plan.batch.since,
        )


@source("dispatch", UNIT, board=False)
def units_to_nominate(user, today):
    """While the plan of a batch is a draft, units that have named nobody for it."""
    mine = Nomination.objects.filter(cadre__unit__liaisons=user)
    named, units = set(mine.values_list("batch", "cadre__unit")), list(user.liaison_units.all())
    drafts = Batch.objects.visible_to(user).filter(plan__state=DispatchPlan.State.DRAFT)
    for batch in drafts.select_related("plan"):
        for unit in units:
            if (batch.pk, unit.pk) not in named:
                yield Paper(
                    _("%(batch)s: %(unit)s has nominated nobody yet")
                    % {"batch": batch, "unit": unit},
                    reverse("cadres:nomination_create"),
                    UNIT,
                    str(unit),
                    _day(batch.plan.made_at),
                    batch.since,
                    str(LEVELS[COUNTY]),
                )


@source("other", SECADMIN, board=False)
def accounts_without_role(user, today):
    """Opened by the system administrator, to be granted by the security one."""
    for account in User.objects.visible_to(user).filter(role="", is_active=True):
        yield Paper(
            _("Account %(name)s: to be given role and area") % {"name": account.username},
            reverse("accounts:user_grant", args=[account.pk]),
            SECADMIN,
            str(user),
            _day(account.joined_at),
        )
