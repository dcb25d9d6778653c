"""What the records of a county say about a period, read once for all its reports.

The number of SELECTs does not depend on how many townships and units report.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import cached_property

from villages.models import (
    Activity,
    AnnualFigure,
    CommitteeMember,
    ProgrammeRule,
    ReserveCadre,
    Village,
)
from villages.models.branches import cross_appointment

from .models import Absence, LeaderLink, Leave, Matter, Posting, TrainingAttendance
from .presence import READ, Duty, duty
from .report_numbers import NUMBERS, shown
from .workdays import workdays

RULES = ("cross_appointment", "reserves")
FIGURES = ("new_members", "collective_income")


class Records:
    """The records of `county` for a Quarter or Year, as known on `today`."""

    def __init__(self, county, span, today):
        self.county, self.span = county, span
        self.today = today
        self.first, self.last = span.first_day, min(span.last_day, today)
        self.read_villages()
        self.read_people()
        self.read_work()

    def within(self, model, path="village__code"):
        return model.objects.order_by("pk").within(self.county.pk)

    def read_villages(self):
        self.rules = dict(
            ProgrammeRule.objects.filter(code__in=RULES).values_list("code", "value")
        )
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
        rows = self.within(Posting).during(self.first, self.last)
        self.postings = list(
            rows.select_related("cadre__unit", "team__village").prefetch_related(*READ)
        )
        days = workdays(self.first, self.last)
        self.duties = {each.pk: duty(each, days) for each in self.postings}
        in_period = {"since__range": (self.first, self.last)}
        leaves = self.within(Leave).filter(state__in=Leave.GRANTED, **in_period)
        self.leaves = Counter(leaves.values_list("posting", flat=True))
        absences = self.within(Absence).filter(explained=False, **in_period)
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

    def of(self, report):
        """The Body of a report's township or unit."""
        if report.township_id:
            places = [code for code in self.village_names if code.startswith(report.township_id)]
            here = set(places)
            postings = [each for each in self.postings if each.team.village_id in here]
        else:
            postings = [each for each in self.postings if each.cadre.unit_id == report.unit_id]
            places = sorted({each.team.village_id for each in postings})
        return Body(self, report.township_id, places, postings)

    def whole(self):
        """The Body of the whole county."""
        return Body(self, "", list(self.village_names), self.postings)


@dataclass
class Body:
    """One township's or unit's part: its `villages` (codes) and the postings of its people."""

    records: Records
    township: str
    villages: list
    postings: list

    @property
    def rules(self):
        return self.records.rules

    @property
    def committees(self):
        return self.records.committees

    @property
    def reserves(self):
        return self.records.reserves

    @cached_property
    def people(self):
        """Cadres in post on the last day."""
        last = self.records.last
        return [
            each.cadre
            for each in self.postings
            if (each.until or last) >= last
        ]

    @cached_property
    def duty(self):
        """The Duty of all its people."""
        return self._duty_of(self.postings)

    def _duty_of(self, postings):
        return sum((self.records.duties[each.pk] for each in postings), Duty())

    @property
    def leaves(self):
        return self._of_postings(self.records.leaves)

    @property
    def absences(self):
        return self._of_postings(self.records.absences)

    def _of_postings(self, counted):
        return [each for each in self.postings for _times in range(counted[each.pk])]

    @property
    def trainings(self):
        cadres = {each.cadre_id for each in self.postings}
        return [each for cadre in sorted(cadres) for each in self.records.trainings[cadre]]

    @property
    def links(self):
        here = set(self.villages)
        return [
            link
            for link in self.records.links
            if link.village_id in here or (self.township and link.township_id == self.township)
        ]

    @cached_property
    def activities(self):
        counted = Counter()
        for (village, kind), times in self.records.activities.items():
            if village in self._places:
                counted[kind] += times
        return counted

    @cached_property
    def _places(self):
        return set(self.villages)

    @cached_property
    def _matters(self):
        return [matter for code in self.villages for matter in self.records.matters[code]]

    @property
    def raised(self):
        first, last = self.records.first, self.records.last
        return [matter for matter in self._matters if first <= matter.raised_on <= last]

    @property
    def due(self):
        """Due within the whole period, as the list of matters counts them."""
        span = self.records.span
        return [matter for matter in self._matters if matter.due_on in span]

    def is_late(self, matter):
        """Answered after the day, or overdue today."""
        late = matter.closed_on and matter.closed_on > matter.due_on
        return bool(late or matter.is_overdue(self.records.today))

    def reaches_cross_appointment(self, code):
        share = cross_appointment(self.committees[code])[2]
        return share is not None and share >= self.rules["cross_appointment"]

    def figure(self, kind):
        """The sum over its villages; None when no village has it yet."""
        known = [self.records.annual.get((code, kind)) for code in self.villages]
        known = [value for value in known if value is not None]
        return sum(known) if known else None

    def figures(self):
        """{number code: text or None} of every number."""
        return {code: shown(each.compute(self)) for code, each in NUMBERS.items()}

    def tables(self):
        """{"matters": rows by category, "teams": rows by village}; each row a list."""
        return {"matters": self.matters_by_category(), "teams": self.teams_by_village()}

    def matters_by_category(self):
        """[[category, due, in time, late]] of those with something due."""
        rows = []
        for category in Matter.Category.values:
            due = [matter for matter in self.due if matter.category == category]
            in_time = sum(bool(matter.on_time) for matter in due)
            if due:
                rows.append([category, len(due), in_time, sum(map(self.is_late, due))])
        return rows

    def teams_by_village(self):
        """[[village, people, days to be there, days there]]."""
        by_village = defaultdict(list)
        for each in self.postings:
            by_village[each.team.village_id].append(each)
        last = self.records.last
        now = Counter(
            each.team.village_id for each in self.postings if (each.until or last) >= last
        )
        duties = {code: self._duty_of(postings) for code, postings in by_village.items()}
        return [
            [self.records.village_names[code], now[code], duties[code].expected,
             duties[code].present]
            for code in sorted(by_village)
        ]
