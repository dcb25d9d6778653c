"""One run of a scheme over a period: who, when, how far, what changed. Survives a reload."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.access import ScopedQuerySet
from accounts.roles import OFFICE
from assessments.schemes.models.schemes import SchemeVersion


class GradingRunQuerySet(ScopedQuerySet):
    area_path = "scheme_version__scheme__county__code"
    area_roles = OFFICE


class GradingRun(models.Model):
    scheme_version = models.ForeignKey(SchemeVersion, models.CASCADE, related_name="runs")
    period = models.CharField(_("period"), max_length=7)
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    seconds = models.DecimalField(_("seconds"), max_digits=8, decimal_places=2)
    by = models.CharField(_("by"), max_length=80)
    cards = models.PositiveIntegerField(_("cards"))
    waiting = models.PositiveIntegerField(_("waiting"))
    changed = models.PositiveIntegerField(_("changed"))
    notes = models.JSONField(_("notes"), default=list, blank=True)

    objects = GradingRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("run")
        verbose_name_plural = _("runs")
        ordering = ["-started_at"]

    def __str__(self):
        return f"{self.scheme_version} {self.period}"

    @property
    def area_code(self):
        return self.scheme_version.scheme.county_id
