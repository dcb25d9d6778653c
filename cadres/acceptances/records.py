"""What the records say about villages over a span of days: everything an acceptance reads, by a
fixed number of SELECTs however many villages."""

from collections import Counter, defaultdict
from datetime import timedelta
from functools import cached_property

from django.db.models import Count, Q, Sum

from cadres.commitments.models.commitments import Commitment
from cadres.commitments.models.reviews import DutyReview
from cadres.matters.models import Matter
from villages.models import (
    Activity,
    AnnualFigure,
    CommitteeMember,
    ProgrammeRule,
    ReserveCadre,
    ReserveStep,
)

from .models.acceptances import Acceptance

KINDS = (
    "collective_income",
    "income_per_head",
    "new_members",
    "party_members",
    "trained_members",
    "skilled_members",
)
KEPT, BROKEN = Commitment.State.KEPT, Commitment.State.BROKEN


class Records:
    """`villages` are codes. Years are those that the span is made of: one that begins in 2023 and
    ends in the first days of 2026 has 2023, 2024 and 2025."""

    def __init__(self, villages, since, until):
        self.villages, self.since, self.until = list(villages), since, until
        self.years = range(since.year, (until + timedelta(days=1)).year)
        self.rules = dict(ProgrammeRule.objects.values_list("code", "value"))

    def _of(self, model):
        return model.objects.filter(village__in=self.villages).order_by()

    @cached_property
    def committees(self):
        """{day: {village: [CommitteeMember]}} on the first and the last day."""
        found = {}
        for day in (self.since, self.until):
            found[day] = defaultdict(list)
            for member in self._of(CommitteeMember).on(day):
                found[day][member.village_id].append(member)
        return found

    @cached_property
    def reserves(self):
        """{day: Counter of village}: reserve cadres whom the township had reviewed by then."""
        found = {}
        for day in (self.since, self.until):
            reviewed = ReserveStep.objects.filter(step=ReserveStep.Step.REVIEWED, on__lte=day)
            rows = self._of(ReserveCadre).on(day).filter(pk__in=reviewed.values("reserve"))
            found[day] = Counter(rows.values_list("village_id", flat=True))
        return found

    @cached_property
    def figures(self):
        """{(village, kind, year): AnnualFigure} from the year before the span on."""
        rows = self._of(AnnualFigure).filter(
            kind__in=KINDS, year__in=[self.years[0] - 1, *self.years]
        )
        return {(row.village_id, row.kind_id, row.year): row for row in rows}

    def value(self, village, kind, year):
        """None where nobody recorded the figure."""
        figure = self.figures.get((village, kind, year))
        return figure and figure.value

    @cached_property
    def activities(self):
        """{(village, kind): times} in the span."""
        rows = self._of(Activity).filter(on__range=(self.since, self.until))
        rows = rows.values_list("village_id", "kind").annotate(times=Count("pk"))
        return {(village, kind): times for village, kind, times in rows}

    @cached_property
    def promises(self):
        """{village: (due in the span, kept)}"""
        rows = self._of(Commitment).filter(due_on__range=(self.since, self.until))
        rows = rows.filter(state__in=(Commitment.State.PUBLISHED, KEPT, BROKEN))
        kept = Count("pk", filter=Q(state=KEPT))
        rows = rows.values_list("village_id").annotate(due=Count("pk"), kept=kept)
        return {village: counts for village, *counts in rows}

    @cached_property
    def matters(self):
        """{village: (raised in the span, settled)}"""
        rows = self._of(Matter).filter(raised_on__range=(self.since, self.until))
        settled = Count("pk", filter=Q(closed_on__isnull=False))
        rows = rows.values_list("village_id").annotate(raised=Count("pk"), settled=settled)
        return {village: counts for village, *counts in rows}

    @cached_property
    def ballots(self):
        """{village: (satisfied or fairly so, all)} of the votes in the span."""
        rows = self._of(DutyReview).during(self.since, self.until).values_list("village_id")
        rows = rows.annotate(a=Sum("satisfied"), b=Sum("fairly"), c=Sum("dissatisfied"))
        return {village: (a + b, a + b + c) for village, a, b, c in rows}

    @cached_property
    def passed(self):
        """The villages whose acceptance of these three years is approved as passed."""
        rows = Acceptance.objects.passed().filter(village__in=self.villages, since=self.since)
        return set(rows.values_list("village_id", flat=True))
