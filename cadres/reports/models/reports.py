"""季度书面报告: every township and unit to the county office, each quarter (S3 四(六)).

Whose it is and which are wanted; `writing.py` and `review.py` say what is done to it.
"""

from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.access import ScopedQuerySet
from cadres.periods import Year
from cadres.registry.models.units import Unit
from cadres.workflow.names import names_of
from villages.models import County, Township

from .deadlines import ReportPeriod
from .review import ReviewedReport
from .sections import ReportKind, ReportSection
from .writing import WrittenReport


class ReportQuerySet(ScopedQuerySet):
    area_path = "county__code"

    def visible_to(self, user):
        if user.is_authenticated and user.role == "township":
            return self.filter(Q(township=user.area_code) | Q(unit__township=user.area_code))
        return super().visible_to(user)

    def _seen_by_unit(self, user):
        return self.filter(unit__liaisons=user)

    def of_period(self, period):
        return self.filter(period=str(period))

    def of_year(self, year):
        """Its quarters, without the summary of the year itself."""
        return self.filter(period__in=[str(each) for each in year.quarters()])

    def of_kind(self, kind):
        """Of a ReportKind; an annual summary is known by its period, a year."""
        annual = Q(period__regex=r"^\d{4}$")
        if kind == ReportKind.ANNUAL:
            return self.filter(annual)
        return self.exclude(annual).filter(**{f"{kind}__isnull": False})

    def awaiting_review(self):
        return self.filter(state=QuarterlyReport.State.SUBMITTED)

    def unsent(self):
        """In the hands of the author."""
        return self.filter(state__in=QuarterlyReport.WITH_AUTHOR)

    def sent(self):
        """Submitted at least once."""
        return self.filter(first_submitted_at__isnull=False)

    def overdue(self, today):
        """Never submitted, and due before today."""
        return self.filter(first_submitted_at__isnull=True, due_on__lt=today)

    def ageing(self, today):
        """Under way: with a reviewer, returned, or a draft that is past its due day."""
        state = QuarterlyReport.State
        return self.filter(
            Q(state__in=[state.SUBMITTED, state.RETURNED]) | Q(state=state.DRAFT, due_on__lt=today)
        )

    def review_overdue(self, before):
        """With a reviewer since before a day (`report_holders.overdue_before`)."""
        return self.awaiting_review().filter(held_since__date__lt=before)

    def disputed(self):
        """With a number whose dispute waits for an answer."""
        return self.filter(disputes__isnull=False, disputes__answered_at=None).distinct()

    def with_disputes(self):
        """Annotates `open_disputes`, how many numbers wait for an answer."""
        waiting = Q(disputes__isnull=False, disputes__answered_at=None)
        return self.annotate(open_disputes=Count("disputes", filter=waiting))

    def find(self, text):
        """By name, code or pinyin initials of the township or unit."""
        places, units = Township.objects.find(text), Unit.objects.find(text)
        return self.filter(Q(township__in=places) | Q(unit__in=units))

    def with_bodies(self):
        return self.select_related("township", "unit", "county", "reviewer")


class QuarterlyReport(WrittenReport, ReviewedReport):
    """A township's or a unit's report of a quarter or a year."""

    masked = WrittenReport.masked | {"hands": len}

    county = models.ForeignKey(County, models.PROTECT, related_name="+")
    township = models.ForeignKey(
        Township,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name=_("township"),
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="reports", verbose_name=_("unit")
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("quarterly report")
        verbose_name_plural = _("quarterly reports")
        ordering = ["-period", "township", "unit"]
        constraints = [
            models.CheckConstraint(
                condition=Q(township__isnull=True) ^ Q(unit__isnull=True),
                name="report_of_one_body",
                violation_error_message=_("A report is a township's or a unit's."),
            ),
            models.UniqueConstraint(
                fields=["township", "period"],
                condition=Q(township__isnull=False),
                name="one_report_per_township_and_quarter",
            ),
            models.UniqueConstraint(
                fields=["unit", "period"],
                condition=Q(unit__isnull=False),
                name="one_report_per_unit_and_quarter",
            ),
        ]

    def __str__(self):
        return f"{self.body} {self.span.label()}"

    def get_absolute_url(self):
        return reverse("cadres:report_page", args=[self.pk])

    def set_keys(self):
        if not self.layout:
            self.layout = ReportSection.objects.layout(self.kind)

    @property
    def body(self):
        return self.township or self.unit

    @property
    def names_now(self):
        return names_of(self, "county", "township", "unit")

    @property
    def names(self):
        """{field: name} on its paper: as it was handed in; of a draft as they are now."""
        sent = None if self.is_with_author else self.versions.first()
        return (sent and sent.names) or self.names_now

    @property
    def kind(self):
        if isinstance(self.span, Year):
            return ReportKind.ANNUAL
        return ReportKind.TOWNSHIP if self.township_id else ReportKind.UNIT

    @property
    def area_code(self):
        return self.township_id or (self.unit.area_code if self.unit_id else self.county_id)

    @property
    def calendar(self):
        """Its ReportPeriod, or None when none was set."""
        return ReportPeriod.objects.of(self.county_id, self.kind, self.period)
