"""民情事项: raised by villagers, answered in time, handed up when a village cannot (S0, S3 三)."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import IntegerField, Max
from django.db.models.functions import Cast, Substr
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts import ledger
from accounts.models import Versioned
from cadres.workflow.transitions import WrongState, require_reason, transition
from villages.models import County, ProgrammeRule, Village

from .querysets import Holder, MatterQuerySet


def mask_person(name):
    """温国强 → 温**: who raised a matter is no business of a list or of the ledger."""
    return f"{name[:1]}**" if name else ""


def limit_of(category):
    """Days in which a matter of this category is answered: the rule of its own."""
    return int(ProgrammeRule.number(f"matter_days_{category}"))


class Matter(Versioned):
    """`number` is the county's code, the year and a running number: 441621-2026-0001."""

    class Category(models.TextChoices):
        ROADS = "roads", _("Roads and lighting")
        WATER = "water", _("Fields and water")
        HOUSING = "housing", _("Housing")
        WELFARE = "welfare", _("Welfare")
        DISPUTE = "dispute", _("Disputes")
        MARKET = "market", _("Production and market")
        ENVIRONMENT = "environment", _("Environment")
        OTHER = "other", _("Other")

    class Origin(models.TextChoices):
        VISIT = "visit", _("Home visit")
        CALLER = "caller", _("Came to the office")
        PHONE = "phone", _("By telephone")
        REFERRED = "referred", _("Handed over by an office")

    class Told(models.TextChoices):
        FACE = "face", _("Face to face")
        PHONE = "phone", _("By telephone")
        MESSAGE = "message", _("By message")
        NOTICE = "notice", _("On the notice board")

    class Satisfaction(models.TextChoices):
        YES = "yes", _("Satisfied")
        FAIR = "fair", _("Fairly satisfied")
        NO = "no", _("Not satisfied")

    Holder = Holder
    masked = {"person": mask_person}
    LADDER = (Holder.TEAM, Holder.TOWNSHIP, Holder.COUNTY)
    ROLE = {Holder.TEAM: "cadre", Holder.TOWNSHIP: "township", Holder.COUNTY: "county"}

    number = models.CharField(_("number"), max_length=20, unique=True, editable=False)
    village = models.ForeignKey(
        Village, models.PROTECT, related_name="matters", verbose_name=_("village")
    )
    title = models.CharField(_("matter"), max_length=120)
    text = models.TextField(_("in words"), blank=True)
    category = models.CharField(_("category"), max_length=12, choices=Category)
    origin = models.CharField(
        _("how it was raised"), max_length=10, choices=Origin, default=Origin.VISIT
    )
    person = models.CharField(_("raised by (household)"), max_length=40, blank=True)
    raised_on = models.DateField(_("raised on"))
    due_on = models.DateField(_("answer due"))
    holder = models.CharField(_("held by"), max_length=10, choices=Holder, default=Holder.TEAM)
    office = models.CharField(_("office in charge"), max_length=60, blank=True)
    held_since = models.DateField(_("held since"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    told_on = models.DateField(_("person informed on"), null=True, blank=True)
    told_how = models.CharField(_("informed how"), max_length=10, choices=Told, blank=True)
    told_by = models.CharField(_("informed by"), max_length=80, blank=True)
    satisfaction = models.CharField(
        _("what the person says"), max_length=10, choices=Satisfaction, blank=True
    )
    raised_by = models.CharField(_("recorded by"), max_length=80, blank=True)

    objects = MatterQuerySet.as_manager()

    class Meta:
        verbose_name = _("matter")
        verbose_name_plural = _("matters")
        ordering = ["-raised_on", "-pk"]
        indexes = [models.Index(fields=["village", "due_on"], name="matter_village_due")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("cadres:matter_page", args=[self.pk])

    @property
    def area_code(self):
        return self.village_id

    @property
    def short_number(self):
        """2026-0001, as people say it inside the county."""
        return self.number.removeprefix(f"{self.village_id[:6]}-")

    @property
    def on_time(self):
        """Answered by the due day; None while still open."""
        return None if self.closed_on is None else self.closed_on <= self.due_on

    @property
    def holder_name(self):
        return self.office or self.get_holder_display()

    @property
    def is_open(self):
        return self.closed_on is None

    @property
    def can_rise(self):
        return self.is_open and self.holder != self.Holder.COUNTY

    @property
    def can_fall(self):
        return self.is_open and self.holder != self.Holder.TEAM

    def get_state_display(self):
        return _("closed") if self.closed_on else _("with %(who)s") % {"who": self.holder_name}

    @property
    def person_masked(self):
        return mask_person(self.person)

    @property
    def next_holder(self):
        """Who is above the present holder; None with the county or once closed."""
        return self.LADDER[self.LADDER.index(self.holder) + 1] if self.can_rise else None

    def is_overdue(self, today):
        return self.is_open and self.due_on < today

    def may_take_over(self, user, today):
        """Overdue, and this user's office is the next one up."""
        rises = self.is_overdue(today) and self.next_holder
        return bool(rises) and self.ROLE[self.next_holder] == user.role

    def is_held_by(self, user):
        """Whether the next move is this user's (who can see the matter)."""
        return self.ROLE[self.holder] == user.role

    def days_left(self, today):
        """Days until the answer is due; negative when overdue, None when closed."""
        return None if self.closed_on else (self.due_on - today).days

    def age(self, today):
        """Days from raised to closed, or to today."""
        return ((self.closed_on or today) - self.raised_on).days

    @classmethod
    @transaction.atomic
    def raise_new(cls, by, *, village, title, category, raised_on, **said):
        """Record a matter with the team; the answer is due after the limit of its category.

        `said` may hold text, origin and person.

        The county's row is locked while the number is drawn, so no number is given twice.
        """
        matter = cls(
            number=_next_number(village.code[:6], raised_on.year),
            village=village,
            title=title,
            category=category,
            **said,
            raised_on=raised_on,
            held_since=raised_on,
            raised_by=str(by),
            due_on=raised_on + timedelta(days=limit_of(category)),
        )
        matter.full_clean()
        return ledger.write(matter, by, gettext_noop("raise"))

    @transaction.atomic
    def step(self, by, text, on):
        """Write down what was done; returns the MatterStep."""
        step = MatterStep(matter=self, on=on, text=require_reason(text), by=str(by))
        step.full_clean()
        step.save()
        ledger.record(by, gettext_noop("step"), self, note=f"{on} {step.text}")
        return step

    def escalate(self, by, reason, on, office=""):
        """Hand up by one level: team → township → county. The due day stays."""
        return self._hand(by, gettext_noop("escalate"), +1, require_reason(reason), on, office)

    def take_over(self, by, on):
        """The next level takes what is overdue to itself, without waiting to be asked."""
        if not self.is_overdue(on):
            raise WrongState(self, self.get_state_display())
        reason = _("Taken over %(n)d days after it was due.") % {"n": (on - self.due_on).days}
        return self._hand(by, gettext_noop("take over"), +1, reason, on, "")

    def hand_down(self, by, reason, on):
        """Hand down by one level: county → township → team."""
        return self._hand(by, gettext_noop("hand down"), -1, require_reason(reason), on, "")

    def close(self, by, answer, on):
        """Answer and close; the person who raised it is told next."""
        if not answer.strip():
            raise ValidationError({"answer": _("Write the answer that was given.")})
        return transition(
            self,
            by,
            gettext_noop("settle"),
            when=lambda matter: matter.is_open and matter.raised_on <= on,
            answer=answer.strip(),
            closed_on=on,
        )

    def tell(self, by, on, how="", satisfaction=""):
        """The person who raised it has been told the answer: how, and what the person says to it.

        Who raised it need not say anything.
        """
        return transition(
            self,
            by,
            gettext_noop("tell"),
            told_on=on,
            told_by=str(by),
            told_how=_one_of(self.Told, how),
            satisfaction=_one_of(self.Satisfaction, satisfaction),
            when=lambda matter: matter.closed_on and not matter.told_on and matter.closed_on <= on,
        )

    @transaction.atomic
    def reopen(self, by, reason, on):
        """Open again: the answer did not hold. The clock of the due day stays as it was."""
        reason = require_reason(reason)
        transition(
            self,
            by,
            gettext_noop("take up again"),
            note=reason,
            when=lambda matter: not matter.is_open,
            closed_on=None,
            held_since=on,
            told_on=None,
            told_how="",
            told_by="",
            satisfaction="",
        )
        self.step(by, reason, on)

    @transaction.atomic
    def _hand(self, by, action, by_levels, reason, on, office):
        transition(
            self,
            by,
            action,
            note=reason,
            office=office,
            held_since=on,
            when=lambda matter: matter.can_rise if by_levels > 0 else matter.can_fall,
            holder=lambda matter: self.LADDER[self.LADDER.index(matter.holder) + by_levels],
        )
        self.step(by, reason, on)


def _one_of(choices, value):
    if value and value not in choices.values:
        raise ValidationError(_("Choose one of the answers offered."))
    return value


def _next_number(county_code, year):
    County.objects.select_for_update(no_key=True).get(pk=county_code)
    prefix = f"{county_code}-{year}-"
    drawn = Matter.objects.filter(number__startswith=prefix).aggregate(
        last=Max(Cast(Substr("number", len(prefix) + 1), IntegerField()))
    )
    return f"{prefix}{(drawn['last'] or 0) + 1:04d}"


class MatterStep(models.Model):
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="steps")
    on = models.DateField(_("date"))
    text = models.CharField(_("what was done"), max_length=300)
    by = models.CharField(_("who"), max_length=80)

    class Meta:
        verbose_name = _(gettext_noop("step"))
        verbose_name_plural = _("steps")
        ordering = ["on", "pk"]

    def __str__(self):
        return self.text
