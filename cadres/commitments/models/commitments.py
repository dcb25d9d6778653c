"""公开承诺: what a branch or a team promises its village, and whether it was kept (S2, S3 三).

提诺 → 审诺 → 示诺 → 践诺 → 评诺: proposed, approved by the township, published, carried out,
settled. A promise that is changed keeps its old words: the new one `replaces` it.
"""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts import ledger
from accounts.access import ScopedQuerySet
from accounts.models import Versioned
from cadres.calendar.cutoff import counted
from cadres.matters.models import Matter
from cadres.workflow.transitions import require_reason, transition
from villages.models import AnnualFigure, FigureKind, Village


class CommitmentQuerySet(ScopedQuerySet):
    area_path = "village__code"

    def _seen_by_unit(self, user):
        return self.filter(village__in=Village.objects.visible_to(user))

    _seen_by_cadre = _seen_by_unit

    def standing_now(self):
        """Without those that another has replaced."""
        return self.exclude(state=Commitment.State.REPLACED)

    def public(self):
        """On the poster: published, and what came of them since."""
        shown = (Commitment.State.PUBLISHED, Commitment.State.KEPT, Commitment.State.BROKEN)
        return self.filter(state__in=shown)

    def counted(self, today):
        """Of the public ones those that a rate counts on a day: past their day, or settled."""
        return self.public().filter(counted(today, done="settled_on"))

    def overdue(self, today):
        return self.filter(state=Commitment.State.PUBLISHED, due_on__lt=today)

    def with_names(self):
        return self.select_related("village__township", "figure")

    def counts(self, today):
        """{proposed, running, overdue, kept, broken}: one query."""
        state = Commitment.State
        running = Q(state=state.PUBLISHED)
        return self.order_by().aggregate(
            proposed=Count("pk", filter=Q(state=state.PROPOSED)),
            running=Count("pk", filter=running),
            overdue=Count("pk", filter=running & Q(due_on__lt=today)),
            kept=Count("pk", filter=Q(state=state.KEPT)),
            broken=Count("pk", filter=Q(state=state.BROKEN)),
        )


class Commitment(Versioned):
    """With a `figure`, `target` says what the village's annual figure of `year` is to reach."""

    class Promiser(models.TextChoices):
        BRANCH = "branch", _("Party branch")
        TEAM = "team", _("Work team")

    class Kind(models.TextChoices):
        TERM = "term", _("Goal of the term")
        YEAR = "year", _("Goal of the year")
        DEED = "deed", _("Practical deed")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        RETURNED = "returned", _("Returned")
        APPROVED = "approved", _("Approved")
        PUBLISHED = "published", _("Published")
        KEPT = "kept", _("Kept")
        BROKEN = "broken", _("Not kept")
        REPLACED = "replaced", _("Replaced by another")

    village = models.ForeignKey(
        Village, models.PROTECT, related_name="commitments", verbose_name=_("village")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    promiser = models.CharField(_("promised by"), max_length=8, choices=Promiser)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    text = models.CharField(_("promise"), max_length=300)
    standard = models.CharField(_("done when"), max_length=200)
    person = models.CharField(_("person in charge"), max_length=40)
    due_on = models.DateField(_("to be done by"))
    figure = models.ForeignKey(
        FigureKind,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("measured by the figure"),
    )
    target = models.DecimalField(
        _("to reach"), max_digits=15, decimal_places=4, null=True, blank=True
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.PROPOSED, editable=False
    )
    remark = models.CharField(_("opinion of the township"), max_length=200, editable=False)
    published_on = models.DateField(_("published on"), null=True, editable=False)
    published_at = models.CharField(_("published where"), max_length=80, editable=False)
    settled_on = models.DateField(_("settled on"), null=True, editable=False)
    result = models.CharField(_("what came of it"), max_length=300, editable=False)
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="successor",
        verbose_name=_("replaces"),
    )

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ["-year", "village", "kind", "pk"]
        indexes = [models.Index(fields=["village", "year"], name="commitment_village_year")]

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        return reverse("cadres:commitment_page", args=[self.pk])

    @property
    def area_code(self):
        return self.village_id

    @property
    def may_change(self):
        """Its words may still be edited; later a change is a new promise."""
        return self.state in {self.State.PROPOSED, self.State.RETURNED}

    @property
    def is_running(self):
        return self.state == self.State.PUBLISHED

    @property
    def is_kept(self):
        return self.state == self.State.KEPT

    @property
    def is_settled(self):
        return self.state in {self.State.KEPT, self.State.BROKEN}

    def is_overdue(self, today):
        return self.is_running and self.due_on < today

    @property
    def measured(self):
        """The village's figure of that year, None while nobody recorded it."""
        found = AnnualFigure.objects.filter(
            village=self.village_id, year=self.year, kind=self.figure_id
        )
        return found.values_list("value", flat=True).first() if self.figure_id else None

    def clean(self):
        if bool(self.figure_id) != (self.target is not None):
            raise ValidationError({"target": _("Give figure and target, or neither.")})

    def propose_again(self, by):
        """Hand in once more after it was returned."""
        return transition(
            self,
            by,
            gettext_noop("propose"),
            state=self.State.PROPOSED,
            remark="",
            when=lambda promise: promise.state == self.State.RETURNED,
        )

    def approve(self, by, remark=""):
        return self._decide(by, gettext_noop("approve"), self.State.APPROVED, remark.strip())

    def send_back(self, by, remark):
        return self._decide(
            by, gettext_noop("send back"), self.State.RETURNED, require_reason(remark)
        )

    def publish(self, by, on, where):
        """示诺: read out and posted, so many villagers know it."""
        if not where.strip():
            raise ValidationError(_("Say where it was published."))
        return transition(
            self,
            by,
            gettext_noop("publish"),
            state=self.State.PUBLISHED,
            published_on=on,
            published_at=where.strip(),
            when=lambda promise: promise.state == self.State.APPROVED,
        )

    @transaction.atomic
    def step(self, by, text, on, matter=None):
        """践诺: what was done; returns the CommitmentStep."""
        if not self.is_running:
            raise ValidationError(_("Only a published promise is carried out."))
        step = CommitmentStep(
            commitment=self, on=on, text=require_reason(text), matter=matter, by=str(by)
        )
        step.full_clean()
        step.save()
        ledger.record(by, gettext_noop("step"), self, note=f"{on} {step.text}")
        return step

    def settle(self, by, kept, result, on):
        """评诺: kept or not, with what came of it."""
        return transition(
            self,
            by,
            gettext_noop("settle"),
            result=require_reason(result),
            settled_on=on,
            state=self.State.KEPT if kept else self.State.BROKEN,
            when=lambda promise: promise.is_running,
        )

    @transaction.atomic
    def replace(self, by, reason, **changed):
        """A changed promise: a new one to be approved; the old one keeps its words."""
        reason = require_reason(reason)
        kept = ("village", "year", "promiser", "kind", "text", "standard", "person", "due_on")
        fields = {name: getattr(self, name) for name in (*kept, "figure", "target")}
        new = Commitment(**fields | changed, replaces=self)
        transition(
            self,
            by,
            gettext_noop("replace"),
            note=reason,
            state=self.State.REPLACED,
            when=lambda promise: promise.is_running or promise.state == self.State.APPROVED,
        )
        new.full_clean()
        return ledger.write(new, by, gettext_noop("propose"), reason)

    def _decide(self, by, action, state, remark):
        return transition(
            self,
            by,
            action,
            state=state,
            remark=remark,
            when=lambda promise: promise.state == self.State.PROPOSED,
        )


class CommitmentStep(models.Model):
    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="steps")
    on = models.DateField(_("date"))
    text = models.CharField(_("what was done"), max_length=300)
    matter = models.ForeignKey(
        Matter,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("matter"),
    )
    by = models.CharField(_("who"), max_length=80)

    class Meta:
        verbose_name = _("progress of a commitment")
        verbose_name_plural = _("progress of commitments")
        ordering = ["on", "pk"]

    def __str__(self):
        return self.text
