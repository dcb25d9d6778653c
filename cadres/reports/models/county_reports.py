"""综合情况报告: the county's own report upward, compiled from what was accepted (S3 四(六))."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts.access import ScopedQuerySet
from accounts.roles import OFFICE
from cadres.workflow.fingerprints import outline_of
from cadres.workflow.names import in_words, names_of
from cadres.workflow.transitions import expect_over, require_reason, transition
from villages.models import County

from .assembled import Assembled


class CountyReportQuerySet(ScopedQuerySet):
    area_path = "county__code"
    area_roles = OFFICE


class CountyReport(Assembled):
    """`parts` [{report, body, figures}] are the accepted reports it sums up, `missing`
    [[who, state]] those that were not accepted when it was compiled (`taken_at`)."""

    READ = (*Assembled.READ, "parts", "missing")
    masked = Assembled.masked | {
        "parts": outline_of,
        "names": in_words,
        "missing": lambda missing: "、".join(who for who, _state in missing),
    }

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SIGNED = "signed", _("Signed")

    county = models.ForeignKey(County, models.PROTECT, related_name="+", verbose_name=_("county"))
    parts = models.JSONField(_("reports it sums up"), default=list, editable=False)
    missing = models.JSONField(_("reports not accepted"), default=list, editable=False)
    taken_at = models.DateTimeField(_("compiled"), null=True, blank=True, editable=False)
    names = models.JSONField(_("names of the paper"), default=dict, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
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
    def area_code(self):
        return self.county_id

    @property
    def county_name(self):
        """On its paper: as it was signed; of a draft as it is now."""
        return self.names.get("county") or str(self.county)

    @property
    def is_draft(self):
        return self.state == self.State.DRAFT

    def _may_be_signed(self):
        if self.is_draft:
            expect_over(self.span, timezone.localdate())
        if empty := self.is_draft and self.empty_sections:
            raise ValidationError(_("Still empty: %(sections)s.") % {"sections": "、".join(empty)})
        return self.is_draft

    def read_back(self, by):
        """As it was compiled before."""
        return self.take_reading_back(by, lambda report: report.is_draft)

    def sign(self, by, signer):
        """Freeze it under the name of who signs for the county (签发人)."""
        return transition(
            self,
            by,
            gettext_noop("sign"),
            when=CountyReport._may_be_signed,
            signer=require_reason(signer),
            names=lambda report: names_of(report, "county"),
            state=self.State.SIGNED,
            signed_at=timezone.now(),
        )
