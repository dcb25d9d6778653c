"""综合情况报告: the county's own report upward, compiled from what was accepted (S3 四(六))."""

import json

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts.access import ScopedQuerySet
from accounts.models import Versioned
from villages.models import County

from ..periods import parse_period
from .diary import outline
from .moves import move, need
from .report_chapters import chapters


class CountyReportQuerySet(ScopedQuerySet):
    area_path = "county__code"
    area_roles = frozenset({"county", "leader"})


def _outline(value):
    return outline(json.dumps(value, sort_keys=True))


class CountyReport(Versioned):
    """`parts` [{report, body, figures}] are the accepted reports it sums up, `missing`
    [[who, state]] those that were not accepted when it was compiled (`taken_at`)."""

    masked = dict.fromkeys(("layout", "sections", "figures", "tables", "parts"), _outline) | {
        "missing": lambda missing: "、".join(who for who, _state in missing),
    }

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SIGNED = "signed", _("Signed")

    county = models.ForeignKey(County, models.PROTECT, related_name="+", verbose_name=_("county"))
    period = models.CharField(_("period"), max_length=7)
    layout = models.JSONField(_("template"), default=list, editable=False)
    sections = models.JSONField(_("sections"), default=dict)
    figures = models.JSONField(_("numbers of the records"), default=dict, editable=False)
    tables = models.JSONField(_("tables of the records"), default=dict, editable=False)
    parts = models.JSONField(_("reports it sums up"), default=list, editable=False)
    missing = models.JSONField(_("reports not accepted"), default=list, editable=False)
    taken_at = models.DateTimeField(_("compiled"), null=True, blank=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    signer = models.CharField(_("signed by"), max_length=40, blank=True)
    signed_at = models.DateTimeField(_("signed"), null=True, blank=True)

    objects = CountyReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of the county")
        verbose_name_plural = _("reports of the county")
        ordering = ["-period"]
        constraints = [
            models.UniqueConstraint(
                fields=["county", "period"], name="one_county_report_per_period"
            )
        ]

    def __str__(self):
        return f"{self.county} {self.span.label()}"

    def get_absolute_url(self):
        return reverse("cadres:county_report_page", args=[self.pk])

    @property
    def span(self):
        return parse_period(self.period)

    @property
    def area_code(self):
        return self.county_id

    @property
    def outline(self):
        """{section key: title}, in the order of the paper."""
        return {row["key"]: row["title"] for row in self.layout}

    @property
    def chapters(self):
        return chapters(self.layout, self.sections, self.figures, self.figures, {})

    @property
    def is_draft(self):
        return self.state == self.State.DRAFT

    @property
    def empty_sections(self):
        return [chapter.title for chapter in self.chapters if not chapter.is_answered]

    def _may_be_signed(self):
        if empty := self.is_draft and self.empty_sections:
            raise ValidationError(_("Still empty: %(sections)s.") % {"sections": "、".join(empty)})
        return self.is_draft

    def sign(self, by, signer):
        """Freeze it under the name of who signs for the county (签发人)."""
        return move(
            self, by, gettext_noop("sign"), when=CountyReport._may_be_signed,
            signer=need(signer), state=self.State.SIGNED, signed_at=timezone.now(),
        )
