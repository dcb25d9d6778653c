"""How many days was a team to be there, and how many was it? Nobody signs in (DOMAIN §4).

Working days of the postings, less granted leave and attended training; less absences that nobody
could explain.
"""

from datetime import timedelta

from .models import Leave
from .workdays import workdays

READ = ("leaves", "absences", "cadre__trainings__training")  # prefetched with the postings


def presence(postings, first, last):
    """(expected, present) person-days in [first, last].

    `postings` come with READ prefetched.
    """
    expected = present = 0
    for posting in postings:
        due = set(workdays(max(first, posting.since), min(last, posting.until or last)))
        due -= _excused(posting)
        expected += len(due)
        present += len(due - _absent(posting))
    return expected, present


def _excused(posting):
    leaves = [leave for leave in posting.leaves.all() if leave.state in Leave.GRANTED]
    trainings = [each.training for each in posting.cadre.trainings.all() if each.attended]
    spans = [(leave.since, _last_day(leave)) for leave in leaves]
    return _days(spans + [(training.since, training.until) for training in trainings])


def _last_day(leave):
    """Who came back earlier was away less."""
    back = leave.returned_on
    return min(leave.until, back - timedelta(days=1)) if back else leave.until


def _absent(posting):
    rows = posting.absences.all()
    return _days([(absence.since, absence.until) for absence in rows if not absence.explained])


def _days(spans):
    return {first + timedelta(n) for first, last in spans for n in range((last - first).days + 1)}
