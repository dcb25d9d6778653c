"""Training: before posting (S3 三(二)) and afterwards. A course is drafted, its people are called,
the organizer signs them in half-day by half-day, and it is closed when nobody has to explain any
more (form 10f).
"""

from datetime import timedelta
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts import ledger
from accounts.access import ScopedQuerySet
from accounts.models import Versioned
from cadres.registry.models.teams import Batch
from cadres.workflow.transitions import WrongState, transition


class TrainingQuerySet(ScopedQuerySet):
    area_path = "batch__county__code"

    def visible_to(self, user):
        return self.filter(batch__in=Batch.objects.visible_to(user))


class Training(Versioned):
    """`guests` says who else was called, in numbers only: villagers are no register here."""

    class Kind(models.TextChoices):
        BEFORE = "before", _("Before posting")
        ROUTINE = "routine", _("During posting")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        CALLED = "called", _("Called")
        HELD = "held", _("Held")
        CLOSED = "closed", _("Course closed")

    batch = models.ForeignKey(
        Batch, models.PROTECT, related_name="trainings", verbose_name=_("batch")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.BEFORE)
    title = models.CharField(_("course"), max_length=120)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
    place = models.CharField(_("place"), max_length=80, blank=True)
    organizer = models.CharField(_("organizer"), max_length=80, blank=True)
    guests = models.CharField(
        _("who else is called"),
        max_length=80,
        blank=True,
        help_text=_("Secretaries or members of villages: in numbers, without names."),
    )
    guests_called = models.PositiveSmallIntegerField(_("guests called"), null=True, blank=True)
    guests_came = models.PositiveSmallIntegerField(_("guests who came"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=8, choices=State, default=State.DRAFT, editable=False
    )
    called_on = models.DateField(_("called on"), null=True, editable=False)

    objects = TrainingQuerySet.as_manager()

    class Meta:
        verbose_name = _("training")
        verbose_name_plural = _("trainings")
        ordering = ["-since"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("cadres:training_page", args=[self.pk])

    @property
    def area_code(self):
        return self.batch.county_id

    @property
    def days(self):
        return [self.since + timedelta(n) for n in range((self.until - self.since).days + 1)]

    @property
    def is_draft(self):
        return self.state == self.State.DRAFT

    @property
    def is_called(self):
        return self.state == self.State.CALLED

    @property
    def is_held(self):
        return self.state == self.State.HELD

    @property
    def is_closed(self):
        return self.state == self.State.CLOSED

    @property
    def hours(self):
        """学时 of the whole course, Decimal."""
        return sum((session.hours for session in self.sessions.all()), Decimal(0))

    @transaction.atomic
    def add(self, by, cadres):
        """Put people on the list; returns how many were not on it yet. WrongState once closed."""
        course = self.locked()
        if course.is_closed:
            raise WrongState(course, course.get_state_display())
        listed = set(self.attendances.values_list("cadre", flat=True))
        new = [cadre for cadre in cadres if cadre.pk not in listed]
        self.attendances.bulk_create(
            self.attendances.model(training=self, cadre=cadre, attended=self._came_so_far)
            for cadre in new
        )
        if new:
            codes = dict.fromkeys((cadre.pk for cadre in new), gettext_noop("called"))
            ledger.record(by, gettext_noop("put on the list"), self, {}, codes)
        return len(new)

    @property
    def _came_so_far(self):
        """Nobody knows before the course is held."""
        return False if self.is_held else None

    @transaction.atomic
    def take_off(self, by, attendance):
        """Off the list again, as long as the person has signed nothing."""
        course = self.locked()
        if course.is_closed:
            raise WrongState(course, course.get_state_display())
        if attendance.sessions.exists():
            raise ValidationError(_("%(who)s has signed in.") % {"who": attendance.cadre})
        code = {attendance.cadre_id: gettext_noop("called")}
        ledger.record(by, gettext_noop("take off the list"), self, code, {})
        attendance.delete()

    def call(self, by, on):
        """Tell the people; needs people on the list and half-days to come to."""
        if not self.attendances.exists():
            raise ValidationError(_("Nobody is on the list yet."))
        if not self.sessions.exists():
            raise ValidationError(_("Give at least one half-day."))
        return transition(
            self,
            by,
            gettext_noop("call"),
            state=self.State.CALLED,
            called_on=on,
            when=lambda course: course.is_draft,
        )

    def close(self, by, answered_before):
        """Nothing is open any more; who was asked on or after `answered_before` may still explain.

        Needs the sign-in, since only a course that was held can be closed.
        """
        if self.attendances.open(answered_before).exists():
            raise ValidationError(_("Somebody still has to explain, or an explanation is open."))
        return transition(
            self,
            by,
            gettext_noop("close"),
            state=self.State.CLOSED,
            when=lambda course: course.is_held,
        )

    def locked(self):
        """The row as it stands now, held until the transaction ends."""
        return Training.objects.select_for_update().get(pk=self.pk)
