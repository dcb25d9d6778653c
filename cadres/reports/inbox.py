"""Reports, disputed numbers and the county's own papers that wait for somebody."""

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from cadres.calendar.workdays import LONGEST_REST, workdays
from cadres.documents.numbers import label_of
from cadres.inbox.sources import COUNTY, LEADER, LEVELS, TOWNSHIP, UNIT, OpenItem, source
from cadres.registry.models.units import Unit
from villages.models import ProgrammeRule

from .holders import LIMIT
from .models.county_reports import CountyReport
from .models.disputes import ReportDispute
from .models.reports import QuarterlyReport

LEADERS_LIMIT = "report_leader_days"
HEAVY = ("sections", "layout", "figures", "tables", "before")


def _reports(user):
    return QuarterlyReport.objects.visible_to(user).with_bodies().defer(*HEAVY)


@source("reports", TOWNSHIP, UNIT)
def reports_to_write(user, today):
    """What came back, and drafts past their due day."""
    state = QuarterlyReport.State
    for report in _reports(user).ageing(today).exclude(state=state.SUBMITTED):
        returned = report.state == state.RETURNED
        text = _("%(report)s: returned, to correct") if returned else _("%(report)s: to write")
        yield _with_author(report, text, report.reviewed_by if returned else "")


@source("reports", TOWNSHIP, UNIT, board=False)
def reports_begun(user, today):
    """Drafts that are not due yet."""
    for report in _reports(user).filter(state=QuarterlyReport.State.DRAFT, due_on__gte=today):
        yield _with_author(report, _("%(report)s: to write"), "")


def _with_author(report, text, sender):
    return OpenItem(
        text % {"report": report},
        report.get_absolute_url(),
        TOWNSHIP if report.township_id else UNIT,
        str(report.body),
        timezone.localdate(report.held_since),
        report.due_on,
        sender,
    )


@source("reports", COUNTY)
def reports_to_review(user, today):
    """With the reviewer, or with the county office while it has named none; never with a person
    whose own unit wrote it."""
    limit = int(ProgrammeRule.number(LIMIT))
    for report, days in _in_review(user, today):
        reviewer = report.reviewer if report.reviewer and report.reviewer.is_active else None
        if report.is_own and user.role == COUNTY:
            continue
        yield OpenItem(
            _("%(report)s: to review") % {"report": report},
            report.get_absolute_url(),
            COUNTY,
            str(reviewer or LEVELS[COUNTY]),
            timezone.localdate(report.held_since),
            days[limit - 1],
            str(report.body),
            (reviewer.pk,) if reviewer else (),
        )


@source("reports", LEADER, board=False)
def reviews_escalated(user, today):
    """Left lying for a second time limit: the county's leaders are told on whose desk."""
    limit = int(ProgrammeRule.number(LIMIT) + ProgrammeRule.number(LEADERS_LIMIT))
    for report, days in _in_review(user, today):
        if sum(day <= today for day in days) > limit:
            said = {"report": report, "who": report.holder_name, "n": limit}
            yield OpenItem(
                _("%(report)s: not reviewed by %(who)s within %(n)d working days") % said,
                report.get_absolute_url(),
                LEADER,
                str(user),
                timezone.localdate(report.held_since),
                days[limit - 1],
                str(report.body),
            )


def _in_review(user, today):
    """[(report with `is_own`, working days after it came, beyond today)]; two queries."""
    own = Unit.liaisons.through.objects.filter(unit=OuterRef("unit"), user=user.pk)
    reports = list(_reports(user).awaiting_review().annotate(is_own=Exists(own)))
    if not reports:
        return []
    first = min(timezone.localdate(report.held_since) for report in reports)
    days = workdays(first, today + 3 * LONGEST_REST)
    return [
        (report, [day for day in days if day > timezone.localdate(report.held_since)])
        for report in reports
    ]


@source("reports", COUNTY)
def disputes_open(user, today):
    """The county keeps the records, so it answers who says another number."""
    bodies = ("report__township", "report__unit")
    heavy = [f"report__{name}" for name in HEAVY]
    rows = ReportDispute.objects.visible_to(user).open().select_related(*bodies).defer(*heavy)
    for dispute in rows:
        said = {"report": dispute.report, "number": label_of(dispute.code)}
        yield OpenItem(
            _("%(report)s: answer on the disputed number «%(number)s»") % said,
            dispute.report.get_absolute_url(),
            COUNTY,
            str(LEVELS[COUNTY]),
            timezone.localdate(dispute.at),
            sender=dispute.by,
        )


@source("reports", COUNTY)
def county_reports_drafted(user, today):
    rows = CountyReport.objects.visible_to(user).filter(state=CountyReport.State.DRAFT)
    for report in rows.select_related("county").defer(*HEAVY):
        taken = timezone.localdate(report.taken_at) if report.taken_at else today
        yield OpenItem(
            _("%(report)s: to finish and sign") % {"report": report},
            report.get_absolute_url(),
            COUNTY,
            str(LEVELS[COUNTY]),
            taken,
        )
