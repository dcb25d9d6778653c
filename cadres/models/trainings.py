"""Training: before posting (S3 三(二)) and afterwards. Attendance is entered by the organizer."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.access import ScopedQuerySet
from accounts.models import Versioned

from .cadres import Cadre
from .teams import Batch


class TrainingQuerySet(ScopedQuerySet):
    area_path = "batch__county__code"

    def visible_to(self, user):
        return self.filter(batch__in=Batch.objects.visible_to(user))


class Training(Versioned):
    class Kind(models.TextChoices):
        BEFORE = "before", _("Before posting")
        ROUTINE = "routine", _("During posting")

    batch = models.ForeignKey(
        Batch, models.PROTECT, related_name="trainings", verbose_name=_("batch")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.BEFORE)
    title = models.CharField(_("course"), max_length=120)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
    place = models.CharField(_("place"), max_length=80, blank=True)
    organizer = models.CharField(_("organizer"), max_length=80, blank=True)

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


class AttendanceQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        return self.filter(cadre__in=Cadre.objects.visible_to(user))


class TrainingAttendance(models.Model):
    training = models.ForeignKey(Training, models.CASCADE, related_name="attendances")
    cadre = models.ForeignKey(Cadre, models.CASCADE, related_name="trainings")
    attended = models.BooleanField(_("took part"), default=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        ordering = ["training", "cadre"]
        constraints = [
            models.UniqueConstraint(
                fields=["training", "cadre"],
                name="attendance_once",
                violation_error_message=_("This person is already on the list."),
            )
        ]

    def __str__(self):
        return f"{self.cadre} · {self.training}"

    @property
    def area_code(self):
        return self.cadre.area_code
