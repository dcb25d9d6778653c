"""How many days was a team to be there, and how many was it? Nobody signs in (DOMAIN §4).

Working days of the postings, less granted leave and attended training; less absences that nobody
could explain.
"""

from dataclasses import dataclass
from datetime import timedelta

from cadres.calendar.days import own_days
from cadres.calendar.workdays import workdays

from .models.leave import Leave

READ = ("leaves", "absences", "cadre__trainings__training")  # prefetched with the postings


@dataclass(frozen=True)
class Duty:
    """Working days of one posting or of many, each day counted once: leave before training."""

    posted: int = 0
    leave: int = 0
    training: int = 0
    absent: int = 0

    @property
    def expected(self):
        return self.posted - self.leave - self.training

    @property
    def present(self):
        return self.expected - self.absent

    def __add__(self, other):
        return Duty(
            self.posted + other.posted,
            self.leave + other.leave,
            self.training + other.training,
            self.absent + other.absent,
        )


def duties(postings, working):
    """{posting's pk: the Duty of its own days of `working`, in order}, a person's day once among
    them; they come with READ prefetched."""
    if not working:
        return {posting.pk: Duty() for posting in postings}
    spans = own_days(postings, working[0], working[-1])
    return {posting.pk: _duty(posting, spans.get(posting.pk, ()), working) for posting in postings}


def _duty(posting, own, working):
    posted = {day for day in working if day in own}
    leave = posted & _on_leave(posting)
    training = (posted & _in_training(posting)) - leave
    absent = (posted & _absent(posting)) - leave - training
    return Duty(len(posted), len(leave), len(training), len(absent))


def presence(postings, first, last):
    """(expected, present) person-days in [first, last]."""
    whole = sum(duties(list(postings), workdays(first, last)).values(), Duty())
    return whole.expected, whole.present


def _on_leave(posting):
    granted = [leave for leave in posting.leaves.all() if leave.state in Leave.GRANTED]
    return _days([(leave.since, _last_day(leave)) for leave in granted])


def _last_day(leave):
    """Who came back earlier was away less."""
    back = leave.returned_on
    return min(leave.until, back - timedelta(days=1)) if back else leave.until


def _in_training(posting):
    trainings = [each.training for each in posting.cadre.trainings.all() if each.attended]
    return _days([(training.since, training.until) for training in trainings])


def _absent(posting):
    rows = posting.absences.all()
    return _days([(absence.since, absence.until) for absence in rows if not absence.explained])


def _days(spans):
    return {first + timedelta(n) for first, last in spans for n in range((last - first).days + 1)}
