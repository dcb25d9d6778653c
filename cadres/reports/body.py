"""One township's or unit's part of the records: what the numbers and tables of its report count."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.utils.functional import cached_property

from cadres.attendance.presence import Duty, duties
from cadres.calendar.cutoff import counts
from cadres.calendar.days import own_days
from cadres.matters.models import Matter
from villages.models.branches import cross_appointment

from .numbers import NUMBERS


@dataclass
class ReportingEntity:
    """`records` is the county's Records; `villages` are codes, `postings` those of its people."""

    records: object
    township: str
    villages: list
    postings: list
    unit: str = ""

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
    def at_end(self):
        """Postings in force on the last day, of each person one."""
        last = self.records.last
        here = own_days(self.postings, last, last)
        return [each for each in self.postings if each.pk in here]

    @property
    def people(self):
        """Cadres in post on the last day."""
        return [each.cadre for each in self.at_end]

    @property
    def duty(self):
        """The Duty of all its people."""
        return self._duty_of(self.postings)

    @cached_property
    def _duties(self):
        return duties(self.postings, self.records.workdays)

    def _duty_of(self, postings):
        return sum((self._duties[each.pk] for each in postings), Duty())

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

    def _here(self, rows):
        return [row for row in rows if row.village_id in self._places]

    @cached_property
    def visits(self):
        """Of county leaders in the half year, with `promised` and `kept`."""
        return self._here(self.records.visits)

    @property
    def visits_due(self):
        """None where no county leader is at home."""
        here = sum(home == self.township for home in self.records.homes.values())
        return here * self.records.visits_each or None

    @cached_property
    def commitments(self):
        return self._here(self.records.commitments)

    @cached_property
    def reviews(self):
        return self._here(self.records.reviews)

    @cached_property
    def supports(self):
        """What the unit gave, or what the township's villages were given."""
        if self.unit:
            return [each for each in self.records.supports if each.unit_id == self.unit]
        return self._here(self.records.supports)

    @property
    def circulars(self):
        """Issued by the township; None of a unit."""
        return self.records.circulars[self.township] if self.township else None

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
        """Due in the period, as far as a rate counts them today."""
        span, today = self.records.span, self.records.today
        return [
            matter
            for matter in self._matters
            if matter.due_on in span and counts(matter.due_on, matter.closed_on, today)
        ]

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
        return {code: each.shown(each.compute(self)) for code, each in NUMBERS.items()}

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
        now = Counter(each.team.village_id for each in self.at_end)
        days = {code: self._duty_of(postings) for code, postings in by_village.items()}
        return [
            [self.records.village_names[code], now[code], days[code].expected, days[code].present]
            for code in sorted(by_village)
        ]
