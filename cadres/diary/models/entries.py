"""驻村工作日记: the cadre's own record, ordered by the six tasks (S3 四(三)). Never counted."""

import uuid
from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts.access import ScopedQuerySet
from accounts.models import Versioned
from cadres.matters.models import Matter
from cadres.registry.models.cadres import Cadre
from cadres.registry.models.postings import Posting
from cadres.registry.models.units import Unit
from cadres.registry.tasks import Task, check_tasks
from cadres.workflow.fingerprints import outline
from cadres.workflow.transitions import require_reason, transition
from villages.models import Village


class DiaryQuerySet(ScopedQuerySet):
    area_path = "village__code"

    def visible_to(self, user):
        """What was withdrawn stays in its row and is shown to nobody."""
        return super().visible_to(user).exclude(state=DiaryEntry.State.WITHDRAWN)

    def _seen_by_unit(self, user):
        return self.filter(unit__liaisons=user)

    def _seen_by_cadre(self, user):
        return self.filter(cadre__user=user)

    def during(self, first, last):
        return self.filter(on__range=(first, last))

    def returned(self):
        """Waiting for the author to mend them."""
        return self.filter(state=DiaryEntry.State.RETURNED)

    def changed_since(self, moment):
        """Received or commented on from that moment on."""
        return self.filter(Q(received_at__gte=moment) | Q(commented_at__gte=moment))

    def find(self, text):
        """By words of the entry, place, person or village."""
        text = text.strip()
        return self.filter(
            Q(text__icontains=text)
            | Q(place__icontains=text)
            | Q(cadre__name__icontains=text)
            | Q(village__name__icontains=text)
        )

    def with_names(self):
        return self.select_related("cadre", "unit", "village__township", "matter")


class DiaryEntry(Versioned):
    """`id` is made by the phone; posting, unit and village are those of the day it speaks of.

    `payload_sha256` identifies the content last received (made in cadres/diary/receiving.py).
    `photos` lists the SHA-256 of each photo in order, whether or not it has arrived. `phone_skew`
    is how many seconds the phone's clock ran ahead of ours when the entry first came.
    """

    masked = {"text": outline, "comment": outline, "payload_sha256": lambda sha256: sha256[:16]}

    class State(models.TextChoices):
        RECEIVED = "received", _("Received")
        RETURNED = "returned", _("Returned")
        MENDED = "mended", _("Mended")
        SEEN = "seen", _("Seen")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    SKEW_SAID = 600  # seconds; a phone's clock is never exact
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    cadre = models.ForeignKey(Cadre, models.PROTECT, related_name="diary", verbose_name=_("cadre"))
    posting = models.ForeignKey(
        Posting, models.PROTECT, related_name="diary", verbose_name=_("posting")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    village = models.ForeignKey(
        Village, models.PROTECT, related_name="diary", verbose_name=_("village")
    )
    on = models.DateField(_("date"))
    tasks = models.CharField(_("tasks"), max_length=80, validators=[check_tasks])
    text = models.TextField(_("what was done"), max_length=5000)
    place = models.CharField(_("place"), max_length=80, blank=True)
    matter = models.ForeignKey(
        Matter,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="diary",
        verbose_name=_("matter"),
    )
    late_reason = models.CharField(_("reason for a late entry"), max_length=120, blank=True)
    written_at = models.DateTimeField(_("written (phone time)"), null=True, blank=True)
    phone_skew = models.BigIntegerField(
        _("phone clock ahead by (s)"), null=True, blank=True, editable=False
    )
    photos = models.JSONField(_("photos"), default=list, blank=True, editable=False)
    received_at = models.DateTimeField(_("received (server time)"), default=timezone.now)
    receipt_no = models.CharField(_("receipt"), max_length=20, blank=True, editable=False)
    payload_sha256 = models.CharField(_("fingerprint"), max_length=64, editable=False)
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

    def get_absolute_url(self):
        return reverse("cadres:diary_page", args=[self.pk])

    @property
    def area_code(self):
        return self.village_id

    @property
    def task_labels(self):
        return [Task(task).label for task in self.task_list]

    @property
    def task_list(self):
        return self.tasks.split(",") if self.tasks else []

    @property
    def is_late(self):
        """补记: written later than the rule `diary_late_days` allows, with its reason."""
        return bool(self.late_reason)

    @property
    def may_change(self):
        """The author may change it until the township has seen it, or once it is returned."""
        return self.state not in {self.State.SEEN, self.State.WITHDRAWN}

    @property
    def may_withdraw(self):
        """Only what the township has neither seen nor returned."""
        return self.state == self.State.RECEIVED

    @property
    def skew_minutes(self):
        """Minutes the phone's clock ran ahead (behind: negative); 0 when it was near enough."""
        wrong = self.phone_skew is not None and abs(self.phone_skew) > self.SKEW_SAID
        return round(self.phone_skew / 60) if wrong else 0

    @property
    def minutes_behind(self):
        return -self.skew_minutes

    def counted_day(self, grace_days):
        """The day from which lateness counts: the day it was written, by a clock set right, when
        it came within `grace_days` of that; else the day it came."""
        received = timezone.localdate(self.received_at)
        if self.written_at is None:
            return received
        ahead = self.received_at - self.written_at + timedelta(seconds=self.phone_skew or 0)
        is_near = timedelta(minutes=-1) <= ahead <= timedelta(days=grace_days + 1)
        written = timezone.localdate(self.received_at - ahead) if is_near else received
        return written if (received - written).days <= grace_days else received

    def see(self, by, comment=""):
        """The township has read it; a comment is kept beside the text, which nobody changes."""
        if not comment.strip():
            return transition(
                self,
                by,
                gettext_noop("see"),
                state=self.State.SEEN,
                when=lambda entry: entry.may_change,
            )
        return transition(
            self,
            by,
            gettext_noop("comment"),
            state=self.State.SEEN,
            when=lambda entry: entry.state != self.State.WITHDRAWN,
            comment=comment.strip(),
            commented_by=str(by),
            commented_at=timezone.now(),
        )

    def send_back(self, by, reason):
        """Return to the author, with what is missing."""
        return transition(
            self,
            by,
            gettext_noop("send back"),
            when=lambda entry: entry.state not in {self.State.RETURNED, self.State.WITHDRAWN},
            state=self.State.RETURNED,
            comment=require_reason(reason),
            commented_by=str(by),
            commented_at=timezone.now(),
        )
