"""工作稿: a draft table as it was last typed on its page, kept while faults bar it from storing."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .schemes import SchemeVersion


class Worksheet(models.Model):
    """The version keeps its last table without faults; this one goes when the faults are gone."""

    masked = {"rows": lambda rows: f"{len(rows)} rows"}

    version = models.OneToOneField(SchemeVersion, models.CASCADE, related_name="worksheet")
    rows = models.JSONField(_("table"))  # [{column: cell}, ...] as typed
    typed_by = models.CharField(_("typed by"), max_length=80)
    typed_at = models.DateTimeField(_("typed"), auto_now=True)

    class Meta:
        verbose_name = _("worksheet")
        verbose_name_plural = _("worksheets")

    def __str__(self):
        return str(self.version)

    @property
    def area_code(self):
        return self.version.area_code
