"""The line of review: draft, submitted, returned or accepted; in whose hands it is, since when.

The clock belongs to the holder: the author while it is a draft or returned, the county office while
it waits for review. `first_submitted_at` alone decides whether it was on time.
"""

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts.models import Versioned
from cadres.workflow.transitions import expect_over, require_reason, transition


class ReviewedReport(Versioned):
    """`hands` [[author or reviewer, days]] is its way so far."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Waiting for review")
        RETURNED = "returned", _("Returned")
        ACCEPTED = "accepted", _("Accepted")

    WITH_AUTHOR = (State.DRAFT, State.RETURNED)

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    due_on = models.DateField(_("due"))
    held_since = models.DateTimeField(_("held since"))
    hands = models.JSONField(_("holder history"), default=list, editable=False)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("reviewer"),
    )
    first_submitted_at = models.DateTimeField(_("first submitted"), null=True, blank=True)
    submitted_by = models.CharField(_("submitted by"), max_length=80, blank=True)
    reviewed_by = models.CharField(_("reviewed by"), max_length=80, blank=True)
    reviewed_at = models.DateTimeField(_("reviewed"), null=True, blank=True)
    review_note = models.TextField(_("opinion"), blank=True)

    class Meta:
        abstract = True

    @property
    def is_with_author(self):
        return self.state in self.WITH_AUTHOR

    @property
    def is_frozen(self):
        return self.state == self.State.ACCEPTED

    @property
    def holder_name(self):
        """Who has it in hand; '' once accepted."""
        if self.is_frozen:
            return ""
        if self.is_with_author:
            return str(self.body)
        return str(self.reviewer) if self.reviewer_id else _("County office")

    @property
    def on_time(self):
        """First submitted by the due day; None while never submitted."""
        if self.first_submitted_at is None:
            return None
        return timezone.localdate(self.first_submitted_at) <= self.due_on

    def days_held(self, today):
        """Days in the present hands; None once accepted."""
        return None if self.is_frozen else (today - timezone.localdate(self.held_since)).days

    def _may_be_submitted(self):
        if not self.is_with_author:
            return False
        expect_over(self.span, timezone.localdate())
        if gaps := self.gaps:
            raise ValidationError([str(gap) for gap in gaps])
        calendar = None if self.first_submitted_at else self.calendar
        if calendar and calendar.is_closed(timezone.localdate()):
            raise ValidationError(
                _("Closed after %(day)s: the county office may open it again, with a reason.")
                % {"day": calendar.ends_on}
            )
        return True

    @transaction.atomic
    def submit(self, by):
        """Hand in what is whole and still open. Only the first time counts for the due day."""
        now = timezone.now()
        transition(
            self,
            by,
            gettext_noop("submit"),
            when=lambda report: report._may_be_submitted(),
            hands=lambda report: report.passed_on(now),
            state=self.State.SUBMITTED,
            submitted_by=str(by),
            held_since=now,
            first_submitted_at=lambda report: report.first_submitted_at or now,
        )
        self.pens.all().delete()
        version = self.versions.create(
            number=self.versions.count() + 1,
            layout=self.layout,
            sections=self.sections,
            figures=self.figures,
            signer=self.signer,
            names=self.names_now,
            by=str(by),
            at=now,
        )
        version.attachments.set(self.attachments.standing())
        return self

    def passed_on(self, now):
        """`hands` with the time in the present ones, [[author or reviewer, days]], added."""
        hand = "author" if self.is_with_author else "reviewer"
        days = (timezone.localdate(now) - timezone.localdate(self.held_since)).days
        return [*self.hands, [hand, days]]

    def hand_over(self, by, to, reason):
        """Another person of the county office reviews it; the clock runs on."""
        return transition(
            self,
            by,
            gettext_noop("hand over"),
            note=require_reason(reason),
            reviewer=to,
            when=lambda report: report.state == self.State.SUBMITTED,
        )

    def send_back(self, by, note="", remarks=None):
        """Return with a reason, overall or by section ({section key: reason})."""
        remarks = {key: text.strip() for key, text in (remarks or {}).items() if text.strip()}
        reason = note.strip() or (not remarks and require_reason(note)) or ""
        return self._review(by, gettext_noop("send back"), self.State.RETURNED, reason, remarks)

    def accept(self, by, note=""):
        """Accept; the text is frozen."""
        return self._review(by, gettext_noop("accept"), self.State.ACCEPTED, note.strip(), {})

    def _review(self, by, action, state, note, remarks):
        if self.unit_id and self.unit.liaisons.filter(pk=by.pk).exists():
            raise PermissionDenied(_("Nobody reviews the report of the own unit."))
        now = timezone.now()
        return transition(
            self,
            by,
            action,
            when=lambda report: report.state == self.State.SUBMITTED,
            note=note,
            hands=lambda report: report.passed_on(now),
            state=state,
            review_note=note,
            remarks=remarks,
            reviewed_by=str(by),
            reviewed_at=now,
            held_since=now,
        )
