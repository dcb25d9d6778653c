"""派驻安排: the plan that the rule proposes and a person adjusts (S3 三(二))."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts import ledger
from accounts.access import ScopedQuerySet
from accounts.models import Versioned
from accounts.roles import OFFICE
from cadres.registry.models.postings import Posting
from cadres.registry.models.teams import Batch, WorkTeam
from cadres.registry.models.units import Unit
from villages.models import ProgrammeRule, Village

from .. import quotas as dispatch
from .checks import CheckedPlan
from .redraft import RedraftedPlan


class DispatchPlanQuerySet(ScopedQuerySet):
    area_path = "batch__county__code"
    area_roles = OFFICE


class DispatchPlan(CheckedPlan, RedraftedPlan):
    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        CONFIRMED = "confirmed", _("Confirmed")

    batch = models.OneToOneField(
        Batch, models.PROTECT, related_name="plan", verbose_name=_("batch")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    figures_year = models.PositiveSmallIntegerField(_("figures of year"))
    county_teams = models.PositiveIntegerField(_("teams of county level and above"), default=0)
    announced_teams = models.PositiveIntegerField(_("announced teams"), null=True, blank=True)
    announced_township_teams = models.PositiveIntegerField(
        _("announced teams of townships"), null=True, blank=True
    )
    announced_cadres = models.PositiveIntegerField(_("announced cadres"), null=True, blank=True)
    announced_county_cadres = models.PositiveIntegerField(
        _("announced cadres of county units"), null=True, blank=True
    )
    announced_township_cadres = models.PositiveIntegerField(
        _("announced cadres of townships"), null=True, blank=True
    )
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    confirmed_by = models.CharField(_("confirmed by"), max_length=80, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)

    objects = DispatchPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("dispatch plan")
        verbose_name_plural = _("dispatch plans")
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.batch}{_('dispatch plan')}"

    @property
    def area_code(self):
        return self.batch.county_id

    @property
    def is_draft(self):
        return self.state == self.State.DRAFT

    @property
    def rules(self):
        """The numbers of the rule as they stand today."""
        number = ProgrammeRule.number
        return dispatch.Rules(
            threshold=number("income_threshold"),
            small=int(number("small_team")),
            large=int(number("large_team")),
            share=number("unit_share"),
        )

    def expect_draft(self):
        if not self.is_draft:
            raise ValidationError(_("This plan is already confirmed."))

    @transaction.atomic
    def confirm(self, by, untrained_reason="", vacant_reason=""):
        """Make the teams and postings. A second click finds the plan confirmed and makes none.
        A plan half filled is confirmed with the reason only."""
        DispatchPlan.objects.select_for_update().get(pk=self.pk)
        self.refresh_from_db()
        self.expect_draft()
        if faults := self.faults():
            raise ValidationError(faults)
        late = set(self.untrained().values_list("cadre_id", flat=True))
        if late and not untrained_reason and ProgrammeRule.number("training_before"):
            raise ValidationError(_("Some people were not trained: give the reason."))
        if not vacant_reason and (vacant := self.vacant):
            raise ValidationError(
                _("%(n)d places have nobody yet: seat the nominees, or give the reason.")
                % {"n": vacant}
            )
        self.state, self.confirmed_by = self.State.CONFIRMED, str(by)
        self.confirmed_at = timezone.now()
        ledger.write(self, by, gettext_noop("confirm"), vacant_reason)
        teams = self._make_teams()
        postings = self._make_postings(late, untrained_reason)
        made = [(row, None, ledger.snapshot(row)) for row in (*teams, *postings)]
        ledger.record_many(by, gettext_noop("create"), made, str(self))

    def _make_teams(self):
        return WorkTeam.objects.bulk_create(
            WorkTeam(
                code=self._team_code(line),
                village=line.village,
                batch=self.batch,
                level=line.level,
                size=line.size,
                lead_unit_id=line.lead_unit_id,
            )
            for line in self.lines.filter(size__gt=0).select_related("village")
        )

    def _team_code(self, line):
        return f"{self.batch.code}-{line.village_id}"

    def _make_postings(self, late, untrained_reason):
        seats = self.batch.nominations.filter(line__plan=self, line__size__gt=0)
        return Posting.objects.bulk_create(
            Posting(
                cadre=seat.cadre,
                team_id=self._team_code(seat.line),
                role=seat.role,
                office=Posting.office_for(seat.cadre) if seat.role == Posting.Role.LEADER else "",
                since=self.batch.since,
                until=self.batch.until,
                untrained_reason=untrained_reason if seat.cadre_id in late else "",
            )
            for seat in seats.select_related("cadre__unit", "line")
        )


class DispatchLineQuerySet(ScopedQuerySet):
    area_path = "village__code"
    area_roles = OFFICE

    def with_township(self):
        return self.select_related("village__township", "lead_unit")

    def with_seats(self):
        """Annotates `seated` and fetches the places; in the order of the village codes."""
        return self.with_township().annotate(seated=models.Count("seats")).order_by("village")


class DispatchLine(Versioned):
    """One village of the plan: how many, from which level, why.

    Size 0 = no team. Size None = not decided: the rule lacks the village's figure.
    """

    class Level(models.TextChoices):
        COUNTY = "county", _("County units")
        TOWNSHIP = "township", _("Township")

    plan = models.ForeignKey(DispatchPlan, models.CASCADE, related_name="lines")
    village = models.ForeignKey(
        Village, models.PROTECT, related_name="+", verbose_name=_("village")
    )
    proposed = models.PositiveSmallIntegerField(_("proposed by the rule"), null=True, blank=True)
    size = models.PositiveSmallIntegerField(_("team size"), null=True, blank=True)
    level = models.CharField(_("level"), max_length=10, choices=Level)
    lead_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("lead unit")
    )
    income = models.DecimalField(
        _("collective income"), max_digits=15, decimal_places=2, null=True, blank=True
    )
    is_weak = models.BooleanField(_("weak branch"), default=False)
    reason = models.CharField(_("reason for the change"), max_length=200, blank=True)
    adjusted_by = models.CharField(_("changed by"), max_length=80, blank=True)

    objects = DispatchLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of the plan")
        verbose_name_plural = _("lines of the plan")
        ordering = ["village"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "village"],
                name="dispatch_line_once",
                violation_error_message=_("This village already stands in the plan."),
            )
        ]

    def __str__(self):
        return str(self.village)

    @property
    def area_code(self):
        return self.village_id

    @transaction.atomic
    def adjust(self, by, reason):
        """A person decides otherwise than the rule; the reason stays with the line."""
        DispatchPlan.objects.select_for_update().get(pk=self.plan_id).expect_draft()
        if not reason:
            raise ValidationError({"reason": _("Give the reason for the change.")})
        self.reason, self.adjusted_by = reason, str(by)
        return ledger.write(self, by, gettext_noop("adjust"), reason)
