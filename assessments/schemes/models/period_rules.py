"""周期适用版本: by which version of its scheme a period is graded, checked and corrected."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.access import ScopedQuerySet
from accounts.roles import OFFICE

from .schemes import Scheme, SchemeVersion


class PeriodRulesQuerySet(ScopedQuerySet):
    area_path = "scheme__county__code"
    area_roles = OFFICE

    def of(self, scheme, period):
        return self.filter(scheme=scheme, period=str(period))


class PeriodRules(models.Model):
    """Made when a period is opened or first graded, whichever comes first (SCORING §11).

    A later version changes nothing here by itself: two people move an unpublished period. `asked`
    is the version that the first of them has signed for, None while nobody asks."""

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="period_rules")
    period = models.CharField(_("period"), max_length=7)
    scheme_version = models.ForeignKey(
        SchemeVersion, models.PROTECT, related_name="+", verbose_name=_("version")
    )
    since = models.DateTimeField(_("from"), auto_now_add=True)
    why = models.CharField(_("reason"), max_length=200, blank=True)
    asked = models.ForeignKey(
        SchemeVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("version asked for"),
    )
    asked_at = models.DateTimeField(_("signed"), null=True, blank=True)
    asked_why = models.CharField(_("reason"), max_length=200, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("signed by"),
    )

    objects = PeriodRulesQuerySet.as_manager()

    class Meta:
        verbose_name = _("rules of a period")
        verbose_name_plural = _("rules of periods")
        ordering = ["scheme", "period"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "period"], name="period_rules_once")
        ]

    def __str__(self):
        return f"{self.scheme.code} {self.period}"

    @property
    def area_code(self):
        return self.scheme.county_id
