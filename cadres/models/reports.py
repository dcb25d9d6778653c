"""季度书面报告: every township and unit to the county office, each quarter (S3 四(六)).

The clock belongs to the holder: the author while it is a draft or returned, the county office while
it waits for review. `first_submitted_at` alone decides whether it was on time.
"""

import json
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts import ledger
from accounts.access import ScopedQuerySet
from accounts.models import Versioned
from villages.models import County, ProgrammeRule, Township

from ..periods import Quarter
from .diary import Task, outline
from .moves import move, need
from .postings import Posting
from .units import Unit

TOWNSHIP_SECTIONS = {
    "overview": _("General situation"),
    **dict(Task.choices),
    "example": _("Typical case"),
    "problems": _("Problems"),
    "next": _("Next steps"),
}
UNIT_SECTIONS = {
    "organisation": _("Organisation and leadership"),
    "dispatch": _("Selection and dispatch"),
    **dict(Task.choices),
    "care": _("Care for resident cadres"),
    "problems": _("Problems"),
    "next": _("Next steps"),
}


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

    def find(self, text):
        """By name, code or pinyin initials of the township or unit."""
        places, units = Township.objects.find(text), Unit.objects.find(text)
        return self.filter(Q(township__in=places) | Q(unit__in=units))

    def with_bodies(self):
        return self.select_related("township", "unit", "county")


class QuarterlyReport(Versioned):
    """`sections` is {section key: text}; `remarks` {section key: why it came back}."""

    masked = {
        "sections": lambda sections: outline(json.dumps(sections, sort_keys=True)),
        "remarks": lambda remarks: "；".join(remarks.values()),
    }

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Waiting for review")
        RETURNED = "returned", _("Returned")
        ACCEPTED = "accepted", _("Accepted")

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
    sections = models.JSONField(_("sections"), default=dict)
    remarks = models.JSONField(_("remarks of the reviewer"), default=dict)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    due_on = models.DateField(_("due"))
    held_since = models.DateTimeField(_("held since"))
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
        return f"{self.body} {self.quarter.label()}"

    def get_absolute_url(self):
        return reverse("cadres:report_page", args=[self.pk])

    @property
    def body(self):
        return self.township or self.unit

    @property
    def quarter(self):
        return Quarter.parse(self.period)

    @property
    def area_code(self):
        return self.township_id or (self.unit.area_code if self.unit_id else self.county_id)

    @property
    def outline(self):
        """{section key: label}, in the order of the paper."""
        return TOWNSHIP_SECTIONS if self.township_id else UNIT_SECTIONS

    @property
    def empty_sections(self):
        return [label for key, label in self.outline.items() if not self.sections.get(key)]

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
        return str(self.body) if self.is_with_author else _("County office")

    @property
    def on_time(self):
        """First submitted by the due day; None while never submitted."""
        if self.first_submitted_at is None:
            return None
        return timezone.localdate(self.first_submitted_at) <= self.due_on

    def days_held(self, today):
        """Days in the present hands; None once accepted."""
        return None if self.is_frozen else (today - timezone.localdate(self.held_since)).days

    def submit(self, by):
        """Hand in; every section must be answered. Only the first time counts for the due day."""
        if empty := self.empty_sections:
            raise ValidationError(
                _("Still empty: %(sections)s.") % {"sections": "、".join(map(str, empty))}
            )
        now = timezone.now()
        return move(
            self, by, gettext_noop("submit"), when=lambda report: report.is_with_author,
            state=self.State.SUBMITTED, submitted_by=str(by), held_since=now,
            first_submitted_at=lambda report: report.first_submitted_at or now,
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
            state=state, review_note=note, remarks=remarks, reviewed_by=str(by), reviewed_at=now,
            held_since=now,
        )


@transaction.atomic
def open_quarter(county, quarter, today, by=None):
    """Open the quarter's reports of every township and unit with people posted in it.

    Townships' own stations report in the township's paper. Idempotent; returns the new reports.
    ValidationError when the quarter has not begun on `today`.
    """
    if quarter.first_day > today:
        raise ValidationError(_("%(quarter)s has not begun.") % {"quarter": quarter.label()})
    County.objects.select_for_update(no_key=True).get(pk=county.pk)
    posted = Posting.objects.within(county.code).during(quarter.first_day, quarter.last_day)
    townships = set(posted.order_by().values_list("team__village__township", flat=True))
    units = set(
        posted.order_by().filter(cadre__unit__township=None).values_list("cadre__unit", flat=True)
    )
    there = QuarterlyReport.objects.filter(county=county).of_period(quarter)
    townships -= set(there.values_list("township", flat=True))
    units -= set(there.values_list("unit", flat=True))
    bodies = [{"township_id": pk} for pk in sorted(townships)]
    bodies += [{"unit_id": pk} for pk in sorted(units)]
    due = quarter.last_day + timedelta(days=int(ProgrammeRule.number("report_due_days")))
    made = QuarterlyReport.objects.bulk_create(
        QuarterlyReport(
            county=county, period=str(quarter), due_on=due, held_since=timezone.now(), **body
        )
        for body in bodies
    )
    if made:
        after = {"period": str(quarter), "reports": len(made)}
        ledger.record(by, gettext_noop("open quarter"), county, {}, after)
    return made
