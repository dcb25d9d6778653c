"""请假: short leave the township decides, longer the county (rule leave_township_days).

Leave is counted in working days; one that extends another is counted together with it (续假).
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts import ledger
from accounts.models import Versioned
from cadres.calendar.workdays import workdays
from cadres.registry.models.postings import OfPostingQuerySet, Posting, check_within_posting
from cadres.workflow.transitions import require_reason
from villages.models import ProgrammeRule


class LeaveQuerySet(OfPostingQuerySet):
    def in_force(self):
        """Asked for or granted: what another request may not overlap."""
        return self.filter(state__in=[Leave.State.REQUESTED, *Leave.GRANTED])

    def away(self, day):
        """Granted, and nobody back yet on that day."""
        return self.during(day, day).filter(
            Q(returned_on__isnull=True) | Q(returned_on__gt=day), state__in=Leave.GRANTED
        )

    def not_back(self, today):
        """Over, and nobody reported back; what goes on as an extension is not over, and nobody
        reports back to a posting that ended with the leave."""
        going_on = Leave.objects.in_force().filter(extends__isnull=False)
        over = self.filter(state=Leave.State.APPROVED, until__lt=today)
        over = over.exclude(posting__until__lte=F("until"))
        return over.exclude(pk__in=going_on.values("extends"))

    def waiting_for(self, user):
        """What this office decides: a township its short leave, the county the longer."""
        return self.filter(state=Leave.State.REQUESTED, decider=user.role)


class Leave(Versioned):
    class Decider(models.TextChoices):
        TOWNSHIP = "township", _("Township committee")
        COUNTY = "county", _("County office")

    class Kind(models.TextChoices):
        PERSONAL = "personal", _("Personal")
        SICK = "sick", _("Sick")
        ANNUAL = "annual", _("Annual")
        FAMILY = "family", _("Marriage or maternity")
        OFFICIAL = "official", _("Official journey")
        OTHER = "other", _("Other")

    class State(models.TextChoices):
        REQUESTED = "requested", _("Waiting for approval")
        APPROVED = "approved", _("Approved")
        REFUSED = "refused", _("Refused")
        CANCELLED = "cancelled", _("Cancelled")
        RETURNED = "returned", _("Back from leave")

    GRANTED = (State.APPROVED, State.RETURNED)

    posting = models.ForeignKey(
        Posting, models.CASCADE, related_name="leaves", verbose_name=_("posting")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.PERSONAL)
    reason = models.CharField(_("reason for leave"), max_length=200)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
    place = models.CharField(_("where to"), max_length=80, blank=True)
    stand_in = models.CharField(_("who stands in"), max_length=40, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.REQUESTED)
    decider = models.CharField(
        _("who decides"), max_length=10, choices=Decider, default=Decider.TOWNSHIP, editable=False
    )
    requested_at = models.DateTimeField(_("requested"), auto_now_add=True)
    decided_by = models.CharField(_("who decided"), max_length=80, blank=True)
    decided_at = models.DateTimeField(_("time of decision"), null=True, blank=True)
    decision = models.CharField(_("opinion"), max_length=200, blank=True)
    returned_on = models.DateField(_("back on"), null=True, blank=True)
    extends = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="extensions",
        verbose_name=_("extends"),
        editable=False,
    )

    objects = LeaveQuerySet.as_manager()

    class Meta:
        verbose_name = _("leave")
        verbose_name_plural = _("leave")
        ordering = ["-since", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")),
                name="leave_ends_after_it_begins",
                violation_error_message=_("The last day lies before the first day."),
            )
        ]

    def __str__(self):
        return f"{self.posting.cadre} {self.since}"

    def get_absolute_url(self):
        return reverse("cadres:leave_page", args=[self.pk])

    @property
    def area_code(self):
        return self.posting.area_code

    @property
    def days(self):
        return (self.until - self.since).days + 1

    @property
    def working_days(self):
        """Of this leave alone; one query."""
        return len(workdays(self.since, self.until))

    @property
    def whole_since(self):
        """The first day of the leave that this one extends, or of this one."""
        return self.extends.whole_since if self.extends_id else self.since

    @property
    def may_extend(self):
        return self.state == self.State.APPROVED and not self.extensions.in_force().exists()

    @property
    def is_late_back(self):
        """Came back after the day that follows the last one granted."""
        return bool(self.returned_on) and (self.returned_on - self.until).days > 1

    def clean(self):
        check_within_posting(self)
        self._check_extension()
        if self.since and self.until and (other := self._overlapping()):
            raise ValidationError(
                _("Leave from %(since)s to %(until)s already covers these days.")
                % {"since": other.since, "until": other.until}
            )

    def _check_extension(self):
        before = self.extends
        if not (before and self.since):
            return
        if before.posting_id != self.posting_id or before.state not in self.GRANTED:
            raise ValidationError(_("Only leave that was granted to you can be extended."))
        if self.since != before.until + timedelta(days=1):
            raise ValidationError(
                {
                    "since": _("An extension begins on the day after the leave ends (%(day)s).")
                    % {"day": before.until + timedelta(days=1)}
                }
            )

    def _overlapping(self):
        mine = Leave.objects.filter(posting__cadre=self.posting.cadre_id).in_force()
        return mine.exclude(pk=self.pk).during(self.since, self.until).first()

    @transaction.atomic
    def request(self, by):
        """Ask; the rule of the day says who decides. Two requests at once queue at the posting."""
        self.posting = Posting.objects.select_for_update().get(pk=self.posting_id)
        days = len(workdays(self.whole_since, self.until))
        short = days <= ProgrammeRule.number("leave_township_days")
        self.decider = self.Decider.TOWNSHIP if short else self.Decider.COUNTY
        self.full_clean()
        return ledger.write(self, by, gettext_noop("request leave"))

    def decide(self, by, granted, opinion):
        self._expect(self.State.REQUESTED)
        if not granted and not opinion:
            raise ValidationError(_("Give the reason for refusing."))
        self.state = self.State.APPROVED if granted else self.State.REFUSED
        self.decided_by, self.decided_at, self.decision = str(by), timezone.now(), opinion
        return ledger.write(
            self,
            by,
            gettext_noop("approve leave") if granted else gettext_noop("refuse leave"),
            opinion,
        )

    @property
    def is_begun(self):
        """Granted, and its first day has come."""
        return self.state in self.GRANTED and self.since <= timezone.localdate()

    @property
    def cancelled_until(self):
        """The last day on which who asked may cancel it once it is granted."""
        return self.since - timedelta(days=1)

    def cancel(self, by):
        """Who asked takes a request back, or leave whose first day has not come."""
        self._expect(self.State.REQUESTED, self.State.APPROVED)
        if self.is_begun:
            raise ValidationError(
                _(
                    "This leave began on %(day)s: report back with the day of the return. "
                    "Only %(office)s can cancel it."
                )
                % {"day": self.since, "office": self.get_decider_display()}
            )
        self.state = self.State.CANCELLED
        return ledger.write(self, by, gettext_noop("cancel leave"))

    def revoke(self, by, reason):
        """The office that granted it cancels it, whenever, with the reason."""
        self._expect(*self.GRANTED)
        reason, self.state = require_reason(reason), self.State.CANCELLED
        return ledger.write(self, by, gettext_noop("revoke leave"), reason)

    def end_with_posting(self, by, last):
        """The posting ends on `last`: leave that began by then ends with it, later leave is off."""
        if self.since > last:
            self.state = self.State.CANCELLED
        elif self.state == self.State.APPROVED:
            self.state = self.State.RETURNED
        self.until = max(self.since, min(self.until, last))
        return ledger.write(self, by, gettext_noop("end with the posting"))

    def come_back(self, by, on):
        """销假. Days not taken are given back: the leave ends the day before the return."""
        self._expect(self.State.APPROVED)
        if on <= self.since:
            raise ValidationError(
                _("Nothing of the leave was taken: cancel it instead.")
                if not self.is_begun
                else _("Nothing of the leave was taken: %(office)s cancels it.")
                % {"office": self.get_decider_display()}
            )
        self._check_day_of_return(by, on)
        self.state, self.returned_on = self.State.RETURNED, on
        self.until = min(self.until, on - timedelta(days=1))
        return ledger.write(self, by, gettext_noop("return from leave"))

    def _check_day_of_return(self, by, on):
        """Nobody is back on a day to come, nor says long afterwards that he came back early."""
        today = timezone.localdate()
        if on > today:
            raise ValidationError(_("%(day)s has not come yet.") % {"day": on})
        if by.role == "cadre" and on <= self.until < today:
            raise ValidationError(
                _(
                    "The leave ended on %(day)s: that you came back earlier is recorded by the "
                    "township or the county."
                )
                % {"day": self.until}
            )

    def _expect(self, *states):
        if self.state not in states:
            raise ValidationError(
                _("Not possible now: this leave is «%(state)s».")
                % {"state": self.get_state_display()}
            )
