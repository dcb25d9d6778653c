"""谁手里压着什么: papers that wait, each with who holds it since when. Lateness is the holder's.

A source is called as `source(user, today)` and yields OpenItems among what that user may see; a
room adds its own in `<room>/inbox.py`. It asks equally often whatever the county's size.

    @source("leave", TOWNSHIP, COUNTY)         # a key of KINDS, and the levels it may wait at
    @source("visits", LEADER, board=False)     # in the inbox alone, not on the board of hands
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from cadres.registry.models.postings import Posting
from villages.models import ProgrammeRule

COUNTY, TOWNSHIP, UNIT, TEAM = "county", "township", "unit", "team"
LEADER, SCORER, SECADMIN = "leader", "scorer", "secadmin"  # they hold no papers of the board
LEVELS = {
    COUNTY: _("County office"),
    TOWNSHIP: _("Townships"),
    UNIT: _("Sending units"),
    TEAM: _("Teams and cadres"),
}
KINDS = {
    "reports": _("Reports"),
    "matters": _("Matters"),
    "leave": _("Leave and absences"),
    "diary": _("Diary"),
    "promises": _("Commitments"),
    "visits": _("Visits of leaders"),
    "dispatch": _("Dispatch"),
    "trainings": _("Trainings"),
    "care": _("Care"),
    "scores": _("Assessment"),
    "box": _("Suggestion box"),
    "other": _("Other papers"),
}


@dataclass(frozen=True)
class OpenItem:
    """`level` is one of those above, `holder` a name; held from `since` on, to be done by `due_on`.

    It waits for everybody of the level who may see it, or with `only` for these accounts alone.
    `sender` is who sent it, in words; `kind` comes from its source.
    """

    text: str
    url: str
    level: str
    holder: str
    since: date
    due_on: date | None = None
    sender: str = ""
    only: tuple[int, ...] = ()
    kind: str = ""

    def waits_for(self, user):
        """Whether the next move is this user's (of those who may see it)."""
        return self.level == level_of(user) and (not self.only or user.pk in self.only)

    def is_late(self, today):
        return self.due_on is not None and self.due_on < today

    def days_left(self, today):
        """Days until it is due; negative when overdue, None without a day."""
        return None if self.due_on is None else (self.due_on - today).days


@dataclass(frozen=True)
class Hands:
    """One holder's papers, the longest held first."""

    holder: str
    papers: list
    days: int


@dataclass(frozen=True)
class Source:
    papers: Callable
    kind: str
    levels: frozenset
    board: bool


SOURCES: list[Source] = []


def source(kind="other", *levels, board=True):
    """Register a source of papers of one kind, which wait at these levels (without any: at all).

    Users of other levels meet them on the board of hands only, or not at all without `board`.
    """
    if callable(kind):
        return source()(kind)

    def register(function):
        SOURCES.append(Source(function, kind, frozenset(levels), board))
        return function

    return register


def level_of(user):
    """The level at which papers wait for this user."""
    return TEAM if user.role == "cadre" else user.role


def waiting(user, today):
    """All papers this user may see waiting with somebody."""
    return [paper for each in SOURCES if each.board for paper in each.papers(user, today)]


def inbox(user, today):
    """The papers that wait for this user, the soonest due first, those without a day last."""
    mine = [
        replace(paper, kind=each.kind)
        for each in SOURCES
        if not each.levels or level_of(user) in each.levels
        for paper in each.papers(user, today)
        if paper.waits_for(user)
    ]
    return sorted(mine, key=lambda paper: (paper.due_on or date.max, paper.since, paper.text))


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


def soon(today):
    """The last day of what is said to be near: the rule `remind_days`."""
    return today + timedelta(days=int(ProgrammeRule.number("remind_days")))


def reminders(user, today):
    """For a cadre's phone, what stands in the inbox: [{text, url, due_on, since}], dates as
    2026-05-08."""
    return [
        {
            "text": paper.text,
            "url": paper.url,
            "since": str(paper.since),
            "due_on": str(paper.due_on) if paper.due_on else None,
        }
        for paper in inbox(user, today)
    ]


def in_todays_villages(rows, user, today):
    """Of a cadre, only what lies in the villages of today's posting: a former one is no task."""
    if user.role != "cadre":
        return rows
    here = Posting.objects.visible_to(user).on(today)
    return rows.filter(village__in=here.values("team__village"))


def team_name(village):
    return _("Work team of %(village)s") % {"village": village}


def person_in(cadre, village):
    return f"{cadre}（{village}）"
