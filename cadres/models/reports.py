"""季度书面报告: every township and unit to the county office, each quarter (S3 四(六)).

The clock belongs to the holder: the author while it is a draft or returned, the county office while
it waits for review. `first_submitted_at` alone decides whether it was on time.
"""

import json

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts.access import ScopedQuerySet
from accounts.models import Versioned
from villages.models import County, Township

from ..periods import Year, parse_period
from ..report_numbers import label_of
from .diary import outline
from .moves import move, need
from .report_chapters import chapters
from .report_periods import ReportPeriod
from .report_sections import ReportKind, ReportSection
from .units import Unit


class ReportQuerySet(ScopedQuerySet):
    area_path = "county__code"

    def visible_to(self, user):
        if user.is_authenticated and user.role == "township":
            return self.filter(Q(township=user.area_code) | Q(unit__township=user.area_code))
        return super().visible_to(user)

    def _seen_by_unit(self, user):
        return self.filter(unit__liaisons=user)

    def of_period(self, period):
        return self.filter(period=str(period))

    def of_kind(self, kind):
        """Of a ReportKind; an annual summary is known by its period, a year."""
        annual = Q(period__regex=r"^\d{4}$")
        if kind == ReportKind.ANNUAL:
            return self.filter(annual)
        return self.exclude(annual).filter(**{f"{kind}__isnull": False})

    def awaiting_review(self):
        return self.filter(state=QuarterlyReport.State.SUBMITTED)

    def unsent(self):
        """In the hands of the author."""
        return self.filter(state__in=QuarterlyReport.WITH_AUTHOR)

    def sent(self):
        """Submitted at least once."""
        return self.filter(first_submitted_at__isnull=False)

    def overdue(self, today):
        """Never submitted, and due before today."""
        return self.filter(first_submitted_at__isnull=True, due_on__lt=today)

    def ageing(self, today):
        """Under way: with a reviewer, returned, or a draft that is past its due day."""
        state = QuarterlyReport.State
        return self.filter(
            Q(state__in=[state.SUBMITTED, state.RETURNED]) | Q(state=state.DRAFT, due_on__lt=today)
        )

    def disputed(self):
        """With a number whose dispute waits for an answer."""
        return self.filter(disputes__isnull=False, disputes__answered_at=None).distinct()

    def find(self, text):
        """By name, code or pinyin initials of the township or unit."""
        places, units = Township.objects.find(text), Unit.objects.find(text)
        return self.filter(Q(township__in=places) | Q(unit__in=units))

    def with_bodies(self):
        return self.select_related("township", "unit", "county", "reviewer")


def _outline(value):
    return outline(json.dumps(value, sort_keys=True))


class QuarterlyReport(Versioned):
    """`layout` is the template of the day it was opened; `sections` {section key: text}; `remarks`
    {section key: why it came back}; `figures` {number code: text or None} and `tables` what the
    records said when they were read (`taken_at`); `settled` {number code: by whom} what the author
    confirmed or disputed; `promises` [{text, state, why}] what was announced last time; `hands`
    [[author or reviewer, since]] its way so far."""

    masked = {
        "sections": _outline,
        "figures": _outline,
        "promises": _outline,
        "tables": _outline,
        "layout": _outline,
        "settled": len,
        "hands": len,
        "remarks": lambda remarks: "；".join(remarks.values()),
    }

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Waiting for review")
        RETURNED = "returned", _("Returned")
        ACCEPTED = "accepted", _("Accepted")

    class Kept(models.TextChoices):
        """What became of a promise."""

        DONE = "done", _("Done as promised")
        PARTLY = "partly", _("Partly done")
        NOT = "not", _("Not done")

    WITH_AUTHOR = (State.DRAFT, State.RETURNED)

    county = models.ForeignKey(County, models.PROTECT, related_name="+")
    township = models.ForeignKey(
        Township, models.PROTECT, null=True, blank=True, related_name="reports",
        verbose_name=_("township"),
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="reports", verbose_name=_("unit")
    )
    period = models.CharField(_("period"), max_length=7)
    layout = models.JSONField(_("template"), default=list, editable=False)
    sections = models.JSONField(_("sections"), default=dict)
    figures = models.JSONField(_("numbers of the records"), default=dict, editable=False)
    tables = models.JSONField(_("tables of the records"), default=dict, editable=False)
    taken_at = models.DateTimeField(_("records read"), null=True, blank=True, editable=False)
    settled = models.JSONField(_("settled numbers"), default=dict, editable=False)
    promises = models.JSONField(_("promises of last time"), default=list, editable=False)
    remarks = models.JSONField(_("remarks of the reviewer"), default=dict)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    due_on = models.DateField(_("due"))
    held_since = models.DateTimeField(_("held since"))
    hands = models.JSONField(_("hands"), default=list, editable=False)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("reviewer"),
    )
    first_submitted_at = models.DateTimeField(_("first submitted"), null=True, blank=True)
    submitted_by = models.CharField(_("submitted by"), max_length=80, blank=True)
    reviewed_by = models.CharField(_("reviewed by"), max_length=80, blank=True)
    reviewed_at = models.DateTimeField(_("reviewed"), null=True, blank=True)
    review_note = models.TextField(_("opinion"), blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("quarterly report")
        verbose_name_plural = _("quarterly reports")
        ordering = ["-period", "township", "unit"]
        constraints = [
            models.CheckConstraint(
                condition=Q(township__isnull=True) ^ Q(unit__isnull=True),
                name="report_of_one_body",
                violation_error_message=_("A report is a township's or a unit's."),
            ),
            models.UniqueConstraint(
                fields=["township", "period"],
                condition=Q(township__isnull=False),
                name="one_report_per_township_and_quarter",
            ),
            models.UniqueConstraint(
                fields=["unit", "period"],
                condition=Q(unit__isnull=False),
                name="one_report_per_unit_and_quarter",
            ),
        ]

    def __str__(self):
        return f"{self.body} {self.span.label()}"

    def get_absolute_url(self):
        return reverse("cadres:report_page", args=[self.pk])

    def set_keys(self):
        if not self.layout:
            self.layout = ReportSection.objects.layout(self.kind)

    @property
    def body(self):
        return self.township or self.unit

    @property
    def span(self):
        """The Quarter or Year it speaks of."""
        return parse_period(self.period)

    @property
    def kind(self):
        if isinstance(self.span, Year):
            return ReportKind.ANNUAL
        return ReportKind.TOWNSHIP if self.township_id else ReportKind.UNIT

    @property
    def area_code(self):
        return self.township_id or (self.unit.area_code if self.unit_id else self.county_id)

    @property
    def outline(self):
        """{section key: title}, in the order of the paper."""
        return {row["key"]: row["title"] for row in self.layout}

    @property
    def chapters(self):
        return chapters(self.layout, self.sections, self.figures, self.settled, self.remarks)

    @property
    def calendar(self):
        """Its ReportPeriod, or None when none was set."""
        return ReportPeriod.objects.of(self.county_id, self.kind, self.period)

    @property
    def gaps(self):
        """What is missing before it can be submitted, in words; [] when it is whole."""
        parts = self.chapters
        empty = [chapter.title for chapter in parts if not chapter.is_answered]
        open_numbers = sum(len(chapter.unsettled) for chapter in parts)
        promises = sum(1 for promise in self.promises if not promise["state"])
        said = [
            empty and _("Still empty: %(sections)s.") % {"sections": "、".join(empty)},
            open_numbers and _("Numbers to confirm or dispute: %(n)d.") % {"n": open_numbers},
            promises and _("Promises of last time to answer: %(n)d.") % {"n": promises},
        ]
        return [words for words in said if words]

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

    def take(self, figures, tables, now):
        """Put newly read records in; a number that changed is to be settled again. Not saved."""
        same = {code for code, value in figures.items() if self.figures.get(code) == value}
        self.settled = {code: by for code, by in self.settled.items() if code in same}
        self.figures, self.tables, self.taken_at = figures, tables, now

    def take_again(self, by, figures, tables):
        """Read the records again while the author has it."""
        now = timezone.now()

        def taken(report):
            report.take(figures, tables, now)
            return report.taken_at

        return move(
            self, by, gettext_noop("read the records"), taken_at=taken,
            when=lambda report: report.is_with_author,
        )

    def confirm(self, by, codes):
        """The author agrees with these numbers of the records."""
        return move(
            self, by, gettext_noop("confirm"),
            when=lambda report: report.is_with_author,
            settled=lambda report: report.settled | dict.fromkeys(
                [code for code in codes if code in report.figures], str(by)
            ),
        )

    @transaction.atomic
    def dispute(self, by, code, claimed, reason):
        """The author says another number, and why; both are kept. Returns the ReportDispute."""
        if code not in self.figures:
            raise ValidationError(_("The records hold no such number."))
        claimed, reason = need(claimed), need(reason)
        move(
            self, by, gettext_noop("dispute"),
            note=f"{label_of(code)} {self.figures[code]} → {claimed}：{reason}",
            when=lambda report: report.is_with_author,
            settled=lambda report: report.settled | {code: str(by)},
        )
        made, _new = self.disputes.update_or_create(
            code=code, answered_at=None,
            defaults={
                "value": self.figures[code] or "", "claimed": claimed, "reason": reason,
                "by": str(by), "at": timezone.now(),
            },
        )
        return made

    def _may_be_submitted(self):
        if not self.is_with_author:
            return False
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
        move(
            self, by, gettext_noop("submit"), when=QuarterlyReport._may_be_submitted,
            hands=lambda report: report.passed_on(now),
            state=self.State.SUBMITTED, submitted_by=str(by), held_since=now,
            first_submitted_at=lambda report: report.first_submitted_at or now,
        )
        self.pens.all().delete()
        self.versions.create(
            number=self.versions.count() + 1, layout=self.layout, sections=self.sections,
            figures=self.figures, by=str(by), at=now,
        )
        return self

    def passed_on(self, now):
        """`hands` with the time in the present ones, [[author or reviewer, days]], added."""
        hand = "author" if self.is_with_author else "reviewer"
        days = (timezone.localdate(now) - timezone.localdate(self.held_since)).days
        return [*self.hands, [hand, days]]

    def hand_over(self, by, to, reason):
        """Another person of the county office reviews it; the clock runs on."""
        return move(
            self, by, gettext_noop("hand over"), note=need(reason), reviewer=to,
            when=lambda report: report.state == self.State.SUBMITTED,
        )

    def send_back(self, by, note="", remarks=None):
        """Return with a reason, overall or by section ({section key: reason})."""
        remarks = {key: text.strip() for key, text in (remarks or {}).items() if text.strip()}
        reason = note.strip() or (not remarks and need(note)) or ""
        return self._review(by, gettext_noop("send back"), self.State.RETURNED, reason, remarks)

    def accept(self, by, note=""):
        """Accept; the text is frozen."""
        return self._review(by, gettext_noop("accept"), self.State.ACCEPTED, note.strip(), {})

    def _review(self, by, action, state, note, remarks):
        if self.unit_id and self.unit.liaisons.filter(pk=by.pk).exists():
            raise PermissionDenied(_("Nobody reviews the report of the own unit."))
        now = timezone.now()
        return move(
            self, by, action, when=lambda report: report.state == self.State.SUBMITTED, note=note,
            hands=lambda report: report.passed_on(now),
            state=state, review_note=note, remarks=remarks, reviewed_by=str(by), reviewed_at=now,
            held_since=now,
        )
