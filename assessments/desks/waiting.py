"""What waits for whom: the working lists on the first page of each role."""

from dataclasses import dataclass

from django.db.models import Count, Min
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.cards import scores
from assessments.cards.models.publications import Publication
from assessments.drilldown import link
from assessments.grading.stale_results import stale_results
from assessments.outcomes.models import Proposal
from assessments.schemes.models.schemes import SubjectKind
from assessments.schemes.periods import order
from assessments.templatetags.assessments_text import short_period
from cadres.models import (
    Cadre,
    Commitment,
    DiaryEntry,
    Leave,
    Matter,
    Posting,
    QuarterlyReport,
    ReportDispute,
)
from cadres.reports.holders import is_escalated, overdue_before
from villages.models import Village


@dataclass(frozen=True)
class Task:
    """Work of one kind: how much, its list, since when the oldest waits, words beside it."""

    count: int
    label: str
    href: str
    since: object = None  # date or datetime of the oldest
    note: str = ""


def not_empty(tasks):
    """Those with something in them."""
    return [task for task in tasks if task.count]


def oldest(tasks):
    """The task whose oldest piece has waited longest; None when nothing waits."""
    dated = [task for task in tasks if task.since]
    return min(dated, key=lambda task: _day(task.since), default=None)


def _day(when):
    return timezone.localtime(when).date() if hasattr(when, "hour") else when


def reports_task(reports):
    """Reports that wait for the county's review (from rows read already)."""
    first = min(reports, key=lambda report: report.held_since, default=None)
    return Task(
        len(reports),
        _("Quarterly reports to review"),
        link("cadres:report_list", standing=QuarterlyReport.State.SUBMITTED),
        first and first.held_since,
        str(first.body) if first else "",
    )


def reviews_overdue_task(reports, today):
    """Those of them that a reviewer sits on, whoever it is."""
    before = overdue_before(today)
    late = [report for report in reports if is_escalated(report, before)]
    first = min(late, key=lambda report: report.held_since, default=None)
    return Task(
        len(late),
        _("Reviews of reports overdue"),
        link("cadres:report_list", standing="review_overdue"),
        first and first.held_since,
        str(first.holder_name) if first else "",
    )


def disputes_task(user):
    """Numbers of reports that their authors dispute: the county keeps the records and answers."""
    found = ReportDispute.objects.visible_to(user).open().order_by()
    found = found.aggregate(n=Count("pk"), first=Min("at"))
    href = link("cadres:report_list", standing="disputed")
    return Task(found["n"], _("Disputed numbers to answer"), href, found["first"])


def commitments_task(user, state, label):
    found = Commitment.objects.visible_to(user).filter(state=state).count()
    return Task(found, label, link("cadres:commitment_list", state=state))


def proposals_task(user):
    found = Proposal.objects.visible_to(user).open().order_by()
    found = found.aggregate(n=Count("pk"), first=Min("proposed_at"))
    href = link("assessments:proposal_list", state=Proposal.State.PROPOSED)
    return Task(found["n"], _("Proposals to decide"), href, found["first"])


def leave_task(user, days, by_county):
    """Leave that waits for this office: the county's is longer than `days`."""
    asked = Leave.objects.visible_to(user).filter(state=Leave.State.REQUESTED)
    decider = Leave.Decider.COUNTY if by_county else Leave.Decider.TOWNSHIP
    found = asked.filter(decider=decider).order_by()
    found = found.aggregate(n=Count("pk"), first=Min("requested_at"))
    label = (
        _("Leave to decide (over %(n)d days)")
        if by_county
        else _("Leave to decide (up to %(n)d days)")
    )
    return Task(
        found["n"], label % {"n": int(days)}, link("cadres:leave_list", mine="true"), found["first"]
    )


def matters_task(user, holder, label):
    held = Matter.objects.visible_to(user).open().filter(holder=holder).order_by()
    found = held.aggregate(n=Count("pk"), first=Min("held_since"))
    return Task(found["n"], label, link("cadres:matter_list", holder=holder), found["first"])


def cards_task(desk):
    """Cards of the desk's period that wait for a fact or a confirmation."""
    count = sum(row.score is None for row in desk.now)
    return Task(count, _("Cards that wait for data"), desk.results(state="waiting"))


def office_tasks(user):
    """Second signatures, and graded periods for which facts were entered since; five queries."""
    if user.role != "county":
        return []
    signed = list(Publication.objects.visible_to(user).waiting().select_related("scheme"))
    others = [each for each in signed if each.signed_by_id != user.pk]
    asked = {(each.scheme_id, each.period) for each in signed}
    stale = [each for each in stale_results(user) if each.key not in asked]
    return [
        _periods(_("Publishing: second signature"), "publish", [e for e in others if not e.reason]),
        _periods(_("Correction: second signature"), "correct", [e for e in others if e.reason]),
        _periods(
            _("Facts changed since grading"), "grade", [e for e in stale if not e.is_published]
        ),
        _periods(
            _("Facts changed since publishing"), "correct", [e for e in stale if e.is_published]
        ),
    ]


def _periods(label, page, found):
    """The Task of some schemes' periods; it leads to the one that waits longest."""
    if not found:
        return Task(0, label, "")
    first = min(found, key=lambda each: each.since)
    scheme, period = first.scheme, first.period
    note = f"{scheme.get_subject_display()} {short_period(period)}"
    href = link(f"assessments:{page}", scheme.code, period)
    return Task(len(found), label, href, first.since, note)


def county_tasks(desk):
    user = desk.user
    return not_empty(
        [
            reports_task(desk.awaiting()),
            reviews_overdue_task(desk.awaiting(), desk.today),
            disputes_task(user),
            *office_tasks(user),
            proposals_task(user),
            cards_task(desk),
            leave_task(user, desk.rules["leave_township_days"], by_county=True),
            Task(
                desk.matter_totals()["county"],
                _("Matters held by the county"),
                link("cadres:matter_list", holder=Matter.Holder.COUNTY),
                min((each["held"] for each in desk.matters.values() if each["held"]), default=None),
            ),
        ]
    )


def report_task(mine):
    """Reports of the own office that are still to be written or mended."""
    own = mine.filter(state__in=QuarterlyReport.WITH_AUTHOR).order_by()
    found = own.aggregate(n=Count("pk"), first=Min("held_since"))
    return Task(
        found["n"], _("Quarterly reports to write"), link("cadres:report_list"), found["first"]
    )


def diary_task(user, state, label, today):
    """What the township reads this month; older entries are read week by week."""
    month = {"on__year": today.year, "on__month": today.month}
    entries = DiaryEntry.objects.visible_to(user).filter(state=state, **month).order_by()
    found = entries.aggregate(n=Count("pk"), first=Min("received_at"))
    href = link("cadres:diary_list", state=state, month=f"{today:%Y-%m}")
    return Task(found["n"], label, href, found["first"])


def township_tasks(user, rules, today):
    reports = QuarterlyReport.objects.visible_to(user)
    return not_empty(
        [
            report_task(reports.filter(township=user.area_code)),
            leave_task(user, rules["leave_township_days"], by_county=False),
            matters_task(user, Matter.Holder.TOWNSHIP, _("Matters held by the township")),
            commitments_task(user, Commitment.State.PROPOSED, _("Commitments to approve")),
            diary_task(user, DiaryEntry.State.MENDED, _("Diary corrected this month"), today),
            diary_task(user, DiaryEntry.State.RECEIVED, _("Diary of this month to read"), today),
        ]
    )


def unit_tasks(user):
    return not_empty([report_task(QuarterlyReport.objects.visible_to(user))])


def village_scores(user, period, before):
    """[(village, row now | None, row before | None)] of the villages in scope; two queries."""
    cards = scores.village_cards(user).filter(period__in=[str(period), str(before)])
    found = {(row.code, row.period): row for row in scores.read(cards)}
    return [
        (village, found.get((village.code, period)), found.get((village.code, before)))
        for village in Village.objects.visible_to(user).order_by("code")
    ]


def newest_result(user, kind, codes):
    """The newest Row of these subjects, the office's own card; None without one. One query."""
    cards = scores.current(user).filter(scheme__subject=kind, subject_code__in=codes)
    return max(scores.read(cards), key=lambda row: order(row.period), default=None)


def posted_people(user, day):
    """Cadres in scope with the postings of the day and their newest card; three queries."""
    people = Cadre.objects.visible_to(user).order_by("code").distinct()
    postings = Posting.objects.visible_to(user).on(day).select_related("team__village__township")
    by_cadre = {}
    for posting in postings:
        by_cadre.setdefault(posting.cadre_id, []).append(posting)
    newest = {}
    for row in sorted(_cadre_rows(user), key=lambda row: order(row.period)):
        newest[row.code.split("@")[0]] = row
    return [(cadre, by_cadre.get(cadre.code, []), newest.get(cadre.code)) for cadre in people]


def _cadre_rows(user):
    return scores.read(scores.current(user).filter(scheme__subject=SubjectKind.CADRE))
