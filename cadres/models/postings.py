"""派驻: cadre × team × role × dates."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.access import ScopedQuerySet
from accounts.models import Versioned

from .cadres import Cadre
from .teams import WorkTeam


class PostingQuerySet(ScopedQuerySet):
    area_path = "team__village__code"

    def _seen_by_unit(self, user):
        return self.filter(cadre__unit__liaisons=user)

    def _seen_by_cadre(self, user):
        return self.filter(cadre__user=user)

    def _seen_by_scorer(self, user):
        return self.within(user.area_code)

    def on(self, day):
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)

    def during(self, first, last):
        """In force on at least one day of [first, last]."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=first), since__lte=last)


class Posting(Versioned):
    class Role(models.TextChoices):
        LEADER = "leader", _("Team leader")
        DEPUTY = "deputy", _("Deputy leader")
        MEMBER = "member", _("Member")

    class Office(models.TextChoices):
        """挂任: what the leader is made in the village (S3 三(二))."""

        DEPUTY_SECRETARY = "deputy_secretary", _("Deputy secretary of the branch")
        DIRECTOR_ASSISTANT = "director_assistant", _("Assistant to the village director")

    class End(models.TextChoices):
        TERM = "term", _("Term completed")
        ILLNESS = "illness", _("Illness")
        TRANSFER = "transfer", _("Needed elsewhere")
        REQUEST = "request", _("Own request")
        RECALL = "recall", _("Recalled")

    cadre = models.ForeignKey(
        Cadre, models.PROTECT, related_name="postings", verbose_name=_("cadre")
    )
    team = models.ForeignKey(
        WorkTeam, models.PROTECT, related_name="postings", verbose_name=_("work team")
    )
    role = models.CharField(_("role"), max_length=20, default=Role.MEMBER)
    office = models.CharField(_("post held in the village"), max_length=20, choices=Office, blank=True)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    class_name = models.CharField(_("class"), max_length=20, blank=True)
    end_kind = models.CharField(_("why it ended"), max_length=10, choices=End, blank=True)
    end_reason = models.CharField(_("reason"), max_length=200, blank=True)
    handed_over_on = models.DateField(_("handed over on"), null=True, blank=True)
    handover = models.TextField(_("handover list"), blank=True)
    replaces = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="replaced_by",
        verbose_name=_("replaces"),
    )

    objects = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = _("posting")
        verbose_name_plural = _("postings")
        ordering = ["team", "since", "pk"]
        indexes = [models.Index(fields=["cadre", "since"], name="posting_cadre_since")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="posting_ends_after_it_begins",
                violation_error_message=_("The last day lies before the first day."),
            )
        ]

    def __str__(self):
        return f"{self.cadre} → {self.team.village}"

    @property
    def area_code(self):
        return self.team.village_id

    @property
    def subject_code(self):
        return self.cadre_id
