"""派驻安排: the plan that the rule proposes and a person adjusts (S3 三(二))."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.access import ScopedQuerySet
from accounts.models import Versioned
from villages.models import Village

from .teams import Batch
from .units import Unit


class DispatchPlanQuerySet(ScopedQuerySet):
    area_path = "batch__county__code"
    area_roles = frozenset({"county", "leader"})


class DispatchPlan(Versioned):
    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        CONFIRMED = "confirmed", _("Confirmed")

    batch = models.OneToOneField(
        Batch, models.PROTECT, related_name="plan", verbose_name=_("batch")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    figures_year = models.PositiveSmallIntegerField(_("figures of year"))
    county_teams = models.PositiveIntegerField(_("teams of county level and above"), default=0)
    announced_teams = models.PositiveIntegerField(_("announced teams"), null=True, blank=True)
    announced_township_teams = models.PositiveIntegerField(
        _("announced teams of townships"), null=True, blank=True
    )
    announced_cadres = models.PositiveIntegerField(_("announced cadres"), null=True, blank=True)
    announced_county_cadres = models.PositiveIntegerField(
        _("announced cadres of county units"), null=True, blank=True
    )
    announced_township_cadres = models.PositiveIntegerField(
        _("announced cadres of townships"), null=True, blank=True
    )
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    confirmed_by = models.CharField(_("confirmed by"), max_length=80, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)

    objects = DispatchPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("dispatch plan")
        verbose_name_plural = _("dispatch plans")
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.batch}{_('dispatch plan')}"

    @property
    def area_code(self):
        return self.batch.county_id


class DispatchLineQuerySet(ScopedQuerySet):
    area_path = "village__code"
    area_roles = frozenset({"county", "leader"})


class DispatchLine(Versioned):
    """One village of the plan: how many, from which level, why.

    Size 0 = no team. Size None = not decided: the rule lacks the village's figure.
    """

    class Level(models.TextChoices):
        COUNTY = "county", _("County units")
        TOWNSHIP = "township", _("Township")

    plan = models.ForeignKey(DispatchPlan, models.CASCADE, related_name="lines")
    village = models.ForeignKey(
        Village, models.PROTECT, related_name="+", verbose_name=_("village")
    )
    proposed = models.PositiveSmallIntegerField(_("proposed by the rule"), null=True, blank=True)
    size = models.PositiveSmallIntegerField(_("cadres"), null=True, blank=True)
    level = models.CharField(_("level"), max_length=10, choices=Level)
    lead_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("lead unit")
    )
    income = models.DecimalField(
        _("collective income"), max_digits=15, decimal_places=2, null=True, blank=True
    )
    is_weak = models.BooleanField(_("weak branch"), default=False)
    reason = models.CharField(_("reason for the change"), max_length=200, blank=True)
    adjusted_by = models.CharField(_("changed by"), max_length=80, blank=True)

    objects = DispatchLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of the plan")
        verbose_name_plural = _("lines of the plan")
        ordering = ["village"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "village"],
                name="dispatch_line_once",
                violation_error_message=_("This village already stands in the plan."),
            )
        ]

    def __str__(self):
        return str(self.village)

    @property
    def area_code(self):
        return self.village_id
