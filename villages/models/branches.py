"""A village's party branch, two committees and reserve cadres (S1, S2 一.5, S3 二(一))."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts import ledger
from accounts.models import Versioned

from .places import DatedQuerySet, Village
from .rules import ProgrammeRule


class OfVillage(Versioned):
    """A row that belongs to one village."""

    village = models.ForeignKey(Village, models.CASCADE)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def area_code(self):
        return self.village_id


class PartyBranch(OfVillage):
    class Kind(models.TextChoices):
        BRANCH = "branch", _("Party branch")
        GENERAL = "general", _("General party branch")
        JOINT = "joint", _("Joint party branch")

    village = models.OneToOneField(
        Village, models.CASCADE, related_name="branch", verbose_name=_("village")
    )
    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.BRANCH)
    members = models.PositiveIntegerField(_("party members"), null=True, blank=True)

    class Meta:
        verbose_name = _("party branch")
        verbose_name_plural = _("party branches")
        ordering = ["village"]

    def __str__(self):
        return self.name

    @property
    def should_be_general(self):
        """More than 50 members and not yet a general branch (S1)."""
        limit = ProgrammeRule.number("general_branch_members")
        return self.kind == self.Kind.BRANCH and (self.members or 0) > limit


class CommitteeMember(OfVillage):
    """One person of the two committees; a post in each makes 交叉任职."""

    class PartyPost(models.TextChoices):
        SECRETARY = "secretary", _("Secretary")
        DEPUTY = "deputy", _("Deputy secretary")
        MEMBER = "member", _("Branch committee member")

    class VillagePost(models.TextChoices):
        DIRECTOR = "director", _("Director")
        DEPUTY = "deputy", _("Deputy director")
        MEMBER = "member", _("Village committee member")

    class Sex(models.TextChoices):
        MALE = "m", _("Male")
        FEMALE = "f", _("Female")

    village = models.ForeignKey(
        Village, models.CASCADE, related_name="committee", verbose_name=_("village")
    )
    name = models.CharField(_("name"), max_length=40)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, blank=True)
    birth_year = models.PositiveSmallIntegerField(_("birth year"), null=True, blank=True)
    party_post = models.CharField(_("party post"), max_length=10, choices=PartyPost, blank=True)
    village_post = models.CharField(
        _("village post"), max_length=10, choices=VillagePost, blank=True
    )
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("committee member")
        verbose_name_plural = _("committee members")
        ordering = ["village", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(party_post="", village_post=""),
                name="committee_member_has_post",
                violation_error_message=_("Give a post in at least one of the two committees."),
            ),
            models.UniqueConstraint(
                fields=["village"],
                condition=Q(party_post="secretary", until__isnull=True),
                name="one_secretary_per_village",
                violation_error_message=_(
                    "The village already has a secretary; end that post first."
                ),
            ),
            models.UniqueConstraint(
                fields=["village"],
                condition=Q(village_post="director", until__isnull=True),
                name="one_director_per_village",
                violation_error_message=_(
                    "The village already has a director; end that post first."
                ),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_one_shoulder(self):
        """书记、主任一肩挑: secretary of the branch and director of the village committee."""
        return self.party_post == self.PartyPost.SECRETARY and (
            self.village_post == self.VillagePost.DIRECTOR
        )

    @property
    def posts(self):
        """'书记、主任'."""
        shown = self.get_party_post_display(), self.get_village_post_display()
        return (
            _("%(a)s, %(b)s") % dict(zip("ab", shown, strict=True))
            if all(shown)
            else "".join(shown)
        )

    @property
    def in_both(self):
        return bool(self.party_post and self.village_post)


def cross_appointment(members):
    """(in both, all, percent | None) of an iterable of members: 4 of 5 is 80 (S3 二(一))."""
    members = list(members)
    both = sum(member.in_both for member in members)
    return both, len(members), Decimal(both * 100) / len(members) if members else None


class ReserveCadre(OfVillage):
    """村级后备干部: one spare for each post, by 三荐 二议 一审查."""

    Sex = CommitteeMember.Sex
    village = models.ForeignKey(
        Village, models.CASCADE, related_name="reserves", verbose_name=_("village")
    )
    name = models.CharField(_("name"), max_length=40)
    sex = models.CharField(_("sex"), max_length=1, choices=CommitteeMember.Sex, blank=True)
    birth_year = models.PositiveSmallIntegerField(_("birth year"), null=True, blank=True)
    post = models.CharField(_("reserve for post"), max_length=40, blank=True)
    since = models.DateField(_("approved on"), null=True, blank=True)
    until = models.DateField(_("left on"), null=True, blank=True)

    class Meta:
        verbose_name = _("reserve cadre")
        verbose_name_plural = _("reserve cadres")
        ordering = ["village", "pk"]

    def __str__(self):
        return self.name

    def add_step(self, step, by):
        """Record a ReserveStep; the township's review is the last and starts the reserve's time.

        Raises ValidationError when the review comes before another step, or a step after it.
        """
        step.reserve = self
        step.full_clean()
        done = {each.step: each.on for each in self.steps.all()}
        with transaction.atomic():
            if step.step == ReserveStep.Step.REVIEWED:
                self._require_all_before(step, done)
                self.since = step.on
                ledger.write(self, by)
            elif ReserveStep.Step.REVIEWED in done:
                raise ValidationError(_("The review is done; no step can follow it."))
            return ledger.write(step, by)

    def _require_all_before(self, step, done):
        missing = set(ReserveStep.Step) - {step.step} - set(done)
        if missing:
            names = ", ".join(str(each.label) for each in ReserveStep.Step if each in missing)
            raise ValidationError(_("Record these steps first: %(names)s.") % {"names": names})
        if step.on < max(done.values()):
            raise ValidationError({"on": _("The review comes after the other steps.")})

    @property
    def counts(self):
        """Reviewed by the township and still there."""
        return self.since is not None and self.until is None


class ReserveStep(models.Model):
    """One recorded step; the township's review is the last and makes the reserve count."""

    class Step(models.TextChoices):
        SELF = "self", _("Self-recommendation")
        COMMITTEE = "committee", _("Recommended by the two committees")
        VOTE = "vote", _("Democratic recommendation")
        PROPOSED = "proposed", _("Proposed by the party branch")
        DELIBERATED = "deliberated", _("Deliberated by the two committees")
        REVIEWED = "reviewed", _("Reviewed by the township committee")

    reserve = models.ForeignKey(
        ReserveCadre, models.CASCADE, related_name="steps", verbose_name=_("reserve cadre")
    )
    step = models.CharField(_("step"), max_length=12, choices=Step)
    on = models.DateField(_("date"))
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["reserve", "step"],
                name="reserve_step_once",
                violation_error_message=_("This step is already recorded."),
            )
        ]

    def __str__(self):
        return self.get_step_display()

    @property
    def area_code(self):
        return self.reserve.village_id
