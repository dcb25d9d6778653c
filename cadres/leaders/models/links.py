"""领导挂镇包村: a leader linked to a township or a village (S3 三(一)).

A link ends when its place has passed the acceptance of three years (S3 四(五)), or when another
leader takes over the day after; else only by a correction that says why.
"""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts import ledger
from accounts.access import ScopedQuerySet, within
from accounts.models import Versioned
from cadres.acceptances.models.acceptances import Acceptance
from cadres.workflow.transitions import WrongState, require_reason
from villages.models import County, Township, Village


class LeaderLinkQuerySet(ScopedQuerySet):
    area_path = "county__code"

    def visible_to(self, user):
        if user.is_authenticated and user.role == "township":
            return self.filter(Q(township=user.area_code) | within("village__code", user.area_code))
        return super().visible_to(user)

    def on(self, day):
        return self.during(day, day)

    def during(self, first, last):
        """In force on a day of [first, last] at least."""
        return self.filter(
            Q(since__isnull=True) | Q(since__lte=last), Q(until__isnull=True) | Q(until__gte=first)
        )

    def at(self, code):
        """Of the village or township with this code, and of no other."""
        return self.filter(Q(village=code) | Q(township=code))

    def reaching(self, village):
        """Of leaders to whom the village, or its township, is linked."""
        return self.filter(Q(village=village.pk) | Q(township=village.township_id))

    def with_acceptance(self):
        """Annotates the last acceptance of the place that looks at the link's time:
        `acceptance_pk`, `acceptance_state` and `acceptance_conclusion`."""
        place = Coalesce(OuterRef("village"), OuterRef("township"))
        begun = Coalesce(OuterRef("since"), F("until"))
        last = Acceptance.objects.filter(place_code=place, until__gte=begun).newest()
        last = last.order_by("-batch__code")
        return self.annotate(
            acceptance_pk=Subquery(last.values("pk")[:1]),
            acceptance_state=Subquery(last.values("state")[:1]),
            acceptance_conclusion=Subquery(last.values("conclusion")[:1]),
        )


class LeaderLink(Versioned):
    class End(models.TextChoices):
        ACCEPTED = "accepted", _("Passed the acceptance")
        CHANGED = "changed", _("Another leader takes over")
        CORRECTED = "corrected", _("Correction")

    county = models.ForeignKey(County, models.PROTECT, related_name="+")
    leader = models.CharField(_("leader"), max_length=40)
    post = models.CharField(_("post"), max_length=60, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="links"
    )
    township = models.ForeignKey(
        Township,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="links",
        verbose_name=_("township"),
    )
    village = models.ForeignKey(
        Village,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="links",
        verbose_name=_("village"),
    )
    of_county = models.BooleanField(_("county leader"), default=True)
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True, editable=False)
    end_kind = models.CharField(
        _("why it ended"), max_length=10, choices=End, blank=True, editable=False
    )
    end_reason = models.CharField(_("reason"), max_length=200, blank=True, editable=False)
    replaces = models.OneToOneField(
        "self",
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="replaced_by",
        verbose_name=_("replaces"),
    )

    objects = LeaderLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("leader link")
        verbose_name_plural = _("leader links")
        ordering = ["township", "village", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(township__isnull=True) ^ Q(village__isnull=True),
                name="link_to_one_place",
                violation_error_message=_("Link to a township or to a village, one of the two."),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True, end_kind="")
                | Q(until__isnull=False) & ~Q(end_kind=""),
                name="link_ends_for_a_reason",
                violation_error_message=_("A link does not end by itself."),
            ),
        ]

    def __str__(self):
        return self.leader

    @property
    def place_township(self):
        return self.township or self.village.township

    @property
    def area_code(self):
        return self.village_id or self.township_id

    @property
    def place(self):
        """The linked place as people say it: 龙窝镇, or 龙窝镇洋头村."""
        return f"{self.township or self.village.township}{self.village or ''}"

    def reaches(self, village):
        """Whether the village is the linked one, or lies in the linked township."""
        return village.code == self.village_id or village.township_id == self.township_id

    @property
    def passed_acceptance(self):
        """The approved acceptance that this link may end after, None while there is none."""
        passed = Acceptance.objects.passed().filter(place_code=self.area_code)
        if self.since:
            passed = passed.filter(until__gte=self.since)
        return passed.order_by("-approved_at").first()

    @property
    def acceptance_label(self):
        """Where the acceptance that `with_acceptance` found stands, in words; '' without one."""
        return Acceptance(
            state=self.acceptance_state or "", conclusion=self.acceptance_conclusion or ""
        ).standing

    @transaction.atomic
    def end_accepted(self, by, on):
        """脱钩: from the day of the acceptance on."""
        self._hold()
        passed = self.passed_acceptance
        if passed is None:
            raise ValidationError(
                _("%(place)s has not passed the acceptance of three years: the link stays.")
                % {"place": self.place}
            )
        if on < timezone.localdate(passed.approved_at):
            raise ValidationError({"on": _("This day lies before the acceptance was approved.")})
        return self._end(by, self.End.ACCEPTED, on, str(passed))

    @transaction.atomic
    def hand_over(self, by, on, successor, reason):
        """`on` is the last day; `successor`, not yet stored, takes the same place the day after."""
        self._hold()
        self._end(by, self.End.CHANGED, on, require_reason(reason))
        successor.county, successor.of_county = self.county, self.of_county
        successor.township, successor.village = self.township, self.village
        successor.since, successor.replaces = on + timedelta(days=1), self
        successor.full_clean()
        return ledger.write(successor, by, note=str(self))

    @transaction.atomic
    def correct(self, by, on, reason):
        """Ended without acceptance or successor, for a reason that stays on the record."""
        self._hold()
        return self._end(by, self.End.CORRECTED, on, require_reason(reason))

    def _hold(self):
        """Lock the row; two clicks at once queue here."""
        self.refresh_from_db(from_queryset=LeaderLink.objects.select_for_update(of=("self",)))
        if self.until:
            raise WrongState(self, _("ended on %(on)s") % {"on": self.until})

    def _end(self, by, kind, on, reason):
        if self.since and on < self.since:
            raise ValidationError({"on": _("The last day lies before the first day.")})
        self.until, self.end_kind, self.end_reason = on, kind, reason[:200]
        return ledger.write(self, by, gettext_noop("end"), reason)
