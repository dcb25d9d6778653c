"""Who is told of what: one table, read when the ledger writes a row, in the same transaction.

    @notify("cadres.leave", "approve leave", _("Leave granted: %(what)s"))
    def to_the_person(leave, by, today): return recipients.cadre(leave.posting.cadre_id)

A rule answers a Q of users; `notify_each` registers one that is asked once for all records of a
writing and yields (user's pk, Subject). A room has its own in `notices.py`.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from accounts import ledger
from villages.models import ProgrammeRule

from . import recipients
from .models import WORDS, Notice

RULES = {}
TOWNSHIP_DIGITS = 9


@dataclass(frozen=True)
class Subject:
    """What a notice names, and the page it leads to."""

    name: str
    url: str


def notify_each(model, action, words):
    """`find(records, by, today)` yields (user's pk, Subject)."""

    def register(find):
        RULES[f"{model} {action}"], WORDS[f"{model} {action}"] = find, words
        return find

    return register


def notify(model, action, words, subject=lambda record: record):
    """`find(record, by, today)` is a Q of users; `subject(record)` has the name and the page."""

    def register(find):
        def each(records, by, today):
            for record in records:
                what = subject(record)
                about = Subject(str(what), what.get_absolute_url())
                for pk in recipients.people(find(record, by, today)).values_list("pk", flat=True):
                    yield pk, about

        notify_each(model, action, words)(each)
        return find

    return register


def write_notices(by, action, records, note):
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


ledger.listen(write_notices)
