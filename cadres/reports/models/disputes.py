"""异议: the author says another number than the records; both are kept, the county answers."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts.access import ScopedQuerySet
from accounts.models import Versioned
from cadres.workflow.transitions import require_reason, transition

from .reports import QuarterlyReport


class DisputeQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        return self.filter(report__in=QuarterlyReport.objects.visible_to(user))

    def open(self):
        return self.filter(answered_at__isnull=True)


class ReportDispute(Versioned):
    """`value` is what the records said, `claimed` what the author says; '' where unknown."""

    report = models.ForeignKey(QuarterlyReport, models.CASCADE, related_name="disputes")
    code = models.CharField(_("number"), max_length=40)
    value = models.CharField(_("number of the records"), max_length=20, blank=True)
    claimed = models.CharField(_("number of the author"), max_length=20)
    reason = models.CharField(_("reason"), max_length=200)
    by = models.CharField(_("who"), max_length=80)
    at = models.DateTimeField(_("when"), default=timezone.now)
    answer = models.CharField(_("answer"), max_length=200, blank=True)
    answered_by = models.CharField(_("answered by"), max_length=80, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    objects = DisputeQuerySet.as_manager()

    class Meta:
        verbose_name = _("disputed number")
        verbose_name_plural = _("disputed numbers")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "code"],
                condition=Q(answered_at__isnull=True),
                name="one_open_dispute_per_number",
            )
        ]

    def __str__(self):
        return f"{self.code} {self.value} → {self.claimed}"

    @property
    def area_code(self):
        return self.report.area_code

    def get_state_display(self):
        return _("answered") if self.answered_at else _("waiting for an answer")

    def reply(self, by, answer):
        """The keeper of the records answers: mended, or why they stand."""
        return transition(
            self,
            by,
            gettext_noop("answer"),
            when=lambda dispute: dispute.answered_at is None,
            answer=require_reason(answer),
            answered_by=str(by),
            answered_at=timezone.now(),
        )
