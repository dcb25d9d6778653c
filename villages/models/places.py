"""County, township, village: the tree whose statistical codes are the scope of every row."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts import ledger
from accounts.access import ScopedQuerySet
from accounts.models import Versioned

from ..pinyin import initials, sort_key

SUFFIXES = (("社区居民委员会", "社区"), ("居民委员会", "社区"), ("村民委员会", "村"))


def short_name(name):
    """洋头村村民委员会 → 洋头村, as people say it."""
    for long, short in SUFFIXES:
        if name.endswith(long) and len(name) > len(long):
            stem = name.removesuffix(long)
            return stem if stem.endswith(short) else stem + short
    return name


def code_field(digits):
    return models.CharField(
        _("code"),
        primary_key=True,
        max_length=digits,
        validators=[
            RegexValidator(rf"^\d{{{digits}}}$", format_lazy(_("{n} digits are needed."), n=digits))
        ],
    )


class PlaceQuerySet(ScopedQuerySet):
    """A place on the way up is seen too: a township user may name its county."""

    def find(self, text):
        """By name, code or pinyin initials."""
        text = text.strip()
        return self.filter(
            Q(name__icontains=text)
            | Q(code__startswith=text)
            | Q(initials__startswith=text.lower())
        )


class Place(Versioned):
    name = models.CharField(_("name"), max_length=60)
    sort_key = models.CharField(max_length=120, editable=False, db_index=True)
    initials = models.CharField(max_length=40, editable=False)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["code"]

    def __str__(self):
        return self.short_name

    @property
    def short_name(self):
        return short_name(self.name)

    @property
    def area_code(self):
        return self.code

    def clean(self):
        self.name = self.name.strip()

    def set_keys(self):
        """Pinyin of the short name."""
        self.sort_key, self.initials = sort_key(self.short_name), initials(self.short_name)


class County(Place):
    code = code_field(6)
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)

    class Meta(Place.Meta):
        verbose_name = _("county")
        verbose_name_plural = _("counties")


class TownshipQuerySet(PlaceQuerySet):
    def _seen_by_unit(self, user):
        return self.filter(villages__in=Village.objects.visible_to(user)).distinct()

    _seen_by_cadre = _seen_by_scorer = _seen_by_unit


class Township(Place):
    code = code_field(9)
    county = models.ForeignKey(
        County, models.PROTECT, related_name="townships", verbose_name=_("county")
    )
    class_name = models.CharField(_("class"), max_length=20, blank=True)
    is_urban = models.BooleanField(
        _("urban"),
        default=False,
        help_text=_("Members posted here get no allowance for travel and living."),
    )

    objects = TownshipQuerySet.as_manager()

    class Meta(Place.Meta):
        verbose_name = _("township")
        verbose_name_plural = _("townships")

    @property
    def url(self):
        return reverse("villages:township_page", args=[self.pk])

    def clean(self):
        super().clean()
        self.county_id = self.code[:6]


class VillageQuerySet(PlaceQuerySet):
    """Units and cadres see the villages of their postings; scorers those of their area."""

    def _seen_by_unit(self, user):
        return self.filter(teams__postings__cadre__unit__liaisons=user).distinct()

    def _seen_by_cadre(self, user):
        return self.filter(teams__postings__cadre__user=user).distinct()

    def _seen_by_scorer(self, user):
        return self.within(user.area_code)

    def with_class(self, on):
        """Annotates `class_name`, the class on a day ('' when none)."""
        held = VillageClass.objects.filter(village=models.OuterRef("pk")).on(on)
        return self.annotate(
            class_name=models.functions.Coalesce(
                models.Subquery(held.order_by("-since").values("name")[:1]), models.Value("")
            )
        )

    def with_flags(self, on):
        """Annotates `is_poor` and `is_weak` on a day."""
        held = VillageFlag.objects.filter(village=models.OuterRef("pk")).on(on)
        return self.annotate(
            is_poor=models.Exists(held.filter(kind=VillageFlag.Kind.POOR)),
            is_weak=models.Exists(held.filter(kind=VillageFlag.Kind.WEAK)),
        )


class Village(Place):
    class Kind(models.TextChoices):
        VILLAGE = "village", _("Village")
        COMMUNITY = "community", _("Community")

        @classmethod
        def for_name(cls, name):
            """A neighbourhood committee makes a community."""
            return cls.COMMUNITY if name.endswith(("居民委员会", "社区")) else cls.VILLAGE

    code = code_field(12)
    township = models.ForeignKey(
        Township, models.PROTECT, related_name="villages", verbose_name=_("township")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.VILLAGE)
    address = models.CharField(_("address"), max_length=120, blank=True)
    note = models.TextField(_("note"), blank=True)

    objects = VillageQuerySet.as_manager()

    class Meta(Place.Meta):
        verbose_name = _("village")
        verbose_name_plural = _("villages")

    def clean(self):
        super().clean()
        self.township_id = self.code[:9]

    @property
    def url(self):
        return reverse("villages:village_page", args=[self.pk])

    @property
    def flag_names(self):
        """The flags that `with_flags` found: ['贫困', '软弱涣散']."""
        held = {VillageFlag.Kind.POOR: self.is_poor, VillageFlag.Kind.WEAK: self.is_weak}
        return [str(kind.label) for kind, holds in held.items() if holds]

    def change_class(self, name, since, by, basis=""):
        """Give the village a class from a day on; the one it had ends the day before.

        Raises ValidationError when the day is not after the start of the class it has.
        """
        with transaction.atomic():
            held = self.classes.select_for_update().filter(until__isnull=True).first()
            if held and held.since and since <= held.since:
                raise ValidationError({"since": _("The present class began on or after this day.")})
            if held:
                held.until = since - timedelta(days=1)
                ledger.write(held, by)
            return ledger.write(VillageClass(village=self, name=name, since=since, basis=basis), by)


class DatedQuerySet(ScopedQuerySet):
    """Rows that hold from `since` (empty: from the outset) through `until` (empty: still)."""

    area_path = "village__code"

    def on(self, day):
        return self.during(day, day)

    def during(self, first, last):
        """In force on a day of [first, last] at least."""
        return self.filter(
            Q(since__isnull=True) | Q(since__lte=last), Q(until__isnull=True) | Q(until__gte=first)
        )

    def _seen_through_village(self, user):
        return self.filter(village__in=Village.objects.visible_to(user))

    _seen_by_unit = _seen_by_cadre = _seen_by_scorer = _seen_through_village


class Dated(models.Model):
    village = models.ForeignKey(Village, models.CASCADE)
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    basis = models.CharField(_("basis"), max_length=200, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def area_code(self):
        return self.village_id

    @property
    def until_next(self):
        """The day after the last one, None while it holds."""
        return self.until and self.until + timedelta(days=1)


class VillageClass(Dated):
    """分类: 先进 / 中间 / 后进 by S3 三(四); any text a county uses."""

    village = models.ForeignKey(
        Village, models.CASCADE, related_name="classes", verbose_name=_("village")
    )
    name = models.CharField(_("class"), max_length=20)

    class Meta:
        verbose_name = _("village class")
        verbose_name_plural = _("village classes")
        ordering = ["village", "since"]
        constraints = [
            models.UniqueConstraint(
                fields=["village"],
                condition=Q(until__isnull=True),
                name="one_class_at_a_time",
                violation_error_message=_("The village already has a class; it ends first."),
            )
        ]

    def __str__(self):
        return self.name


class VillageFlag(Dated):
    class Kind(models.TextChoices):
        POOR = "poor", _("Poor village")
        WEAK = "weak", _("Weak branch")

    village = models.ForeignKey(
        Village, models.CASCADE, related_name="flags", verbose_name=_("village")
    )
    kind = models.CharField(_("flag"), max_length=8, choices=Kind)

    class Meta:
        verbose_name = _("village flag")
        verbose_name_plural = _("village flags")
        ordering = ["village", "since"]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "kind"],
                condition=Q(until__isnull=True),
                name="flag_once_at_a_time",
                violation_error_message=_("The village already has this flag."),
            )
        ]

    def __str__(self):
        return self.get_kind_display()
