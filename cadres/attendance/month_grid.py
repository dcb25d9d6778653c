"""Where was each person on each day of a month? Read from rows already fetched."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cadres.calendar.workdays import workdays

from .models.leave import Leave

OUT, TRAINING, LEAVE, ASKED, ABSENT, HERE = "out", "training", "leave", "asked", "absent", "here"
# One character for the cell, the words for reading aloud and for the key below the table.
MARKS = {
    OUT: (pgettext_lazy("calendar", "·"), _("Not in post")),
    HERE: ("", _("In post")),
    LEAVE: (pgettext_lazy("calendar", "L"), _("On leave")),
    ASKED: (pgettext_lazy("calendar", "?"), _("Leave asked for")),
    TRAINING: (pgettext_lazy("calendar", "T"), _("In training")),
    ABSENT: (pgettext_lazy("calendar", "A"), _("Absent without leave")),
}


@dataclass(frozen=True)
class Cell:
    day: date
    kind: str
    is_rest: bool

    @property
    def mark(self):
        return MARKS[self.kind][0]

    @property
    def words(self):
        return MARKS[self.kind][1]


def days_between(first, last):
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def month_grid(postings, first, last):
    """{"days": [Cell], "rows": [(posting, [Cell])], "key": [(mark, words)]}; one query."""
    working = set(workdays(first, last))
    days = [Cell(day, HERE, day not in working) for day in days_between(first, last)]
    rows = [
        (posting, [Cell(cell.day, kind_of(posting, cell.day), cell.is_rest) for cell in days])
        for posting in postings
    ]
    return {"days": days, "rows": rows, "key": [pair for pair in MARKS.values() if pair[0]]}


def kind_of(posting, day):
    """What a day was; leave weighs more than training, training more than absence (presence.py)."""
    if day < posting.since or (posting.until and day > posting.until):
        return OUT
    leaves = [leave for leave in posting.leaves.all() if _covers(leave, day)]
    if any(leave.state in Leave.GRANTED for leave in leaves):
        return LEAVE
    attended = (row.training for row in posting.cadre.trainings.all() if row.attended)
    if any(_covers(training, day) for training in attended):
        return TRAINING
    if any(_covers(row, day) for row in posting.absences.all() if not row.explained):
        return ABSENT
    return ASKED if any(leave.state == Leave.State.REQUESTED for leave in leaves) else HERE


def _covers(row, day):
    return row.since <= day <= row.until
