"""Who is told of what: one table, read when the ledger writes a row, in the same transaction.

    @told("cadres.leave", "approve leave", _("Leave granted: %(what)s"))
    def to_the_person(leave, by, today): return addressees.cadre(leave.posting.cadre_id)

A rule answers a Q of users; `told_all` registers one that is asked once for all records of a
writing and yields (user's pk, Subject). A higher app adds its own in `AppConfig.ready`.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import ledger
from accounts.models import Role
from cadres.leaders.models.links import LeaderLink
from cadres.matters.models import Matter
from villages.models import ProgrammeRule

from . import recipients as addressees
from .models import WORDS, Notice

RULES = {}
TOWNSHIP_DIGITS = 9


@dataclass(frozen=True)
class Subject:
    """What a notice names, and the page it leads to."""

    name: str
    url: str


def told_all(model, action, words):
    """`find(records, by, today)` yields (user's pk, Subject)."""

    def register(find):
        RULES[f"{model} {action}"], WORDS[f"{model} {action}"] = find, words
        return find

    return register


def told(model, action, words, subject=lambda record: record):
    """`find(record, by, today)` is a Q of users; `subject(record)` has the name and the page."""

    def register(find):
        def each(records, by, today):
            for record in records:
                what = subject(record)
                about = Subject(str(what), what.get_absolute_url())
                for pk in addressees.people(find(record, by, today)).values_list("pk", flat=True):
                    yield pk, about

        told_all(model, action, words)(each)
        return find

    return register


def tell(by, action, records, note):
    """Write the notices of one writing of the ledger; nobody is told of what he did himself."""
    label = records[0]._meta.label_lower if records else ""
    find = RULES.get(event := f"{label} {action}")
    if find is None:
        return
    now, own = timezone.now(), by.pk if by else None
    found = dict.fromkeys(find(records, by, timezone.localdate(now)))
    Notice.objects.bulk_create(
        [
            Notice(
                user_id=pk,
                event=event,
                what=about.name[:200],
                url=about.url,
                at=now,
                who=str(by or "")[:80],
                note=note[:300],
            )
            for pk, about in found
            if pk != own
        ],
        batch_size=500,
    )


def forget(now):
    """Delete what is older than the rule `notice_days`; returns how many."""
    oldest = now - timedelta(days=int(ProgrammeRule.number("notice_days")))
    return Notice.objects.filter(at__lt=oldest).delete()[0]


@told("cadres.quarterlyreport", "accept", _("Report accepted: %(what)s"))
def _author(report, by, today):
    return addressees.author(report)


@told(
    "cadres.reportdispute",
    "answer",
    _("The county office answered your number in %(what)s"),
    lambda dispute: dispute.report,
)
def _disputer(dispute, by, today):
    return addressees.author(dispute.report)


@told("cadres.diaryentry", "comment", _("The township commented on the diary: %(what)s"))
def _writer(entry, by, today):
    return addressees.cadre(entry.cadre_id)


@told("cadres.leave", "approve leave", _("Leave granted: %(what)s"))
@told("cadres.leave", "refuse leave", _("Leave refused: %(what)s"))
@told("cadres.absence", "accept", _("Your explanation was accepted: %(what)s"))
@told("cadres.absence", "uphold", _("The absence stands: %(what)s"))
def _person(row, by, today):
    return addressees.cadre(row.posting.cadre_id)


@told("cadres.matter", "escalate", _("Matter handed up: %(what)s"))
@told("cadres.matter", "take over", _("Matter taken over: %(what)s"))
@told("cadres.matter", "hand down", _("Matter handed back: %(what)s"))
@told("cadres.matter", "settle", _("Matter answered: %(what)s"))
@told("cadres.matter", "take up again", _("Matter taken up again: %(what)s"))
def _around(matter, by, today):
    """Team and township, less who holds it now (it lies in their inbox) and who moved it."""
    concerned = addressees.team(matter.village_id, today)
    concerned |= addressees.township(matter.village_id[:TOWNSHIP_DIGITS])
    informed = set(Role.values) - {by.role}
    if matter.is_open:
        informed -= {Matter.ROLE[matter.holder]}
    return concerned & Q(role__in=informed)


@told("cadres.circular", "issue", _("Circular issued: %(what)s"))
def _readers(circular, by, today):
    return addressees.everybody_of(circular.area_code, today)


@told("cadres.commitment", "approve", _("Commitment approved: %(what)s"))
@told("cadres.commitment", "send back", _("Commitment returned: %(what)s"))
@told("cadres.commitment", "settle", _("Commitment settled: %(what)s"))
def _promisers(promise, by, today):
    return addressees.team(promise.village_id, today)


@told("cadres.acceptance", "approve", _("Acceptance concluded: %(what)s"))
def _accepted(row, by, today):
    """The township, the leaders linked to the place, the village's team."""
    linked = LeaderLink.objects.on(today).at(row.place_code).filter(user__isnull=False)
    told = addressees.township(row.place_code[:TOWNSHIP_DIGITS]) | Q(pk__in=linked.values("user"))
    return told | addressees.team(row.village_id, today) if row.village_id else told


@told("cadres.complaint", "answer", _("Your suggestion was answered: %(what)s"))
def _asker(complaint, by, today):
    """Nobody, when it came without a name."""
    return Q(pk=complaint.author_id)


def register():
    """Called once, when the app is ready."""
    ledger.listen(tell)
