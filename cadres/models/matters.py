"""民情事项: raised by villagers, answered in time, escalated when the village cannot (S0, S3 三(三))."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.access import ScopedQuerySet
from accounts.models import Versioned
from villages.models import Village


class MatterQuerySet(ScopedQuerySet):
    area_path = "village__code"

    def _seen_by_unit(self, user):
        return self.filter(village__in=Village.objects.visible_to(user))

    _seen_by_cadre = _seen_by_unit

    def open(self):
        return self.filter(closed_on__isnull=True)

    def due_within(self, first, last):
        return self.filter(due_on__range=(first, last))


class Matter(Versioned):
    class Category(models.TextChoices):
        ROADS = "roads", _("Roads and lighting")
        WATER = "water", _("Fields and water")
        HOUSING = "housing", _("Housing")
        WELFARE = "welfare", _("Welfare")
        DISPUTE = "dispute", _("Disputes")
        MARKET = "market", _("Production and market")
        ENVIRONMENT = "environment", _("Environment")
        OTHER = "other", _("Other")

    class Holder(models.TextChoices):
        TEAM = "team", _("Work team")
        TOWNSHIP = "township", _("Township")
        COUNTY = "county", _("County")

    number = models.CharField(_("number"), max_length=20, unique=True, editable=False)
    village = models.ForeignKey(
        Village, models.PROTECT, related_name="matters", verbose_name=_("village")
    )
    title = models.CharField(_("matter"), max_length=120)
    text = models.TextField(_("in words"), blank=True)
    category = models.CharField(_("category"), max_length=12, choices=Category)
    raised_on = models.DateField(_("raised on"))
    due_on = models.DateField(_("answer due"))
    holder = models.CharField(_("held by"), max_length=10, choices=Holder, default=Holder.TEAM)
    held_since = models.DateField(_("held since"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    told_on = models.DateField(_("person told on"), null=True, blank=True)
    raised_by = models.CharField(_("recorded by"), max_length=80, blank=True)

    objects = MatterQuerySet.as_manager()

    class Meta:
        verbose_name = _("matter")
        verbose_name_plural = _("matters")
        ordering = ["-raised_on", "-pk"]
        indexes = [models.Index(fields=["village", "due_on"], name="matter_village_due")]

    def __str__(self):
        return self.title

    @property
    def area_code(self):
        return self.village_id

    @property
    def on_time(self):
        """Answered by the due day; None while still open."""
        return None if self.closed_on is None else self.closed_on <= self.due_on


class MatterStep(models.Model):
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="steps")
    on = models.DateField(_("date"))
    text = models.CharField(_("what was done"), max_length=300)
    by = models.CharField(_("who"), max_length=80)

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["on", "pk"]

    def __str__(self):
        return self.text
