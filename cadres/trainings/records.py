"""培训档案: one person's courses of a year, and the hours against the rule."""

from dataclasses import dataclass
from decimal import Decimal

from villages.models import ProgrammeRule

from .models.attendance import TrainingAttendance
from .models.trainings import Training


@dataclass(frozen=True)
class TrainingFile:
    """`rows` are attendances with their sessions, the newest first; hours in 学时."""

    rows: list
    due: Decimal

    @property
    def hours(self):
        """Of courses in which the person took part."""
        return sum((row.hours for row in self.rows if row.attended), Decimal(0))

    @property
    def missing(self):
        return max(Decimal(0), self.due - self.hours)

    @property
    def percent(self):
        return min(100, int(self.hours * 100 / self.due)) if self.due else None


def training_file(cadre, year):
    """The TrainingFile of the courses that began in a Year: 4 queries. Drafts tell nobody."""
    rows = TrainingAttendance.objects.filter(
        cadre=cadre, training__since__range=(year.first_day, year.last_day)
    ).exclude(training__state=Training.State.DRAFT)
    rows = rows.select_related("training__batch").order_by("-training__since", "pk")
    rows = rows.prefetch_related("sessions", "training__sessions")
    return TrainingFile(list(rows), ProgrammeRule.number("training_hours"))


def years_of(cadre):
    """The years with courses of this person, the newest first."""
    rows = TrainingAttendance.objects.filter(cadre=cadre).exclude(
        training__state=Training.State.DRAFT
    )
    days = rows.dates("training__since", "year", order="DESC")
    return [day.year for day in days]
