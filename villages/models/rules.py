"""Numbers that policy sets, each with its clause: data, never constants in code."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Versioned


class ProgrammeRule(Versioned):
    """One number of the programme: 3 万元, 3 人, 20 %, 3 天."""

    code = models.SlugField(_("code"), max_length=40, primary_key=True)
    name = models.CharField(_("name"), max_length=80)
    value = models.DecimalField(_("value"), max_digits=12, decimal_places=2)
    unit = models.CharField(_("unit of measure"), max_length=10, blank=True)
    clause = models.CharField(_("clause"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("programme rule")
        verbose_name_plural = _("programme rules")
        ordering = ["code"]

    def __str__(self):
        return self.name

    @classmethod
    def number(cls, code):
        """The rule's value as Decimal; a rule that was never seeded is a programming error."""
        return cls.objects.values_list("value", flat=True).get(pk=code)
