"""谁手里压着什么: papers that wait, each with who holds it since when. Lateness is the holder's.

A source is called as `source(user, today)` and yields Papers among what that user may see; a higher
app adds its own in `AppConfig.ready`. Every source is one query, whatever the county's size.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .models import Absence, Circular, DiaryEntry, Leave, Matter, QuarterlyReport
from .phone_state import add_part

COUNTY, TOWNSHIP, UNIT, TEAM = "county", "township", "unit", "team"
LEVELS = {
    COUNTY: gettext_lazy("County office"),
    TOWNSHIP: gettext_lazy("Townships"),
    UNIT: gettext_lazy("Sending units"),
    TEAM: gettext_lazy("Teams and cadres"),
}
SOURCES = []


@dataclass(frozen=True)
class Paper:
    """`level` is one of LEVELS, `holder` a name; held from `since` on, to be done by `due_on`."""

    text: str
    url: str
    level: str
    holder: str
    since: date
    due_on: date | None = None


@dataclass(frozen=True)
class Hands:
    """One holder's papers, the longest held first."""

    holder: str
    papers: list
    days: int


def source(function):
    """Register a source of papers."""
    SOURCES.append(function)
    return function


def waiting(user, today):
    """All papers this user may see waiting."""
    return [paper for each in SOURCES for paper in each(user, today)]


def in_hands(papers, level, today):
    """[Hands] of one level, whoever has held something longest first."""
    by_holder = defaultdict(list)
    for paper in papers:
        if paper.level == level:
            by_holder[paper.holder].append(paper)
    found = [_hands(holder, rows, today) for holder, rows in by_holder.items()]
    return sorted(found, key=lambda hands: (-hands.days, hands.holder))


def _hands(holder, papers, today):
    papers = sorted(papers, key=lambda paper: (paper.since, paper.text))
    return Hands(holder, papers, (today - papers[0].since).days)


def reminders(user, today):
    """For a cadre's phone: [{text, url, due_on, since}], dates as 2026-05-08, soonest first."""
    mine = [paper for paper in waiting(user, today) if paper.level == TEAM]
    mine.sort(key=lambda paper: (paper.due_on or paper.since, paper.text))
    return [
        {
            "text": paper.text, "url": paper.url, "since": str(paper.since),
            "due_on": str(paper.due_on) if paper.due_on else None,
        }
        for paper in mine
    ]  # fmt: skip


def _day(moment):
    return timezone.localdate(moment)


def _short(day):
    return date_format(day, "MONTH_DAY_FORMAT")


@source
def leave_to_decide(user, today):
    rows = Leave.objects.visible_to(user).filter(state=Leave.State.REQUESTED)
    for leave in rows.select_related("posting__cadre", "posting__team__village__township"):
        near = leave.decider == Leave.Decider.TOWNSHIP
        place = leave.posting.team.village.township
        said = {"who": leave.posting.cadre, "day": _short(leave.since)}
        yield Paper(
            _("Leave of %(who)s from %(day)s on: to decide") % said, leave.get_absolute_url(),
            TOWNSHIP if near else COUNTY, str(place) if near else str(LEVELS[COUNTY]),
            _day(leave.requested_at), leave.since,
        )  # fmt: skip


@source
def leave_to_end(user, today):
    rows = Leave.objects.visible_to(user).not_back(today)
    for leave in rows.select_related("posting__cadre", "posting__team__village"):
        yield Paper(
            _("Leave until %(day)s: not reported back") % {"day": _short(leave.until)},
            leave.get_absolute_url(), TEAM,
            _person(leave.posting.cadre, leave.posting.team.village),
            leave.until + timedelta(days=1),
        )  # fmt: skip


@source
def matters_overdue(user, today):
    rows = Matter.objects.visible_to(user).overdue(today).select_related("village__township")
    for matter in rows:
        yield Paper(
            _("Matter %(number)s %(title)s: overdue")
            % {"number": matter.short_number, "title": matter},
            matter.get_absolute_url(), *_holder(matter), matter.due_on, matter.due_on,
        )  # fmt: skip


@source
def matters_untold(user, today):
    rows = Matter.objects.visible_to(user).closed().filter(told_on=None)
    for matter in rows.select_related("village"):
        yield Paper(
            _("Matter %(number)s %(title)s: answered, the person not told")
            % {"number": matter.short_number, "title": matter},
            matter.get_absolute_url(), TEAM, _team(matter.village), matter.closed_on,
        )  # fmt: skip


@source
def reports_held(user, today):
    """With the author once due, with the county office from the day of submission on."""
    rows = QuarterlyReport.objects.visible_to(user).exclude(state=QuarterlyReport.State.ACCEPTED)
    for report in rows.with_bodies().defer("sections", "remarks"):
        said = {"report": report}
        if not report.is_with_author:
            text, level, holder = _("%(report)s: to review"), COUNTY, str(LEVELS[COUNTY])
        elif report.state == QuarterlyReport.State.RETURNED or report.due_on < today:
            text, holder = _("%(report)s: to write or mend"), str(report.body)
            level = TOWNSHIP if report.township_id else UNIT
        else:
            continue
        yield Paper(
            text % said, report.get_absolute_url(), level, holder, _day(report.held_since),
            report.due_on,
        )  # fmt: skip


@source
def diary_held(user, today):
    """Returned entries with their author, mended ones with the township."""
    states = (DiaryEntry.State.RETURNED, DiaryEntry.State.MENDED)
    rows = DiaryEntry.objects.visible_to(user).filter(state__in=states).defer("text")
    for entry in rows.select_related("cadre", "village__township"):
        said = {"who": entry.cadre, "day": _short(entry.on)}
        since = _day(entry.commented_at or entry.received_at)
        if entry.state == DiaryEntry.State.RETURNED:
            text = _("Diary of %(day)s: returned to mend")
            hands = (TEAM, _person(entry.cadre, entry.village))
        else:
            text = _("Diary of %(who)s of %(day)s: mended, to read")
            hands = (TOWNSHIP, str(entry.village.township))
        yield Paper(text % said, entry.get_absolute_url(), *hands, since)


@source
def absences_open(user, today):
    """To be explained by the cadre; once explained, to be settled by the township."""
    rows = Absence.objects.visible_to(user).filter(explained=False, confirmed_by="")
    for absence in rows.select_related("posting__cadre", "posting__team__village__township"):
        village, cadre = absence.posting.team.village, absence.posting.cadre
        said = {"who": cadre, "day": _short(absence.since)}
        if absence.is_answered:
            text = _("Absence of %(who)s on %(day)s: explained, to decide")
            hands = (TOWNSHIP, str(village.township))
        else:
            text, hands = _("Absence on %(day)s: to explain"), (TEAM, _person(cadre, village))
        yield Paper(text % said, absence.get_absolute_url(), *hands, absence.asked_on)


@source
def circulars_drafted(user, today):
    """Drafts of months that are over."""
    rows = Circular.objects.visible_to(user).drafts().filter(month__lt=f"{today:%Y-%m}")
    for circular in rows.with_issuers().defer("sections", "drafted", "figures"):
        level = TOWNSHIP if circular.township_id else COUNTY
        holder = str(circular.body) if circular.township_id else str(LEVELS[COUNTY])
        yield Paper(
            _("%(circular)s: to issue") % {"circular": circular}, circular.get_absolute_url(),
            level, holder, circular.of_month.next().first_day,
        )  # fmt: skip


def _holder(matter):
    if matter.holder == Matter.Holder.TEAM:
        return TEAM, _team(matter.village)
    if matter.holder == Matter.Holder.TOWNSHIP:
        return TOWNSHIP, matter.office or str(matter.village.township)
    return COUNTY, matter.office or str(LEVELS[COUNTY])


def _team(village):
    return _("Work team of %(village)s") % {"village": village}


def _person(cadre, village):
    return f"{cadre}（{village}）"


def register():
    """Called once, when the app is ready."""
    add_part("reminders", reminders)
