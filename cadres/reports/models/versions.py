"""What a report said each time it was handed in, and who is writing it now."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .attachments import Attachment
from .chapters import chapters
from .reports import QuarterlyReport

STILL_WRITING = timedelta(minutes=10)


class ReportVersion(models.Model):
    """One submission, never changed afterwards; `names` {field: name} are those of its offices on
    that day."""

    report = models.ForeignKey(QuarterlyReport, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    layout = models.JSONField(default=list)
    sections = models.JSONField(_("sections"), default=dict)
    figures = models.JSONField(_("numbers of the records"), default=dict)
    signer = models.CharField(_("signed by"), max_length=40, blank=True)
    names = models.JSONField(_("names of the paper"), default=dict, editable=False)
    attachments = models.ManyToManyField(
        Attachment, related_name="versions", verbose_name=_("attachments")
    )
    by = models.CharField(_("submitted by"), max_length=80)
    at = models.DateTimeField(_("submitted"))

    class Meta:
        verbose_name = _("version of a report")
        verbose_name_plural = _("versions of reports")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="one_version_per_number")
        ]

    def __str__(self):
        return _("version %(n)d") % {"n": self.number}

    @property
    def chapters(self):
        return chapters(self.layout, self.sections, self.figures, {}, {})


class PenQuerySet(models.QuerySet):
    def of_others(self, user, now):
        """Who else is writing: those whose text came in within the last minutes."""
        return self.exclude(user=user).filter(at__gte=now - STILL_WRITING).select_related("user")


class EditingSession(models.Model):
    """What one author has typed and not saved: no part of the report, and gone once saved.

    `typed` {field name: text} of what was changed, with the form's signed `opened`; `section` is
    where the pen stands, `version` the report's when the page was opened.
    """

    report = models.ForeignKey(QuarterlyReport, models.CASCADE, related_name="pens")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    typed = models.JSONField(default=dict)
    section = models.CharField(max_length=20, blank=True)
    version = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now)

    objects = PenQuerySet.as_manager()

    class Meta:
        verbose_name = _("unsaved text")
        verbose_name_plural = _("unsaved texts")
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(fields=["report", "user"], name="one_pen_per_report_and_user")
        ]

    def __str__(self):
        return f"{self.user} · {self.report}"
