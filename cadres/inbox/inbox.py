"""收件箱: what waits for a person by due day, and the digest of the morning. Nothing is counted."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cadres.calendar.workdays import LONGEST_REST, workdays
from villages.models import ProgrammeRule

from .models import Digest, Notice
from .sources import KINDS, OpenItem, inbox

BANDS = (
    ("late", _("Overdue")),
    ("near", _("Due within the next working days")),
    ("later", _("Due later")),
    ("open", _("Without a day")),
)


@dataclass(frozen=True)
class Morning:
    """The digest: told or handed over from `since` on, overdue, and due until `until`."""

    since: date
    until: date
    notices: list[Notice]
    arrived: list[OpenItem]
    late: list[OpenItem]
    near: list[OpenItem]

    def __bool__(self):
        return any((self.notices, self.arrived, self.late, self.near))


def band_of(paper, today, until):
    if paper.due_on is None:
        return "open"
    if paper.due_on < today:
        return "late"
    return "near" if paper.due_on <= until else "later"


def bands(papers, today, until):
    """[(title, papers)] of those that hold something, in the order of BANDS."""
    found = {key: [] for key, _title in BANDS}
    for paper in papers:
        found[band_of(paper, today, until)].append(paper)
    return [(title, found[key]) for key, title in BANDS if found[key]]


def kinds_of(papers):
    """[(key, label)] of the kinds that occur, in the order of KINDS."""
    there = {paper.kind for paper in papers}
    return [(key, label) for key, label in KINDS.items() if key in there]


def near_day(today):
    """The last of the next working days that the digest speaks of; two queries."""
    days = workdays(today + timedelta(1), today + LONGEST_REST)
    return days[int(ProgrammeRule.number("digest_days")) - 1]


def last_digest(user, today):
    """The day of the last digest before today, or the last working day; two queries at most."""
    sent = Digest.objects.filter(user=user, sent_on__lt=today).values_list("sent_on", flat=True)
    return sent.first() or workdays(today - LONGEST_REST, today - timedelta(1))[-1]


def morning(user, today, papers=None, until=None):
    """The Morning of a person; `papers` of the inbox and `near_day` if they are known already."""
    papers = inbox(user, today) if papers is None else papers
    until = until or near_day(today)
    since = last_digest(user, today)
    start = timezone.make_aware(datetime.combine(since, time.min))
    due = [paper for paper in papers if paper.due_on]
    return Morning(
        since,
        until,
        list(Notice.objects.visible_to(user).unread().since(start)),
        [paper for paper in papers if since <= paper.since <= today],
        [paper for paper in due if paper.due_on < today],
        [paper for paper in due if today <= paper.due_on <= until],
    )
