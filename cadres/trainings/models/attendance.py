"""Who was called to a course, who came, and what those say who did not (form 10f).

Nobody is named as absent before being asked and answered, or before the days for it have passed.
"""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts.access import ScopedQuerySet
from cadres.registry.models.cadres import Cadre
from cadres.workflow.transitions import transition

from .sessions import TrainingSession
from .trainings import Training


class AttendanceQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        return self.filter(cadre__in=Cadre.objects.visible_to(user))

    def missed(self):
        return self.filter(attended=False)

    def to_decide(self):
        """Explained, and the organizer has not said yes or no."""
        return self.missed().filter(accepted=None).exclude(excuse="")

    def to_explain(self, answered_before):
        """Asked on or after that day, and nothing said yet."""
        return self.missed().filter(accepted=None, excuse="", asked_on__gte=answered_before)

    def open(self, answered_before):
        return self.to_decide() | self.to_explain(answered_before)

    def with_sessions(self):
        return self.prefetch_related("sessions")


def trained_before(cadre, day):
    """Courses that a cadre had attended when `day` came; both are paths of an outer query."""
    return TrainingAttendance.objects.filter(
        cadre=OuterRef(cadre), attended=True, training__until__lte=OuterRef(day)
    )


def begun_untrained(postings):
    """Those of `postings` whose cadre had attended no course before the first day (S3 三(二))."""
    return postings.exclude(Exists(trained_before("cadre", "since")))


class TrainingAttendance(models.Model):
    """`attended` is None until the course is held; `accepted` None until the excuse is settled."""

    training = models.ForeignKey(Training, models.CASCADE, related_name="attendances")
    cadre = models.ForeignKey(Cadre, models.CASCADE, related_name="trainings")
    sessions = models.ManyToManyField(TrainingSession, related_name="attendances", blank=True)
    attended = models.BooleanField(_("took part"), null=True, default=True)
    asked_on = models.DateField(_("asked to explain on"), null=True, editable=False)
    excuse = models.CharField(_("explanation of the cadre"), max_length=300, blank=True)
    accepted = models.BooleanField(_("explanation accepted"), null=True, editable=False)
    settled_by = models.CharField(_("who decided"), max_length=80, blank=True, editable=False)

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

    @property
    def hours(self):
        """学时 signed for, Decimal."""
        return sum((session.hours for session in self.sessions.all()), Decimal(0))

    @property
    def may_explain(self):
        """From the call until it is settled, by who did not take part."""
        return not (self.attended or self.accepted is not None or self.training.is_draft)

    @property
    def may_settle(self):
        return self.attended is False and self.accepted is None and bool(self.excuse)

    def get_state_display(self):
        if self.attended:
            return _("took part")
        if self.accepted is not None:
            return _("excused") if self.accepted else _("missed")
        if self.attended is None:
            return _("excuse sent") if self.excuse else _("called")
        if self.excuse:
            return _("explanation to decide")
        return _("asked to explain") if self.asked_on else _("missed")

    def explain(self, by, words):
        """The person's own words, or those of the unit for its person."""
        if not words.strip():
            raise ValidationError(_("Write your explanation, 300 characters at most."))
        return transition(
            self,
            by,
            gettext_noop("explain"),
            excuse=words.strip(),
            when=lambda row: row.may_explain,
        )

    def settle(self, by, accepted):
        """Excused, or missed without reason; once."""
        action = gettext_noop("accept") if accepted else gettext_noop("uphold")
        return transition(
            self,
            by,
            action,
            note=self.excuse,
            accepted=accepted,
            settled_by=str(by),
            when=lambda row: row.may_settle,
        )
