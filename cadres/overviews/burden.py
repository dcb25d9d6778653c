"""这个系统要你做什么: every paper it asks for, counted from the forms and templates themselves.

The law of lightening the load (DOMAIN): who asks must be able to see what he asks. Nothing here is
written by hand but who asks whom, and how often; fields, texts and numbers are those of the forms.
"""

from dataclasses import dataclass
from decimal import Decimal
from math import ceil

from django import forms
from django.utils.translation import gettext_lazy as _

from cadres.attendance.forms.leave import LeaveForm
from cadres.attendance.models.leave import Leave
from cadres.care.forms import CareForm, DutyCheckForm
from cadres.care.models.care import Care
from cadres.care.models.duty_checks import DutyCheck
from cadres.commitments.forms import CommitmentForm
from cadres.commitments.models.commitments import Commitment
from cadres.diary.forms import DiaryForm
from cadres.diary.models.entries import DiaryEntry
from cadres.leaders.forms.visits import VisitForm
from cadres.leaders.models.visits import LeaderVisit
from cadres.matters.forms import MatterForm
from cadres.matters.models import Matter
from cadres.reports.models.sections import ReportKind, ReportSection
from cadres.support.forms import SupportForm
from cadres.support.models import UnitSupport
from cadres.trainings.forms import ExcuseForm
from cadres.trainings.models.attendance import TrainingAttendance
from villages.models import FigureKind

# Minutes for a short field, a text, a number to look at: a rule of thumb, the same for all.
FIELD, TEXT, NUMBER = Decimal("0.25"), Decimal(2), Decimal("0.1")
# What a paper would ask for and the system knows.
KNOWN = {"cadre", "posting", "unit", "village", "number", "due_on", "raised_by", "recorded_by"}

COUNTY, TOWNSHIP = _("County office"), _("Township committee")
FORMS = [
    (_("Diary"), "cadre", COUNTY, _("as work is done"), DiaryForm, DiaryEntry),
    (_("Leave"), "cadre", TOWNSHIP, _("when needed"), LeaveForm, Leave),
    (_("Matter"), "cadre", TOWNSHIP, _("when raised"), MatterForm, Matter),
    (_("Missed training"), "cadre", COUNTY, _("when missed"), ExcuseForm, TrainingAttendance),
    (_("Commitment"), "township", COUNTY, _("once a year"), CommitmentForm, Commitment),
    (
        _("Check of a duty record"),
        "township",
        COUNTY,
        _("every month, each secretary"),
        DutyCheckForm,
        DutyCheck,
    ),
    (_("Visit to a secretary"), "township", COUNTY, _("once a year, each"), CareForm, Care),
    (_("Visit to a cadre's home"), "unit", COUNTY, _("once a year, each"), CareForm, Care),
    (_("Support of units"), "unit", COUNTY, _("when given"), SupportForm, UnitSupport),
    (_("Visit of a leader"), "leader", COUNTY, _("three in half a year"), VisitForm, LeaderVisit),
]
REPORTS = [
    (ReportKind.TOWNSHIP, "township", _("every quarter")),
    (ReportKind.UNIT, "unit", _("every quarter")),
    (ReportKind.ANNUAL, "township", _("once a year")),
    (ReportKind.COUNTY, "county", _("every quarter")),
]


@dataclass(frozen=True)
class Ask:
    """`office` asks `role`. `fields` short and `texts` long ones are to be filled in, `optional`
    may stay empty, `known` the system fills in itself, `checked` are numbers to look at."""

    paper: object
    role: str
    office: object
    often: object
    fields: int = 0
    texts: int = 0
    optional: int = 0
    known: int = 0
    checked: int = 0

    @property
    def minutes(self):
        """About how long it takes, to a half minute up, half a minute at least."""
        spent = self.fields * FIELD + self.texts * TEXT + self.checked * NUMBER
        return Decimal(max(ceil(spent * 2), 1)) / 2


def what_is_asked():
    """[Ask] of everything that people are asked to fill in: two queries."""
    return [
        *[_of_form(*row) for row in FORMS],
        *_of_reports(),
        Ask(
            _("Annual figures of a village"),
            "township",
            COUNTY,
            _("once a year"),
            fields=FigureKind.objects.filter(in_form=True).count(),
        ),
    ]


def _of_form(paper, role, office, often, form, model):
    shown = [
        field
        for name, field in form.base_fields.items()
        if name != "opened" and not isinstance(field.widget, forms.HiddenInput)
    ]
    asked = [field for field in shown if field.required]
    texts = sum(isinstance(field.widget, forms.Textarea) for field in asked)
    names = {field.name for field in model._meta.concrete_fields}
    return Ask(
        paper,
        role,
        office,
        often,
        fields=len(asked) - texts,
        texts=texts,
        optional=len(shown) - len(asked),
        known=len((names & KNOWN) - form.base_fields.keys()),
    )


def _of_reports():
    sections = {}
    for section in ReportSection.objects.order_by("kind", "order"):
        sections.setdefault(section.kind, []).append(section)
    for kind, role, often in REPORTS:
        own = sections.get(kind, [])
        numbers = sum(len(section.numbers) for section in own)
        yield Ask(
            _("Report: %(kind)s") % {"kind": kind.label},
            role,
            COUNTY,
            often,
            texts=sum(section.needs_text for section in own),
            optional=sum(not section.needs_text for section in own),
            known=numbers,
            checked=numbers,
        )
