"""单位帮扶: what a sending unit gave a village, and what came of it (S3 三(二), S2)."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.access import ScopedQuerySet
from accounts.models import Versioned
from cadres.registry.models.units import Unit
from villages.models import Village


class UnitSupportQuerySet(ScopedQuerySet):
    area_path = "village__code"

    def _seen_by_unit(self, user):
        return self.filter(unit__liaisons=user)

    def _seen_by_cadre(self, user):
        return self.filter(village__in=Village.objects.visible_to(user))

    def during(self, first, last):
        return self.filter(on__range=(first, last))

    def with_names(self):
        return self.select_related("unit", "village__township")

    def totals(self):
        """{count, amount, households, with_outcome}: entries, 元 and households in all, entries
        that say what came of it."""
        return self.order_by().aggregate(
            count=Count("pk"),
            amount=Sum("amount"),
            households=Sum("households"),
            with_outcome=Count("pk", filter=~Q(outcome="")),
        )


class UnitSupport(Versioned):
    """`amount` is money, or what a project or goods are worth, in 元; empty when not valued.
    `households` that were given a part of it, or called on; empty when not counted."""

    class Kind(models.TextChoices):
        MONEY = "money", _("Money")
        PROJECT = "project", _("Project")
        GOODS = "goods", _("Goods")
        VISIT = "visit", _("Visit of the unit's principal")
        SKILL = "skill", _("Technique and training")
        OTHER = "other", _("Other")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="supports", verbose_name=_("unit"))
    village = models.ForeignKey(
        Village, models.PROTECT, related_name="supports", verbose_name=_("village")
    )
    on = models.DateField(_("date"))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    what = models.CharField(_("what was given"), max_length=120)
    amount = models.DecimalField(
        _("value, yuan"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )
    households = models.PositiveSmallIntegerField(_("households reached"), null=True, blank=True)
    outcome = models.CharField(_("what the support brought"), max_length=300, blank=True)
    recorded_by = models.CharField(_("recorded by"), max_length=80, editable=False)

    objects = UnitSupportQuerySet.as_manager()

    class Meta:
        verbose_name = _("support of a unit")
        verbose_name_plural = _("support of units")
        ordering = ["-on", "-pk"]
        indexes = [
            models.Index(fields=["village", "-on"], name="support_village_day"),
            models.Index(fields=["unit", "-on"], name="support_unit_day"),
        ]

    def __str__(self):
        return self.what

    def get_absolute_url(self):
        return reverse("cadres:support_page", args=[self.pk])

    @property
    def area_code(self):
        return self.village_id
