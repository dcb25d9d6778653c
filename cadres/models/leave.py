"""请假: up to three days the township decides, more the county (programme rule leave_township_days)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.access import ScopedQuerySet
from accounts.models import Versioned

from .postings import Posting


class OfPostingQuerySet(ScopedQuerySet):
    area_path = "posting__team__village__code"

    def _seen_by_unit(self, user):
        return self.filter(posting__cadre__unit__liaisons=user)

    def _seen_by_cadre(self, user):
        return self.filter(posting__cadre__user=user)

    def during(self, first, last):
        return self.filter(since__lte=last, until__gte=first)


class Leave(Versioned):
    class Kind(models.TextChoices):
        PERSONAL = "personal", _("Personal")
        SICK = "sick", _("Sick")
        ANNUAL = "annual", _("Annual")
        FAMILY = "family", _("Marriage or maternity")
        OFFICIAL = "official", _("Official journey")
        OTHER = "other", _("Other")

    class State(models.TextChoices):
        REQUESTED = "requested", _("Waiting for decision")
        APPROVED = "approved", _("Approved")
        REFUSED = "refused", _("Refused")
        CANCELLED = "cancelled", _("Cancelled")
        RETURNED = "returned", _("Back from leave")

    GRANTED = (State.APPROVED, State.RETURNED)

    posting = models.ForeignKey(Posting, models.CASCADE, related_name="leaves")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.PERSONAL)
    reason = models.CharField(_("reason"), max_length=200)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
    place = models.CharField(_("where to"), max_length=80, blank=True)
    stand_in = models.CharField(_("who stands in"), max_length=40, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.REQUESTED)
    requested_at = models.DateTimeField(_("requested"), auto_now_add=True)
    decided_by = models.CharField(_("decided by"), max_length=80, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decision = models.CharField(_("opinion"), max_length=200, blank=True)
    returned_on = models.DateField(_("back on"), null=True, blank=True)

    objects = OfPostingQuerySet.as_manager()

    class Meta:
        verbose_name = _("leave")
        verbose_name_plural = _("leave")
        ordering = ["-since", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")),
                name="leave_ends_after_it_begins",
                violation_error_message=_("The last day lies before the first day."),
            )
        ]

    def __str__(self):
        return f"{self.posting.cadre} {self.since}"

    @property
    def area_code(self):
        return self.posting.area_code

    @property
    def days(self):
        return (self.until - self.since).days + 1
