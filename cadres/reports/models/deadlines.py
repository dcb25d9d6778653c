"""The calendar of reports: until when a kind of report of a period is due, late and open."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts.access import ScopedQuerySet
from accounts.models import Versioned
from accounts.roles import OFFICE
from cadres.calendar.workdays import on_or_after
from cadres.periods import Year, parse_period
from cadres.workflow.transitions import require_reason, transition
from villages.models import County, ProgrammeRule

from .sections import ReportKind


class PeriodQuerySet(ScopedQuerySet):
    area_path = "county__code"
    area_roles = OFFICE

    def of(self, county, kind, period):
        """The row of one kind and period, or None while it was never set."""
        return self.filter(county=county, kind=kind, period=str(period)).first()


class ReportPeriod(Versioned):
    """Handed in by `due_on` is on time; until `late_until` it is late; after `closes_on` no first
    submission is taken, unless somebody signed for a new end (`reopened_until`)."""

    county = models.ForeignKey(County, models.PROTECT, related_name="+", verbose_name=_("county"))
    kind = models.CharField(_("kind"), max_length=10, choices=ReportKind)
    period = models.CharField(_("period"), max_length=7)
    due_on = models.DateField(_("due"))
    late_until = models.DateField(_("late until"))
    closes_on = models.DateField(_("closed after"))
    reopened_until = models.DateField(_("open again until"), null=True, blank=True)
    reopened_by = models.CharField(_("signed by"), max_length=40, blank=True)
    reopen_reason = models.CharField(_("reason"), max_length=200, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("report period")
        verbose_name_plural = _("report periods")
        ordering = ["-period", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["county", "kind", "period"], name="one_calendar_row_per_kind_and_period"
            ),
            models.CheckConstraint(
                condition=Q(late_until__gte=F("due_on")) & Q(closes_on__gte=F("late_until")),
                name="report_days_in_order",
                violation_error_message=_("Due, late and closed follow each other in this order."),
            ),
        ]

    def __str__(self):
        return f"{self.span.label()} {self.get_kind_display()}"

    def get_absolute_url(self):
        return reverse("cadres:report_period_edit", args=[self.pk])

    @property
    def span(self):
        return parse_period(self.period)

    @property
    def area_code(self):
        return self.county_id

    @property
    def ends_on(self):
        """The last day on which a first submission is taken."""
        return max(self.closes_on, self.reopened_until or self.closes_on)

    def is_closed(self, today):
        return today > self.ends_on

    def get_state_display(self):
        return _("closed after %(day)s") % {"day": self.ends_on}

    def reopen(self, by, signer, reason, until, today):
        """Take first submissions again until a day; on the record with signer and reason."""
        if until < today:
            raise ValidationError({"until": _("The new end lies in the past.")})
        return transition(
            self,
            by,
            gettext_noop("reopen"),
            note=reason,
            when=lambda period: period.is_closed(today),
            reopened_until=until,
            reopened_by=require_reason(signer),
            reopen_reason=require_reason(reason),
        )


DAYS = ("report_due_days", "report_late_days", "report_closed_days")


def set_calendar(county, kind, span):
    """The ReportPeriod of a kind, made by the rules when there is none: so many days after the
    period, and the next working day when that is none."""
    days = {code: int(ProgrammeRule.number(code)) for code in DAYS}
    if kind == ReportKind.COUNTY or isinstance(span, Year):
        extra = int(ProgrammeRule.number("report_upward_days"))
        days = {code: count + extra for code, count in days.items()}
    due, late, closed = (on_or_after(span.last_day + timedelta(count)) for count in days.values())
    made, _new = ReportPeriod.objects.get_or_create(
        county=county,
        kind=kind,
        period=str(span),
        defaults={"due_on": due, "late_until": late, "closes_on": closed},
    )
    return made
