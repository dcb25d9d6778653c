"""What waits for whom: the working lists on the first page of each role."""

from dataclasses import dataclass

from django.db.models import Count, Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cadres.models import Cadre, DiaryEntry, Leave, Matter, Posting, QuarterlyReport
from villages.models import Village

from . import scores
from .links import link
from .models import Proposal, Publication
from .models.schemes import SubjectKind
from .overtaken import overtaken


@dataclass(frozen=True)
class Task:
    """Work of one kind: how much, its list, since when the oldest waits, words beside it."""

    count: int
    label: str
    href: str
    since: object = None  # date or datetime of the oldest
    note: str = ""


def waiting(tasks):
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
        len(reports), _("Quarterly reports to review"),
        link("cadres:report_list", standing=QuarterlyReport.State.SUBMITTED),
        first and first.held_since, str(first.body) if first else "",
    )  # fmt: skip


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


def signature_tasks(user):
    """What another person has signed and waits for the second signature; one query."""
    asked = Publication.objects.visible_to(user).waiting().exclude(signed_by=user)
    asked = list(asked.select_related("scheme").order_by("signed_at"))
    publishing = [each for each in asked if not each.reason]
    correcting = [each for each in asked if each.reason]
    return [
        _signatures(publishing, _("Results to sign as the second person"), "publish"),
        _signatures(correcting, _("Corrections to sign as the second person"), "correct"),
    ]


def _signatures(asked, label, page):
    if not asked:
        return Task(0, label, "")
    first = asked[0]
    href = link(f"assessments:{page}", first.scheme.code, first.period)
    return Task(len(asked), label, href, first.signed_at, f"{first.scheme.code} {first.period}")


def overtaken_tasks(user):
    """Graded periods for which facts were entered since: drafts, and what is published."""
    found = overtaken(user)
    drafts = [each for each in found if not each.is_published]
    published = [each for each in found if each.is_published]
    return [
        _overtaken(drafts, _("Facts entered after the grading: grade again")),
        _overtaken(published, _("Facts entered after publishing: look whether to correct")),
    ]


def _overtaken(found, label):
    if not found:
        return Task(0, label, "")
    first = found[0]
    return Task(len(found), label, first.href, first.since, f"{first.scheme.code} {first.period}")


def county_tasks(desk):
    user = desk.user
    return waiting(
        [
            reports_task(desk.awaiting()),
            *(signature_tasks(user) if user.role == "county" else ()),
            proposals_task(user),
            cards_task(desk),
            *(overtaken_tasks(user) if user.role == "county" else ()),
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
    return waiting(
        [
            report_task(reports.filter(township=user.area_code)),
            leave_task(user, rules["leave_township_days"], by_county=False),
            matters_task(user, Matter.Holder.TOWNSHIP, _("Matters held by the township")),
            diary_task(user, DiaryEntry.State.MENDED, _("Diary mended this month"), today),
            diary_task(user, DiaryEntry.State.RECEIVED, _("Diary of this month to read"), today),
        ]
    )


def unit_tasks(user):
    return waiting([report_task(QuarterlyReport.objects.visible_to(user))])


def village_scores(user, period, before):
    """[(village, row now | None, row before | None)] of the villages in scope; two queries."""
    rows = scores.read(
        scores.current(user).filter(
            scheme__subject=SubjectKind.VILLAGE, period__in=[period, before]
        )
    )
    found = {(row.code, row.period): row for row in rows}
    return [
        (village, found.get((village.code, period)), found.get((village.code, before)))
        for village in Village.objects.visible_to(user).order_by("code")
    ]


def posted_people(user, day):
    """Cadres in scope with the postings of the day and their newest card; three queries."""
    people = Cadre.objects.visible_to(user).order_by("code").distinct()
    postings = Posting.objects.visible_to(user).on(day).select_related("team__village__township")
    by_cadre = {}
    for posting in postings:
        by_cadre.setdefault(posting.cadre_id, []).append(posting)
    newest = {}
    for row in sorted(_cadre_rows(user), key=lambda row: scores.order(row.period)):
        newest[row.code.split("@")[0]] = row
    return [(cadre, by_cadre.get(cadre.code, []), newest.get(cadre.code)) for cadre in people]


def _cadre_rows(user):
    return scores.read(scores.current(user).filter(Q(scheme__subject=SubjectKind.CADRE)))
