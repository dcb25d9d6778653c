"""述职测评: each half year a branch or team reports to its members and villagers, who vote (S2)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.access import ScopedQuerySet
from accounts.models import Versioned
from villages.models import Village

from .commitments import Commitment


class DutyReviewQuerySet(ScopedQuerySet):
    area_path = "village__code"

    def _seen_by_unit(self, user):
        return self.filter(village__in=Village.objects.visible_to(user))

    _seen_by_cadre = _seen_by_unit

    def during(self, first, last):
        return self.filter(on__range=(first, last))


class DutyReview(Versioned):
    """Ballots by what they say; nobody's own vote is kept."""

    village = models.ForeignKey(
        Village, models.PROTECT, related_name="reviews", verbose_name=_("village")
    )
    promiser = models.CharField(_("who reported"), max_length=8, choices=Commitment.Promiser)
    on = models.DateField(_("date"))
    meeting = models.CharField(_("before whom"), max_length=80)
    said = models.TextField(_("what was reported"), max_length=3000)
    satisfied = models.PositiveSmallIntegerField(_("satisfied"))
    fairly = models.PositiveSmallIntegerField(_("fairly satisfied"))
    dissatisfied = models.PositiveSmallIntegerField(_("not satisfied"))

    objects = DutyReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("report and vote")
        verbose_name_plural = _("reports and votes")
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "promiser", "on"],
                name="review_once_a_day",
                violation_error_message=_("This meeting is already recorded."),
            ),
            models.CheckConstraint(
                condition=Q(satisfied__gt=0) | Q(fairly__gt=0) | Q(dissatisfied__gt=0),
                name="review_has_ballots",
                violation_error_message=_("Count the ballots: there is none."),
            ),
        ]

    def __str__(self):
        return f"{self.village} {self.on}"

    @property
    def area_code(self):
        return self.village_id

    @property
    def content(self):
        """Satisfied or fairly satisfied."""
        return self.satisfied + self.fairly

    @property
    def ballots(self):
        return self.satisfied + self.fairly + self.dissatisfied
