"""派出单位: who sends cadres."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.access import ScopedQuerySet, within
from accounts.models import Versioned
from villages.models import County, Township
from villages.pinyin import initials, sort_key


class UnitQuerySet(ScopedQuerySet):
    """A township sees its own unit and those with cadres in its villages."""

    area_path = "county__code"

    def _seen_by_township(self, user):
        here = within("cadres__postings__team__village__code", user.area_code)
        seen = Unit.objects.filter(Q(township=user.area_code) | here)
        return self.filter(pk__in=seen.values("pk"))

    def visible_to(self, user):
        if user.is_authenticated and user.role == "township":
            return self._seen_by_township(user)
        return super().visible_to(user)

    def _seen_by_unit(self, user):
        return self.filter(liaisons=user)

    def _seen_by_cadre(self, user):
        return self.filter(pk__in=Unit.objects.filter(cadres__user=user).values("pk"))

    def _seen_by_scorer(self, user):
        return self.within(user.area_code)

    def with_posted(self, day):
        """Annotates `posted`, the unit's people in post on a day."""
        here = Q(cadres__postings__since__lte=day) & (
            Q(cadres__postings__until__isnull=True) | Q(cadres__postings__until__gte=day)
        )
        return self.annotate(posted=models.Count("cadres__postings", filter=here, distinct=True))

    def with_nominated(self, batch):
        """Annotates `nominated`, the unit's people named for a batch."""
        named = Q(cadres__nominations__batch=batch)
        return self.annotate(
            nominated=models.Count("cadres__nominations", filter=named, distinct=True)
        )

    def find(self, text):
        text = text.strip()
        return self.filter(
            Q(name__icontains=text)
            | Q(code__istartswith=text)
            | Q(initials__startswith=text.lower())
        )


class Unit(Versioned):
    class Level(models.TextChoices):
        PROVINCE = "province", _("Provincial")
        CITY = "city", _("City")
        COUNTY = "county", _("County level")
        TOWNSHIP = "township", _("Township level")

    code = models.CharField(_("code"), max_length=32, primary_key=True)
    name = models.CharField(_("name"), max_length=80)
    county = models.ForeignKey(
        County, models.PROTECT, related_name="units", verbose_name=_("county")
    )
    township = models.ForeignKey(
        Township,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="units",
        verbose_name=_("township"),
        help_text=_("For a township's own units."),
    )
    level = models.CharField(_("level"), max_length=20, default=Level.COUNTY)
    class_name = models.CharField(_("class"), max_length=20, blank=True)
    establishment = models.PositiveIntegerField(_("staff establishment"), null=True, blank=True)
    liaisons = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="liaison_units",
        verbose_name=_("liaisons"),
    )
    sort_key = models.CharField(max_length=120, editable=False, db_index=True)
    initials = models.CharField(max_length=40, editable=False)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["code"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("cadres:unit_page", args=[self.pk])

    @property
    def area_code(self):
        return self.township_id or self.county_id

    def set_keys(self):
        self.sort_key, self.initials = sort_key(self.name), initials(self.name)

    @property
    def level_label(self):
        """The official word, or the county's own."""
        return dict(self.Level.choices).get(self.level, self.level)
