"""三年验收: a village or a township looked at when its three years are over (S3 四(五), form 10e).

The township looks at itself and submits, the county's group examines and concludes, another person
of the county approves. What did not pass is examined again in a new round; the former one stays.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts.models import Versioned
from cadres.registry.models.teams import Batch
from cadres.workflow.fingerprints import outline_of
from cadres.workflow.transitions import require_reason, transition
from villages.models import Township, Village

from .criteria import TOWNSHIP, VILLAGE, lines_of
from .querysets import AcceptanceQuerySet, Conclusion, State


class Acceptance(Versioned):
    """`readings` {line: {standard, start, end, met, said, source}} is what the records said at
    `read_at`; `answers` {line: {met, note}} is what the township says, `findings` the county's
    group. `place_code` is the code of the village or township."""

    masked = {"readings": outline_of}

    State, Conclusion = State, Conclusion

    batch = models.ForeignKey(
        Batch, models.PROTECT, related_name="acceptances", verbose_name=_("batch")
    )
    township = models.ForeignKey(
        Township,
        models.PROTECT,
        null=True,
        related_name="acceptances",
        verbose_name=_("township"),
    )
    village = models.ForeignKey(
        Village, models.PROTECT, null=True, related_name="acceptances", verbose_name=_("village")
    )
    place_code = models.CharField(_("code"), max_length=12, editable=False, db_index=True)
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    follows = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        related_name="successor",
        verbose_name=_("former round"),
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    readings = models.JSONField(_("what the records say"), default=dict)
    read_at = models.DateTimeField(_("records read"))
    answers = models.JSONField(_("what the township says"), default=dict)
    findings = models.JSONField(_("what the group found"), default=dict)
    remark = models.CharField(_("returned because"), max_length=200, blank=True)
    held_since = models.DateField(_("held since"))
    submitted_by = models.CharField(_("submitted by"), max_length=80, blank=True)
    submitted_at = models.DateTimeField(_("submitted"), null=True)
    conclusion = models.CharField(_("conclusion"), max_length=8, choices=Conclusion, blank=True)
    mend_by = models.DateField(_("to rectify by"), null=True)
    members = models.CharField(_("members of the group"), max_length=200, blank=True)
    opinion = models.CharField(_("opinion of the place examined"), max_length=200, blank=True)
    examiner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("examined by"),
    )
    examined_at = models.DateTimeField(_("examined"), null=True)
    approved_by = models.CharField(_("approved by"), max_length=80, blank=True)
    approved_at = models.DateTimeField(_("approved"), null=True)

    objects = AcceptanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("acceptance")
        verbose_name_plural = _("acceptances")
        ordering = ["-batch__code", "place_code", "-round"]
        constraints = [
            models.CheckConstraint(
                condition=Q(township__isnull=True) ^ Q(village__isnull=True),
                name="acceptance_of_one_place",
            ),
            models.UniqueConstraint(
                fields=["batch", "place_code", "round"], name="acceptance_round_once"
            ),
        ]

    def __str__(self):
        return f"{self.place}{_('acceptance of three years')}"

    def get_absolute_url(self):
        return reverse("cadres:acceptance_page", args=[self.pk])

    @property
    def area_code(self):
        return self.place_code

    @property
    def place(self):
        return self.village or self.township

    @property
    def place_township(self):
        return self.village.township if self.village_id else self.township

    @property
    def targets(self):
        return VILLAGE if self.village_id else TOWNSHIP

    @property
    def voice(self):
        """The field that is being written: the township's answers or the group's findings."""
        return "answers" if self.is_with_township else "findings"

    @property
    def lines(self):
        """What the group found, where it has not looked yet what the township says."""
        return lines_of(
            self.targets,
            self.readings,
            self.answers | self.findings,
            self.follows.met_lines if self.follows_id else {},
        )

    @property
    def met_lines(self):
        """{line: met}"""
        return {
            line.target.key: line.met
            for line in lines_of(self.targets, self.readings, self.answers | self.findings, {})
        }

    @property
    def met_count(self):
        """18 / 20"""
        met = self.met_lines.values()
        return f"{sum(each is True for each in met)} / {len(met)}"

    @property
    def is_with_township(self):
        return self.state in {self.State.DRAFT, self.State.RETURNED}

    @property
    def is_submitted(self):
        return self.state == self.State.SUBMITTED

    @property
    def is_examined(self):
        return self.state == self.State.EXAMINED

    @property
    def is_approved(self):
        return self.state == self.State.APPROVED

    @property
    def is_passed(self):
        return self.is_approved and self.conclusion == self.Conclusion.PASSED

    @property
    def is_running(self):
        """Its numbers and words may still change."""
        return self.is_with_township or self.is_submitted

    @property
    def standing(self):
        """The conclusion once it is approved, before that the state."""
        return self.get_conclusion_display() if self.is_approved else self.get_state_display()

    def submit(self, by):
        return transition(
            self,
            by,
            gettext_noop("submit"),
            when=Acceptance._may_be_submitted,
            state=self.State.SUBMITTED,
            submitted_by=str(by),
            submitted_at=timezone.now(),
            held_since=timezone.localdate(),
            findings={},
            remark="",
        )

    def _may_be_submitted(self):
        if not self.is_with_township:
            return False
        open_ = [
            str(line.target.title)
            for line in self.lines
            if not line.target.is_number and (line.met is None or not line.note)
        ]
        if open_:
            raise ValidationError(
                _("Answer with evidence first: %(lines)s.") % {"lines": "、".join(open_)}
            )
        return True

    def send_back(self, by, reason):
        """One step: from the group to the township, from who approves to the group."""
        state = self.State
        back = {state.SUBMITTED: state.RETURNED, state.EXAMINED: state.SUBMITTED}
        return transition(
            self,
            by,
            gettext_noop("send back"),
            remark=require_reason(reason),
            note=require_reason(reason),
            when=lambda row: row.state in back,
            state=lambda row: back[row.state],
            held_since=timezone.localdate(),
        )

    @transaction.atomic
    def conclude(self, by, conclusion, members, opinion, problems=()):
        """The group's conclusion; `problems` [(text, due day)] are named unless it passed."""
        passed = conclusion == self.Conclusion.PASSED
        if not passed and not problems:
            raise ValidationError(_("Name at least one problem and its day."))
        problems = () if passed else problems
        transition(
            self,
            by,
            gettext_noop("conclude"),
            note="；".join(text for text, _due in problems),
            when=lambda row: row.is_submitted and (not passed or row._may_pass()),
            state=self.State.EXAMINED,
            conclusion=conclusion,
            members=require_reason(members),
            opinion=opinion.strip(),
            examiner=by,
            examined_at=timezone.now(),
            mend_by=max((due for _text, due in problems), default=None),
            held_since=timezone.localdate(),
            remark="",
        )
        self.problems.all().delete()
        for text, due_on in problems:
            self.problems.create(text=text, due_on=due_on)
        return self

    def _may_pass(self):
        """Every line that is not met, or unknown, has a word why it does not stand in the way; a
        township's villages have passed."""
        bare = [str(line.target.title) for line in self.lines if not (line.met or line.note)]
        if bare:
            raise ValidationError(
                _("Not met or unknown, and nobody says why it may pass: %(lines)s.")
                % {"lines": "、".join(bare)}
            )
        if self.township_id and not self.met_lines["villages_passed"]:
            raise ValidationError(
                _("A township passes when its villages have. Have they by now? Read again.")
            )
        return True

    def approve(self, by):
        """By another person of the county than the one who examined."""
        return transition(
            self,
            by,
            gettext_noop("approve"),
            when=lambda row: row._may_be_approved(by),
            state=self.State.APPROVED,
            approved_by=str(by),
            approved_at=timezone.now(),
            remark="",
        )

    def _may_be_approved(self, by):
        if self.is_examined and self.examiner_id == by.pk:
            raise ValidationError(_("Another person of the county has to approve."))
        return self.is_examined
