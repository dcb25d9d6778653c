"""What the records of a county say about a period, read once for all its reports.

The number of SELECTs does not depend on how many townships and units report.
"""

from collections import Counter, defaultdict

from django.db.models import Count, Q

from cadres.attendance.models.absences import Absence
from cadres.attendance.models.leave import Leave
from cadres.attendance.presence import READ
from cadres.calendar.cutoff import last_counted
from cadres.calendar.workdays import workdays
from cadres.circulars.models import Circular
from cadres.commitments.models.commitments import Commitment
from cadres.commitments.models.reviews import DutyReview
from cadres.leaders.models.links import LeaderLink
from cadres.leaders.models.visits import LeaderVisit
from cadres.matters.models import Matter
from cadres.periods import HalfYear, Year
from cadres.registry.models.postings import Posting
from cadres.registry.models.sending import Sending
from cadres.support.models import UnitSupport
from cadres.trainings.models.attendance import TrainingAttendance
from villages.models import (
    Activity,
    AnnualFigure,
    CommitteeMember,
    ProgrammeRule,
    ReserveCadre,
    Village,
)

from .body import ReportingEntity

RULES = ("cross_appointment", "reserves", "leader_visits")
FIGURES = ("new_members", "collective_income")


class Records:
    """The records of `county` for a Quarter or Year, as known on `today`."""

    def __init__(self, county, span, today):
        self.county, self.span = county, span
        self.today = today
        self.first, self.last = span.first_day, last_counted(span, today)
        self.read_villages()
        self.read_people()
        self.read_work()
        self.read_around()

    def within(self, model, path="village__code"):
        return model.objects.order_by("pk").within(self.county.pk)

    def read_villages(self):
        self.rules = dict(ProgrammeRule.objects.filter(code__in=RULES).values_list("code", "value"))
        self.village_names = {
            village.pk: village.short_name
            for village in Village.objects.within(self.county.pk).order_by("pk")
        }
        self.committees = defaultdict(list)
        for one in self.within(CommitteeMember).on(self.last):
            self.committees[one.village_id].append(one)
        counting = self.within(ReserveCadre).filter(since__lte=self.last)
        counting = counting.filter(Q(until=None) | Q(until__gte=self.last))
        self.reserves = Counter(counting.values_list("village", flat=True))
        figures = self.within(AnnualFigure).filter(year=self.span.first_day.year, kind__in=FIGURES)
        self.annual = {
            (village, kind): value
            for village, kind, value in figures.values_list("village", "kind", "value")
        }
        done = self.within(Activity).filter(on__range=(self.first, self.last))
        self.activities = Counter(done.values_list("village", "kind"))

    def read_people(self):
        self.sending = Sending(self.county)
        rows = self.within(Posting).during(self.first, self.last)
        self.postings = list(
            rows.select_related("cadre__unit", "team__village").prefetch_related(*READ)
        )
        self.workdays = workdays(self.first, self.last)
        leaves = self.within(Leave).filter(state__in=Leave.GRANTED).during(self.first, self.last)
        self.leaves = Counter(leaves.values_list("posting", flat=True))
        absences = self.within(Absence).filter(explained=False).during(self.first, self.last)
        self.absences = Counter(absences.values_list("posting", flat=True))
        attended = TrainingAttendance.objects.filter(
            attended=True,
            training__until__range=(self.first, self.last),
            training__batch__county=self.county,
        )
        self.trainings = defaultdict(list)
        for each in attended.order_by("pk"):
            self.trainings[each.cadre_id].append(each)

    def read_work(self):
        self.matters = defaultdict(list)
        matters = self.within(Matter).filter(
            Q(raised_on__range=(self.first, self.last))
            | Q(due_on__range=(self.first, self.span.last_day))
        )
        for matter in matters:
            self.matters[matter.village_id].append(matter)
        self.links = list(LeaderLink.objects.within(self.county.pk).on(self.last))

    def read_around(self):
        """What leaders, branches, units and townships did for it."""
        since = half_of(self.span)
        visits = self.within(LeaderVisit).during(since, self.last).filter(link__of_county=True)
        kept = Count("promises", filter=Q(promises__closed_on__isnull=False))
        self.visits = list(visits.with_promised().annotate(kept=kept))
        due_on = (self.first, self.span.last_day)
        due = self.within(Commitment).counted(self.today).filter(due_on__range=due_on)
        self.commitments = list(due)
        self.reviews = list(self.within(DutyReview).during(since, self.last))
        self.supports = list(self.within(UnitSupport).during(self.first, self.last))
        months = (f"{self.first:%Y-%m}", f"{self.last:%Y-%m}")
        issued = Circular.objects.issued().filter(county=self.county, month__range=months)
        self.circulars = Counter(issued.values_list("township", flat=True))
        self.homes = homes(self.links)

    @property
    def visits_each(self):
        """How often a county leader is to come in the half year or year."""
        return int(self.rules["leader_visits"]) * (2 if isinstance(self.span, Year) else 1)

    def unit_of(self, posting):
        """The unit that sent the cadre at the posting's end, as far as the period reaches."""
        last = min(posting.until or self.last, self.last)
        return self.sending.unit_on(posting.cadre_id, last, posting.cadre.unit_id)

    def of(self, report):
        """The ReportingEntity of a report's township or unit."""
        if report.township_id:
            places = [code for code in self.village_names if code.startswith(report.township_id)]
            here = set(places)
            postings = [each for each in self.postings if each.team.village_id in here]
        else:
            postings = [each for each in self.postings if self.unit_of(each) == report.unit_id]
            places = sorted({each.team.village_id for each in postings})
        return ReportingEntity(self, report.township_id, places, postings, report.unit_id)


def half_of(span):
    """The first day of what visits and votes are counted by: the half year, or the year."""
    return (span if isinstance(span, Year) else HalfYear.of(span.last_day)).first_day


def homes(links):
    """{county leader: township code}: each counts once, by the township's link before others."""
    found = {}
    for link in sorted(links, key=lambda link: (link.township_id is None, link.pk)):
        if link.of_county:
            found.setdefault(link.leader, link.township_id or link.village_id[:9])
    return found
