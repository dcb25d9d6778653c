"""What a report is made of: the sections of each kind, as the county sets them (S3 四(六))."""

import re

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Versioned

PLACE = re.compile(r"\{([a-z_.]+)\}")


class ReportKind(models.TextChoices):
    TOWNSHIP = "township", _("Township, quarterly")
    UNIT = "unit", _("Unit, quarterly")
    ANNUAL = "annual", _("Annual summary")
    COUNTY = "county", _("County, upward")


def numbers_in(sentence):
    """Codes of the numbers that a sentence holds, in order, each once."""
    return list(dict.fromkeys(PLACE.findall(sentence)))


class SectionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The templates are the same for everybody; the county keeps them."""
        return self if user.is_authenticated and user.role == "county" else self.none()

    def layout(self, kind):
        """What a report keeps of its template from the day it is opened."""
        names = ("key", "title", "sentence", "hint", "needs_text")
        return list(self.filter(kind=kind).order_by("order", "pk").values(*names))


class ReportSection(Versioned):
    """`sentence` holds numbers of the records as {matters.raised}; the author writes the rest."""

    kind = models.CharField(_("kind"), max_length=10, choices=ReportKind)
    key = models.SlugField(_("key"), max_length=20)
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    title = models.CharField(_("title"), max_length=60)
    sentence = models.TextField(_("sentence of the records"), blank=True)
    hint = models.CharField(_("what to write"), max_length=200, blank=True)
    needs_text = models.BooleanField(_("the author must write something"), default=True)

    objects = SectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("section of reports")
        verbose_name_plural = _("sections of reports")
        ordering = ["kind", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"],
                name="one_section_per_kind_and_key",
                violation_error_message=_("This kind of report already has that section."),
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.title}"

    def get_absolute_url(self):
        return reverse("cadres:report_section_edit", args=[self.pk])

    @property
    def numbers(self):
        return numbers_in(self.sentence)
