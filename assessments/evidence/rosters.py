"""Who was posted where in a period: the roster that every kind of subject is read from."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from os.path import commonprefix
from typing import NamedTuple

from django.db.models import Q

from accounts.access import within
from cadres.calendar.workdays import workdays
from cadres.models import Posting, WorkTeam
from cadres.registry.models.sending import Sending


class Stay(NamedTuple):
    """A posting cut to the period: `first` and `last` are its days within."""

    pk: int
    cadre: str
    person: str
    unit: str
    team: str
    village: str
    village_name: str
    batch: int
    role: str
    office: str
    class_name: str
    first: date
    last: date
    ends: bool
    handed_over: bool


STAY_FIELDS = (
    "pk",
    "cadre_id",
    "cadre__name",
    "cadre__unit_id",
    "team_id",
    "team__village_id",
    "team__village__name",
    "team__batch_id",
    "role",
    "office",
    "class_name",
    "since",
    "until",
    "handed_over_on",
)


class Team(NamedTuple):
    code: str
    village: str
    village_name: str
    class_name: str
    size: int | None
    first: date | None
    last: date | None


@dataclass
class Roster:
    """Postings, teams and working days of a county in a Quarter or Year; with `person`, a cadre's
    code, of this one person."""

    county: str
    kind: str
    period: object
    person: str = ""
    published: dict = field(default_factory=dict)  # {subject code: (name, class)} on its card
    memo: dict = field(default_factory=dict)  # what the shared queries of the readers found

    @property
    def first(self):
        return self.period.first_day

    @property
    def last(self):
        return self.period.last_day

    @cached_property
    def workdays(self):
        return workdays(self.first, self.last)

    def workdays_between(self, first, last):
        """The working days of [first, last] within the period, in order."""
        return self.workdays[bisect_left(self.workdays, first) : bisect_right(self.workdays, last)]

    @cached_property
    def sending(self):
        return Sending(self.county)

    @cached_property
    def stays(self):
        """Postings in force on at least one day of the period, oldest first. Where units are the
        subjects, a posting is cut where another unit begins to send the cadre."""
        found = self._read(Posting.objects.during(self.first, self.last))
        if self.kind != "unit":
            return found
        return [part for stay in found for part in self._parts(stay)]

    @cached_property
    def left(self):
        """Postings that were over on a day of the period: their last day is the one before. Only
        then a hand-over is owed, so that of a quarter's last day belongs to the next quarter."""
        day = timedelta(days=1)
        over = Posting.objects.filter(until__gte=self.first - day, until__lt=self.last)
        return self._read(over)

    def _read(self, postings):
        postings = postings.filter(within("team__village_id", self.county))
        if self.person:
            postings = postings.filter(cadre=self.person)
        rows = postings.order_by("since", "pk").values_list(*STAY_FIELDS)
        return [self._stay(row) for row in rows]

    def _parts(self, stay):
        """The stay by the unit that sent the cadre on its days."""
        spans = self.sending.spans(stay.cadre, stay.first, stay.last)
        return [
            stay._replace(
                unit=self.sending.unit_on(stay.cadre, first, stay.unit),
                first=first,
                last=last,
                ends=stay.ends and last == stay.last,
            )
            for first, last in spans
        ]

    @cached_property
    def area(self):
        """The code under which everything lies that happened: the county, of a person's cohort
        what the villages of the postings share."""
        return self.person and commonprefix([stay.village for stay in self.stays]) or self.county

    def of_people(self, path):
        """Q for rows whose cadre, at `path`, may be one of these people."""
        return Q(**{path: self.person} if self.person else {f"{path}__unit__county": self.county})

    def _stay(self, row):
        *plain, since, until, handed_over_on = row
        last = min(until or self.last, self.last)
        ends = until is not None and until <= self.last
        stay = Stay(*plain, max(since, self.first), last, ends, handed_over_on is not None)
        return stay._replace(unit=self.sending.unit_on(stay.cadre, last, stay.unit))

    @cached_property
    def teams(self):
        """Teams of the county that are not closed for the whole period, by code.

        Closed is a team whose batch ends before or begins after the period, or whose postings do.
        """
        rows = (
            WorkTeam.objects.within(self.area)
            .exclude(batch__until__lt=self.first)
            .exclude(batch__since__gt=self.last)
            .order_by("code")
            .values_list(
                "code",
                "village_id",
                "village__name",
                "class_name",
                "size",
                "batch__since",
                "batch__until",
            )
        )
        staffed = {stay.team for stay in self.stays}
        idle = self._teams_with_postings - staffed
        return {row[0]: Team(*row) for row in rows if row[0] not in idle}

    @cached_property
    def _teams_with_postings(self):
        postings = Posting.objects.filter(within("team__village_id", self.area))
        return set(postings.order_by().values_list("team_id", flat=True).distinct())
