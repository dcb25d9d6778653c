"""A year's batch and its work teams: one team per village and batch (S3 三(二))."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.access import ScopedQuerySet
from accounts.models import Versioned
from villages.models import County, Village

from .units import Unit


class BatchQuerySet(ScopedQuerySet):
    area_path = "county__code"

    def visible_to(self, user):
        """A batch is no secret inside its county."""
        return self.filter(county=user.area_code[:6]) if user.is_authenticated else self.none()


class Batch(Versioned):
    county = models.ForeignKey(
        County, models.PROTECT, related_name="batches", verbose_name=_("county")
    )
    code = models.CharField(_("code"), max_length=20, help_text=_("Usually the year, 2026."))
    name = models.CharField(_("name"), max_length=60, blank=True)
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    target = models.PositiveIntegerField(_("planned cadres"), null=True, blank=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("batch")
        verbose_name_plural = _("batches")
        ordering = ["-code"]
        constraints = [
            models.UniqueConstraint(
                fields=["county", "code"],
                name="batch_code_once",
                violation_error_message=_("This batch already exists."),
            )
        ]

    def __str__(self):
        return self.name or self.code

    @property
    def area_code(self):
        return self.county_id


class WorkTeamQuerySet(ScopedQuerySet):
    area_path = "village__code"

    def _seen_by_unit(self, user):
        postings = WorkTeam.postings.rel.related_model.objects.visible_to(user)
        return self.filter(pk__in=postings.values("team"))

    def _seen_by_cadre(self, user):
        seen = WorkTeam.objects.filter(postings__cadre__user=user)
        return self.filter(pk__in=seen.values("pk"))

    def _seen_by_scorer(self, user):
        return self.within(user.area_code)

    def in_force(self, day):
        """Of a batch that runs on a day."""
        return self.filter(
            models.Q(batch__since__isnull=True) | models.Q(batch__since__lte=day),
            models.Q(batch__until__isnull=True) | models.Q(batch__until__gte=day),
        )

    def find(self, text):
        """By the village's name, code or pinyin initials."""
        return self.filter(village__in=Village.objects.find(text).values("pk"))

    def with_people(self, day):
        """Annotates `actual`, the number of people in post on a day."""
        here = models.Q(postings__since__lte=day) & (
            models.Q(postings__until__isnull=True) | models.Q(postings__until__gte=day)
        )
        return self.annotate(actual=models.Count("postings", filter=here, distinct=True))


class WorkTeam(Versioned):
    class Level(models.TextChoices):
        PROVINCE = "province", _("Provincial")
        CITY = "city", _("City")
        COUNTY = "county", _("County level")
        TOWNSHIP = "township", _("Township level")

    code = models.CharField(_("code"), max_length=32, primary_key=True)
    village = models.ForeignKey(
        Village, models.PROTECT, related_name="teams", verbose_name=_("village")
    )
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="teams", verbose_name=_("batch"))
    level = models.CharField(_("level"), max_length=20, blank=True)
    class_name = models.CharField(_("class"), max_length=20, blank=True)
    size = models.PositiveSmallIntegerField(_("planned size"), null=True, blank=True)
    lead_unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="led_teams",
        verbose_name=_("lead unit"),
    )

    objects = WorkTeamQuerySet.as_manager()

    class Meta:
        verbose_name = _("work team")
        verbose_name_plural = _("work teams")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "batch"],
                name="one_team_per_village_and_batch",
                violation_error_message=_("The village already has a team in this batch."),
            )
        ]

    def __str__(self):
        return f"{self.village}{_('work team')}"

    def get_absolute_url(self):
        return reverse("cadres:team_page", args=[self.pk])

    @property
    def area_code(self):
        return self.village_id

    @property
    def level_label(self):
        """The official word, or the county's own."""
        return dict(self.Level.choices).get(self.level, self.level)
