"""结果运用: a run writes proposals; a named person decides each (DOMAIN §2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.access import ScopedQuerySet
from accounts.models import Versioned
from accounts.roles import OFFICE
from assessments.cards.models.cards import Card


class ProposalQuerySet(ScopedQuerySet):
    area_path = "card__area_code"
    area_roles = OFFICE

    def open(self):
        return self.filter(state=Proposal.State.PROPOSED)


class Proposal(Versioned):
    class State(models.TextChoices):
        PROPOSED = "proposed", _("Waiting for decision")
        ADOPTED = "adopted", _("Adopted")
        DECLINED = "declined", _("Not adopted")

    card = models.ForeignKey(Card, models.CASCADE, related_name="proposals")
    outcome = models.CharField(_("outcome"), max_length=40)
    name = models.CharField(_("name"), max_length=80)
    rule = models.CharField(_("rule"), max_length=200)
    basis = models.CharField(_("basis"), max_length=200, blank=True)
    amount = models.DecimalField(
        _("amount"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PROPOSED)
    proposed_at = models.DateTimeField(_("proposed"), auto_now_add=True)
    decided_by = models.CharField(_("decided by"), max_length=80, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["-proposed_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["card", "outcome"], name="proposal_once_per_card")
        ]

    def __str__(self):
        return f"{self.card.subject_name} {self.name}"

    @property
    def area_code(self):
        return self.card.area_code
