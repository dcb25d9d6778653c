"""单位履责: what a unit owes the programme and what it did this year, each with where it stands.

Four figures, no sum and no rank (DOMAIN §4): people sent, their presence, support, reports in time.
"""

from dataclasses import dataclass
from decimal import Decimal

from cadres.attendance.presence import READ, presence
from cadres.dispatch.quotas import quota
from cadres.documents.numbers import percent
from cadres.periods import Year
from cadres.registry.models.postings import Posting
from cadres.registry.models.sending import sent_by
from cadres.reports.models.reports import QuarterlyReport
from villages.models import ProgrammeRule


@dataclass(frozen=True)
class UnitDuty:
    """`owed` persons by the `rule` (percent of the establishment), `sent` in post today; person-
    days `expected` and `present` in the year; `supports` as totals(); reports `due` and `on_time`.
    None where nothing is known."""

    year: Year
    rule: Decimal
    establishment: int | None
    owed: int | None
    sent: int
    expected: int
    present: int
    supports: dict
    due: int
    on_time: int

    @property
    def share(self):
        """Percent of the establishment in post; None without one."""
        return percent(self.sent, self.establishment)

    @property
    def gap(self):
        return None if self.owed is None else max(0, self.owed - self.sent)

    @property
    def rate(self):
        """Percent of the days on which its people were to be in the village; None of none."""
        return percent(self.present, self.expected)


def unit_duty(unit, supports, today):
    """The UnitDuty of a unit that comes with_posted; `supports` are those the reader may see.

    A fixed number of SELECTs.
    """
    year, share = Year.of(today), ProgrammeRule.number("unit_share")
    postings = Posting.objects.during(year.first_day, today).filter(
        sent_by("cadre", "since", "until", unit=unit)
    )
    expected, present = presence(postings.prefetch_related(*READ), year.first_day, today)
    reports = QuarterlyReport.objects.filter(unit=unit).of_year(year)
    asked = [report for report in reports if report.on_time is not None or report.due_on < today]
    return UnitDuty(
        year=year,
        rule=share,
        establishment=unit.establishment,
        owed=quota(unit.establishment, share),
        sent=unit.posted,
        expected=expected,
        present=present,
        supports=supports.during(year.first_day, today).totals(),
        due=len(asked),
        on_time=sum(bool(report.on_time) for report in asked),
    )
