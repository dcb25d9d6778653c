"""What a village did and recorded: meetings, disclosure, training (S3 二(五) 六个完善和落实)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .branches import OfVillage
from .places import DatedQuerySet, Village


class ActivityKind(models.TextChoices):
    BRANCH_LIFE = "branch_life", _("Party life meeting")
    PARTY_CLASS = "party_class", _("Party class")
    DISCLOSURE = "disclosure", _("Village affairs published")
    FINANCE = "finance", _("Accounts published")
    DELIBERATION = "deliberation", _("Democratic deliberation")
    CONTACT = "contact", _("Members visiting households")
    MEMBER_TRAINING = "member_training", _("Training of party members")
    SKILL_TRAINING = "skill_training", _("Training in practical skills")
    REVIEW = "review", _("Half-year report and appraisal")
    MEDIATION = "mediation", _("Mediation")
    CULTURE = "culture", _("Culture and environment")


class Activity(OfVillage):
    village = models.ForeignKey(
        Village, models.CASCADE, related_name="activities", verbose_name=_("village")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=ActivityKind)
    on = models.DateField(_("date"))
    title = models.CharField(_("title"), max_length=120)
    attended = models.PositiveSmallIntegerField(_("attended"), null=True, blank=True)
    expected = models.PositiveSmallIntegerField(_("expected"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    entered_by = models.CharField(_("entered by"), max_length=80, blank=True)
    entered_at = models.DateTimeField(_("entered"), auto_now_add=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["village", "on", "kind"], name="activity_village_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "kind", "on", "title"],
                name="activity_once",
                violation_error_message=_("This activity is already recorded."),
            )
        ]

    def __str__(self):
        return self.title
