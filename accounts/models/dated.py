"""What changes over time: a series stores only the day on which each of its rows begins.

The next row of the same owner is a row's end, so gaps and overlaps cannot exist. What was so before
the first change is a row that begins at BEGINNING. A closed period is read as it stood: ask
`as_of(day)` or `during(first, last)`, never the newest row.
"""

from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

BEGINNING = date(1900, 1, 1)  # of a row that was there before anything was written down


class SeriesQuerySet(models.QuerySet):
    def _later(self, **until):
        """Rows of the same owner that begin after this one, not later than `until`."""
        owner = self.model.owner
        return self.model._base_manager.filter(
            **{owner: OuterRef(owner)}, since__gt=OuterRef("since"), **until
        )

    def as_of(self, day):
        """The row of each owner that is in force on a day (a date, an F or an OuterRef)."""
        return self.filter(~Exists(self._later(since__lte=day)), since__lte=day)

    def during(self, first, last):
        """The rows in force on at least one day of [first, last]; `last` None = for ever after."""
        begun = Q() if last is None else Q(since__lte=last)
        return self.filter(begun, ~Exists(self._later(since__lte=first)))


class Series(models.Model):
    """A subclass names the field of its owner (`owner`) and makes (owner, since) unique."""

    owner = ""

    since = models.DateField(_("from"))

    objects = SeriesQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def is_first(self):
        return self.since == BEGINNING
