"""考核办法: the scheme and its versions. The table itself is the truth (SCORING §2)."""

import json
from functools import cached_property, lru_cache

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.access import ScopedQuerySet
from accounts.models import Versioned
from accounts.roles import ADMINISTRATORS
from assessments.scoring import parse
from villages.models import County


class SubjectKind(models.TextChoices):
    VILLAGE = "village", _("Village")
    CADRE = "cadre", _("Resident cadre")
    TEAM = "team", _("Work team")
    TOWNSHIP = "township", _("Township")
    UNIT = "unit", _("Sending unit")


class SchemeQuerySet(ScopedQuerySet):
    """Assessment rules are public to everyone they touch."""

    area_path = "county__code"

    def visible_to(self, user):
        if not user.is_authenticated or user.role in ADMINISTRATORS:
            return self.none()
        return self.filter(county=user.area_code[:6])

    def find(self, text):
        """By name or code."""
        text = text.strip()
        return self.filter(Q(name__icontains=text) | Q(code__icontains=text))


class Scheme(Versioned):
    county = models.ForeignKey(County, models.PROTECT, related_name="schemes")
    code = models.CharField(_("code"), max_length=40)
    name = models.CharField(_("name"), max_length=120)
    subject = models.CharField(_("whom it assesses"), max_length=10, choices=SubjectKind)
    series = models.CharField(_("series"), max_length=40)
    total = models.DecimalField(_("full marks"), max_digits=8, decimal_places=2)

    objects = SchemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("scheme")
        verbose_name_plural = _("schemes")
        ordering = ["-code"]
        constraints = [
            models.UniqueConstraint(
                fields=["county", "code"],
                name="scheme_code_once",
                violation_error_message=_("A scheme with this code already exists."),
            )
        ]

    def __str__(self):
        return self.name

    @property
    def area_code(self):
        return self.county_id

    @property
    def current(self):
        """The version that the next run uses: the newest."""
        return self.versions.order_by("-number").first()


@lru_cache(maxsize=64)
def _parsed(rows):
    return parse([(number, cells) for number, cells in json.loads(rows)]).scheme


class SchemeVersion(models.Model):
    """One state of the table: a draft until a period is opened with it. Then it is frozen,
    database triggers refuse a change of its table, and a change is a new version."""

    masked = {"rows": lambda rows: f"{len(rows)} rows"}  # the ledger keeps `hash` of them

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    rows = models.JSONField(_("table"))  # [[row number, {column: cell}], ...]
    hash = models.CharField(max_length=64)
    warnings = models.JSONField(default=list, blank=True)
    dated_on = models.DateField(_("date of the decision"), null=True, blank=True)
    basis = models.CharField(_("why it changed"), max_length=200, blank=True)
    frozen_at = models.DateTimeField(_("frozen"), null=True, blank=True)
    imported_at = models.DateTimeField(_("imported"), auto_now_add=True)
    imported_by = models.CharField(_("imported by"), max_length=80)

    class Meta:
        verbose_name = _("scheme version")
        verbose_name_plural = _("scheme versions")
        ordering = ["scheme", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "number"], name="scheme_version_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="scheme_version_from_one"),
        ]

    def __str__(self):
        return f"{self.scheme.code} v{self.number}"

    @cached_property
    def table(self):
        """The compiled scheme (scoring.Scheme); stored tables parse without errors."""
        return _parsed(json.dumps(self.rows, ensure_ascii=False))

    @property
    def area_code(self):
        return self.scheme.county_id
