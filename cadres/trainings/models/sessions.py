"""The half-days of a course: what people sign in for, and what the hours are counted from."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.access import ScopedQuerySet

from .trainings import Training


class SessionQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        return self.filter(training__in=Training.objects.visible_to(user))

    def unsigned(self):
        return self.filter(signed_by="")


class TrainingSession(models.Model):
    """`signed_by` is whoever said that the sign-in of this half-day is complete."""

    class Half(models.TextChoices):
        AM = "am", _("morning")
        PM = "pm", _("afternoon")

    training = models.ForeignKey(Training, models.CASCADE, related_name="sessions")
    on = models.DateField(_("date"))
    half = models.CharField(_("half-day"), max_length=2, choices=Half)
    hours = models.DecimalField(
        _("hours"),
        max_digits=3,
        decimal_places=1,
        validators=[MinValueValidator(Decimal("0.5")), MaxValueValidator(Decimal(12))],
    )
    topic = models.CharField(_("topic"), max_length=80, blank=True)
    signed_by = models.CharField(_("signed in by"), max_length=80, blank=True, editable=False)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("half-day of a training")
        verbose_name_plural = _("half-days of trainings")
        ordering = ["on", "half"]
        constraints = [
            models.UniqueConstraint(fields=["training", "on", "half"], name="session_once"),
        ]

    def __str__(self):
        return f"{date_format(self.on, 'MONTH_DAY_FORMAT')} {self.get_half_display()}"

    @property
    def area_code(self):
        return self.training.area_code
