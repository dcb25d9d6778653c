"""数据: one value per subject, period and code; missing is the absence of a row (SCORING §1)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.access import ScopedQuerySet


class FactQuerySet(ScopedQuerySet):
    area_path = "area_code"

    def of_period(self, period):
        return self.filter(period=str(period))

    def _seen_by_scorer(self, user):
        return self.within(user.area_code)


class Fact(models.Model):
    """An imported or entered value. `value` is exact text: a canonical decimal or a label.

    `area_code` is where the subject belongs (its village, township or county).
    """

    area_code = models.CharField(_("area code"), max_length=12)
    period = models.CharField(_("period"), max_length=7)
    subject_code = models.CharField(_("subject"), max_length=70)
    code = models.CharField(_("fact"), max_length=80)
    value = models.CharField(_("value"), max_length=80, blank=True)
    not_applicable = models.BooleanField(_("not applicable"), default=False)
    source = models.CharField(_("source"), max_length=200, blank=True)
    confirmed_by = models.CharField(_("confirmed by"), max_length=80, blank=True)
    entered_by = models.CharField(_("entered by"), max_length=80)
    entered_at = models.DateTimeField(_("entered"), auto_now=True)
    row = models.PositiveIntegerField(_("row of the table"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = FactQuerySet.as_manager()

    class Meta:
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        ordering = ["subject_code", "period", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "subject_code", "code"],
                name="fact_once",
                violation_error_message=_("This fact is already recorded for the period."),
            ),
            models.CheckConstraint(
                condition=Q(not_applicable=True, value="")
                | (Q(not_applicable=False) & ~Q(value="")),
                name="fact_is_value_or_not_applicable",
                violation_error_message=_("Give a value, or not applicable with a reason."),
            ),
        ]
        indexes = [
            models.Index(fields=["period", "area_code", "subject_code"], name="fact_period_subject")
        ]

    def __str__(self):
        return f"{self.subject_code} {self.period} {self.code}"
