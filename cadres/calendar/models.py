"""节假日: days that are not what their weekday says, by the State Council's yearly notice."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Versioned


class HolidayQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The calendar is the same for everybody; the county keeps it."""
        return self if user.is_authenticated and user.role == "county" else self.none()

    def within(self, first, last):
        return self.filter(day__range=(first, last))


class Holiday(Versioned):
    """A weekday off, or a Saturday or Sunday worked instead (调休)."""

    day = models.DateField(_("date"), primary_key=True)
    is_working = models.BooleanField(_("a working day"), default=False)
    name = models.CharField(_("holiday"), max_length=40)

    objects = HolidayQuerySet.as_manager()

    class Meta:
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays and working weekends")
        ordering = ["-day"]

    def __str__(self):
        return f"{self.day} {self.name}"

    def get_absolute_url(self):
        return reverse("cadres:holiday_edit", args=[self.pk])
