"""附件: files that an author adds to a report, kept as they were with each version handed in."""

from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts import ledger
from accounts.access import ScopedQuerySet
from cadres.documents.storage import SHA256
from cadres.workflow.transitions import WrongState

from .reports import QuarterlyReport


class AttachmentQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        """Who may read the report: what it carries, and what a version of it carried."""
        reports = QuarterlyReport.objects.visible_to(user)
        carried = Q(removed_at=None) | Q(versions__isnull=False)
        return self.filter(carried, report__in=reports).distinct()

    def standing(self):
        """Not taken off."""
        return self.filter(removed_at=None)


class Attachment(models.Model):
    """`sent_sha256` is of the bytes that came, `sha256` of what is kept: pictures are made anew
    without what a camera adds. The file stands under MEDIA_ROOT/attachments before the row does."""

    class Kind(models.TextChoices):
        PDF = "pdf", "PDF"
        DOCX = "docx", "Word"
        XLSX = "xlsx", "Excel"
        JPEG = "jpg", "JPEG"
        PNG = "png", "PNG"

    report = models.ForeignKey(
        QuarterlyReport, models.CASCADE, related_name="attachments", verbose_name=_("report")
    )
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=4, choices=Kind)
    sent_sha256 = models.CharField(_("fingerprint"), max_length=64, validators=[SHA256])
    sha256 = models.CharField(_("fingerprint of what is kept"), max_length=64, db_index=True)
    size = models.PositiveIntegerField(_("bytes kept"))
    added_by = models.CharField(_("added by"), max_length=80)
    added_at = models.DateTimeField(_("added"), default=timezone.now)
    removed_by = models.CharField(_("taken off by"), max_length=80, blank=True)
    removed_at = models.DateTimeField(_("taken off"), null=True, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "sent_sha256"],
                condition=Q(removed_at=None),
                name="attachment_once_per_report",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("cadres:attachment_file", args=[self.report_id, self.pk])

    @property
    def area_code(self):
        return self.report.area_code

    @property
    def title(self):
        """As the paper names it: without the file's ending."""
        return Path(self.name).stem

    @property
    def path(self):
        return Path(settings.MEDIA_ROOT) / "attachments" / self.sha256[:2] / self.filename

    @property
    def filename(self):
        """Under which it is kept."""
        return f"{self.sha256}.{self.kind}"

    @property
    def told(self):
        """What the ledger says of it, in the rows of its report."""
        return {"attachment": self.sha256, "size": self.size}

    def take_off(self, by):
        """The report no longer carries it; versions handed in before keep theirs."""
        if self.removed_at:
            raise WrongState(self, _("already taken off"))
        self.removed_by, self.removed_at = str(by), timezone.now()
        self.save()
        ledger.record(by, gettext_noop("take off"), self.report, before=self.told, note=self.name)
        return self
