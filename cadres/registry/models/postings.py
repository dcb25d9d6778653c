"""派驻: cadre × team × role × dates."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts import ledger
from accounts.access import ScopedQuerySet
from accounts.models import Versioned
from villages.models import ProgrammeRule, Village

from ..handover import settle_end
from .cadres import Cadre
from .sending import sent_by
from .teams import WorkTeam


class PostingQuerySet(ScopedQuerySet):
    area_path = "team__village__code"

    def _seen_by_unit(self, user):
        return self.filter(sent_by("cadre", "since", "until", unit__liaisons=user))

    def _seen_by_cadre(self, user):
        return self.filter(cadre__user=user)

    def _seen_by_scorer(self, user):
        return self.within(user.area_code)

    def on(self, day):
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)

    def during(self, first, last):
        """In force on at least one day of [first, last]; `last` None = for ever after."""
        rows = self.filter(Q(until__isnull=True) | Q(until__gte=first))
        return rows.filter(since__lte=last) if last else rows

    def find(self, text):
        """By the cadre's or the village's name, or the cadre's code or initials."""
        cadres = Cadre.objects.find(text).values("pk")
        villages = Village.objects.find(text).values("pk")
        return self.filter(Q(cadre__in=cadres) | Q(team__village__in=villages))

    def overlapping(self, first, last):
        """In force in [first, last] and not only on a day of handover, on which one posting ends
        and the other begins."""
        rows = self.filter(Q(until__isnull=True) | Q(until__gt=first))
        return rows.filter(since__lt=last) if last else rows

    def at_work(self, day):
        """In force on a day and not on leave."""
        leaves = self.model.leaves.rel.related_model.objects
        return self.on(day).exclude(pk__in=leaves.away(day).values("posting"))

    def clashing(self, posting):
        """Other postings of the same days."""
        return self.exclude(pk=posting.pk).overlapping(posting.since, posting.until)


def present(day):
    """Prefetch of a cadre's or a team's postings on a day, as `present`; one query for a list."""
    rows = Posting.objects.on(day).select_related("cadre__unit", "team__village__township")
    return models.Prefetch("postings", rows.order_by("role", "since"), to_attr="present")


class OfPostingQuerySet(ScopedQuerySet):
    """Rows of one posting: leave, absences."""

    area_path = "posting__team__village__code"

    def _seen_by_unit(self, user):
        return self.filter(sent_by("posting__cadre", "since", "until", unit__liaisons=user))

    def _seen_by_cadre(self, user):
        return self.filter(posting__cadre__user=user)

    def during(self, first, last):
        return self.filter(since__lte=last, until__gte=first)


def check_within_posting(row):
    """ValidationError when the days of `row` run backwards or out of its posting."""
    if not (row.since and row.until and row.posting_id):
        return
    if row.until < row.since:
        raise ValidationError({"until": _("The last day lies before the first day.")})
    posting = row.posting
    if row.since < posting.since or (posting.until and row.until > posting.until):
        raise ValidationError(
            _("The days lie outside the posting (%(since)s – %(until)s).")
            % {"since": posting.since, "until": posting.until or "…"}
        )


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
    office = models.CharField(
        _("post held in the village"), max_length=20, choices=Office, blank=True
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    class_name = models.CharField(_("class"), max_length=20, blank=True)
    untrained_reason = models.CharField(
        _("reason for posting untrained"), max_length=200, blank=True
    )
    end_kind = models.CharField(_("why it ended"), max_length=10, choices=End, blank=True)
    end_reason = models.CharField(_("reason"), max_length=200, blank=True)
    handed_over_on = models.DateField(_("handed over on"), null=True, blank=True)
    handover = models.TextField(_("handover list"), blank=True)
    replaces = models.OneToOneField(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="replaced_by",
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
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=False) & ~Q(end_kind="")
                | Q(end_kind="", end_reason="", handover="", handed_over_on__isnull=True),
                name="posting_withdrawn_has_an_end",
                violation_error_message=_(
                    "Why a posting ended stands with its last day, or not at all."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.cadre} → {self.team.village}"

    @property
    def area_code(self):
        return self.team.village_id

    @property
    def subject_code(self):
        return self.cadre_id

    @property
    def role_label(self):
        """The official word, or the county's own."""
        return dict(self.Role.choices).get(self.role, self.role)

    @property
    def was_trained(self):
        """Attended a course held before the first day (S3 三(二))."""
        return self.cadre.trainings.filter(attended=True, training__until__lte=self.since).exists()

    def clean(self):
        if not (self.since and self.cadre_id and self.team_id):
            return
        self._check_free()
        self._check_leader()

    def _check_free(self):
        other = Posting.objects.filter(cadre=self.cadre_id).clashing(self).first()
        if other:
            raise ValidationError(
                _("%(cadre)s is already posted to %(team)s from %(since)s to %(until)s.")
                % {
                    "cadre": other.cadre,
                    "team": other.team,
                    "since": other.since,
                    "until": other.until or "…",
                }
            )

    def _check_leader(self):
        if self.role != self.Role.LEADER:
            self.office = ""
            return
        others = Posting.objects.filter(team=self.team_id, role=self.Role.LEADER)
        if other := others.clashing(self).first():
            raise ValidationError(
                _("The team already has a leader on these days: %(cadre)s.")
                % {"cadre": other.cadre}
            )
        self.office = self.office or self.office_for(self.cadre)

    @classmethod
    def office_for(cls, cadre):
        """A party member becomes deputy secretary, anybody else the director's assistant."""
        outside = cadre.party_member is False
        return cls.Office.DIRECTOR_ASSISTANT if outside else cls.Office.DEPUTY_SECRETARY

    @transaction.atomic
    def begin(self, by, note=""):
        """Post the cadre. Two at once queue at person and team; the second sees the first."""
        self._queue()
        self.full_clean()
        self._check_training()
        return ledger.write(self, by, gettext_noop("post"), note)

    def _check_training(self):
        """The rules say whether training is asked for, and whether a reason can stand in for it."""
        if self.was_trained or not ProgrammeRule.number("training_before"):
            return
        if not ProgrammeRule.number("untrained_posting"):
            raise ValidationError(
                _("%(cadre)s attended no training before the first day and cannot be posted.")
                % {"cadre": self.cadre}
            )
        if not self.untrained_reason:
            raise ValidationError(
                {"untrained_reason": _("No training before this posting: give the reason.")}
            )

    def _queue(self):
        Cadre.objects.select_for_update().get(pk=self.cadre_id)
        WorkTeam.objects.select_for_update().get(pk=self.team_id)

    def end(self, by, **ending):
        """Withdraw without a successor: `on`, `kind`, `reason`, `handover`, `handed_over_on`."""
        self._check_team_stays(ending["on"], ending["kind"])
        return self._close(by, **ending)

    def _check_team_stays(self, on, kind):
        """Before its batch is over a team completes its term by passing the acceptance only: the
        last of its people stays, is replaced, or leaves for another reason (S3 四(五))."""
        over = self.team.batch.until is None or on >= self.team.batch.until
        if kind != self.End.TERM or over or self.passed_acceptance:
            return
        if not self.team.postings.exclude(pk=self.pk).during(on + timedelta(days=1), None).exists():
            raise ValidationError(
                {
                    "kind": _(
                        "The team's last member: its batch lasts until %(until)s and the village "
                        "has not passed the acceptance. Replace, or choose another reason."
                    )
                    % {"until": self.team.batch.until}
                }
            )

    @property
    def passed_acceptance(self):
        """The village's approved acceptance of the three years of this posting, if any."""
        passed = self.team.village.acceptances.passed()
        return passed.filter(since__lte=self.since, until__gte=self.since).first()

    @transaction.atomic
    def _close(self, by, on, kind, reason, handover, handed_over_on):
        """Nothing ends without a reason and a hand-over list (forms 4d, 4e)."""
        if self.end_kind:
            raise ValidationError(_("This posting has already ended."))
        if not (reason and handover):
            raise ValidationError(_("Give the reason and the handover list."))
        if on < self.since:
            raise ValidationError(_("The last day lies before the first day."))
        if self.until and on > self.until:
            raise ValidationError(_("The posting ends on %(on)s anyway.") % {"on": self.until})
        self.until, self.end_kind, self.end_reason = on, kind, reason
        self.handover, self.handed_over_on = handover, handed_over_on
        ledger.write(self, by, gettext_noop("withdraw"), reason)
        settle_end(self, by)
        return self

    @transaction.atomic
    def replace(self, by, successor, **ending):
        """End this posting and begin `successor` the day after, in the same team and role."""
        planned = self.until
        self._close(by, **ending)
        successor.team, successor.role = self.team, self.role
        successor.since, successor.until = self.until + timedelta(days=1), planned
        successor.replaces = self
        return successor.begin(by, note=str(self))


def stand_ins(posting, day):
    """The others of the team on that day, by name."""
    others = Posting.objects.filter(team=posting.team_id).on(day).exclude(pk=posting.pk)
    return [str(other.cadre) for other in others.select_related("cadre")]
