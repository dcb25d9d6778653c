"""驻村工作日记: the cadre's own record, ordered by the six tasks (S3 四(三)). Never counted."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.access import ScopedQuerySet
from accounts.models import Versioned
from villages.models import Village

from .cadres import Cadre
from .matters import Matter
from .postings import Posting
from .units import Unit


class Task(models.TextChoices):
    """The six tasks of a team (S3 二)."""

    LEADERSHIP = "leadership", _("Building the leadership")
    MEMBERS = "members", _("Building the ranks")
    ECONOMY = "economy", _("Economic growth")
    SOCIETY = "society", _("Social progress")
    RULES = "rules", _("Sound rules")
    STYLE = "style", _("Better ways of working")


def check_tasks(value):
    unknown = [task for task in value.split(",") if task not in Task.values]
    if unknown:
        raise ValidationError(_("Choose from the six tasks."))


class DiaryQuerySet(ScopedQuerySet):
    area_path = "village__code"

    def _seen_by_unit(self, user):
        return self.filter(cadre__unit__liaisons=user)

    def _seen_by_cadre(self, user):
        return self.filter(cadre__user=user)


class DiaryEntry(Versioned):
    """`id` is made by the phone; unit and village are those of the day it speaks of."""

    class State(models.TextChoices):
        RECEIVED = "received", _("Received")
        RETURNED = "returned", _("Returned")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    cadre = models.ForeignKey(Cadre, models.PROTECT, related_name="diary", verbose_name=_("cadre"))
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="diary")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    village = models.ForeignKey(
        Village, models.PROTECT, related_name="diary", verbose_name=_("village")
    )
    on = models.DateField(_("date"))
    tasks = models.CharField(_("tasks"), max_length=80, validators=[check_tasks])
    text = models.TextField(_("what was done"), max_length=5000)
    place = models.CharField(_("place"), max_length=80, blank=True)
    matter = models.ForeignKey(
        Matter, models.SET_NULL, null=True, blank=True, related_name="diary",
        verbose_name=_("matter"),
    )
    late_reason = models.CharField(_("reason for a late entry"), max_length=120, blank=True)
    written_at = models.DateTimeField(_("written (phone time)"), null=True, blank=True)
    received_at = models.DateTimeField(_("received (server time)"), auto_now_add=True)
    payload_sha256 = models.CharField(max_length=64, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.RECEIVED)
    comment = models.TextField(_("comment of the township"), blank=True)
    commented_by = models.CharField(_("commented by"), max_length=80, blank=True)
    commented_at = models.DateTimeField(_("commented"), null=True, blank=True)

    objects = DiaryQuerySet.as_manager()

    class Meta:
        verbose_name = _("diary entry")
        verbose_name_plural = _("diary")
        ordering = ["-on", "-received_at"]
        indexes = [
            models.Index(fields=["village", "-on"], name="diary_village_day"),
            models.Index(fields=["cadre", "-on"], name="diary_cadre_day"),
        ]

    def __str__(self):
        return f"{self.cadre} {self.on}"

    @property
    def area_code(self):
        return self.village_id

    @property
    def task_labels(self):
        return [Task(task).label for task in self.tasks.split(",") if task]
