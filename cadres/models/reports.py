"""季度书面报告: every township and unit to the county office, each quarter (S3 四(六))."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.access import ScopedQuerySet
from accounts.models import Versioned
from villages.models import County, Township

from .units import Unit


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

    def awaiting_review(self):
        return self.filter(state=QuarterlyReport.State.SUBMITTED)


class QuarterlyReport(Versioned):
    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Waiting for review")
        RETURNED = "returned", _("Returned")
        ACCEPTED = "accepted", _("Accepted")

    county = models.ForeignKey(County, models.PROTECT, related_name="+")
    township = models.ForeignKey(
        Township, models.PROTECT, null=True, blank=True, related_name="reports",
        verbose_name=_("township"),
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="reports", verbose_name=_("unit")
    )
    period = models.CharField(_("period"), max_length=7)
    sections = models.JSONField(_("sections"), default=dict)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    due_on = models.DateField(_("due"))
    held_since = models.DateTimeField(_("held since"))
    first_submitted_at = models.DateTimeField(_("first submitted"), null=True, blank=True)
    submitted_by = models.CharField(_("submitted by"), max_length=80, blank=True)
    reviewed_by = models.CharField(_("reviewed by"), max_length=80, blank=True)
    reviewed_at = models.DateTimeField(_("reviewed"), null=True, blank=True)
    review_note = models.TextField(_("opinion"), blank=True)

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
        return f"{self.body} {self.period}"

    @property
    def body(self):
        return self.township or self.unit

    @property
    def area_code(self):
        return self.township_id or (self.unit.area_code if self.unit_id else self.county_id)
