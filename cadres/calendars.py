"""Where was each person of a team on each day of a month? Read from rows already fetched."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .models import Leave

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

    @property
    def mark(self):
        return MARKS[self.kind][0]

    @property
    def words(self):
        return MARKS[self.kind][1]

    @property
    def is_rest(self):
        return self.day.weekday() >= 5


def days_between(first, last):
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def month_grid(postings, first, last):
    """{"days": [Cell], "rows": [(posting, [Cell])], "key": [(mark, words)]}."""
    days = days_between(first, last)
    rows = [(posting, [Cell(day, kind_of(posting, day)) for day in days]) for posting in postings]
    return {
        "days": [Cell(day, HERE) for day in days],
        "rows": rows,
        "key": [pair for pair in MARKS.values() if pair[0]],
    }


def kind_of(posting, day):
    """What a day was; absence weighs more than leave, leave more than training."""
    if day < posting.since or (posting.until and day > posting.until):
        return OUT
    if any(_covers(row, day) for row in posting.absences.all()):
        return ABSENT
    for leave in posting.leaves.all():
        if _covers(leave, day) and leave.state in Leave.GRANTED:
            return LEAVE
        if _covers(leave, day) and leave.state == Leave.State.REQUESTED:
            return ASKED
    attended = (row.training for row in posting.cadre.trainings.all() if row.attended)
    return TRAINING if any(_covers(training, day) for training in attended) else HERE


def _covers(row, day):
    return row.since <= day <= row.until
