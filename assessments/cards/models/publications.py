"""Publishing takes two people: the first signature waits here for the second (SCORING §8)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.access import ScopedQuerySet
from accounts.roles import OFFICE
from assessments.schemes.models.schemes import Scheme


class PublicationQuerySet(ScopedQuerySet):
    area_path = "scheme__county__code"
    area_roles = OFFICE

    def waiting(self):
        """Everything that waits for the second signature."""
        return self.filter(published_at__isnull=True)

    def open(self):
        """Publishing that waits for the second signature."""
        return self.waiting().filter(reason="")

    def corrections(self):
        """Corrections that wait for the second signature."""
        return self.waiting().exclude(reason="")


class Publication(models.Model):
    """One request to publish a period, or with a `reason` to correct what is published.

    `cards_hash` is what the first person signed: when the cards have changed since, the signature
    no longer stands."""

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="publications")
    period = models.CharField(_("period"), max_length=7)
    cards_hash = models.CharField(max_length=64)
    reason = models.CharField(_("reason of the correction"), max_length=200, blank=True)
    as_graded = models.CharField(
        _("why it is published as graded"), max_length=200, blank=True
    )  # although the facts have changed since
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("signed by")
    )
    signed_at = models.DateTimeField(_("signed"), auto_now_add=True)
    second_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("second signature"),
    )
    published_at = models.DateTimeField(_("published"), null=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["-signed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "period"],
                condition=Q(published_at__isnull=True, reason=""),
                name="one_open_publication_per_period",
                violation_error_message=_("This period already waits for its second signature."),
            ),
            models.UniqueConstraint(
                fields=["scheme", "period"],
                condition=Q(published_at__isnull=True) & ~Q(reason=""),
                name="one_open_correction_per_period",
                violation_error_message=_("This period already waits for its second signature."),
            ),
        ]

    def __str__(self):
        return f"{self.scheme.code} {self.period}"

    @property
    def area_code(self):
        return self.scheme.county_id

    @property
    def since(self):
        """When it began to wait."""
        return self.signed_at
