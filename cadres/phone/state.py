"""What the phone asks before every sync: who is logged in, the rules, and what waits for them.

A higher app adds to it in its `AppConfig.ready`, or replaces what stands here:

    add_part("score", own_score)

A part is called as `part(user, today)` for a cadre and returns a JSON value; keep it to a constant
number of queries.
"""

from django.utils import timezone

from cadres.attendance.models.leave import Leave
from cadres.diary.models.entries import DiaryEntry
from cadres.diary.photo_upload import beside, largest
from cadres.diary.receipts import RECEIPT, STORE, key
from cadres.diary.receiving import stored
from cadres.inbox.models import Notice
from cadres.inbox.sources import reminders
from cadres.matters.models import Matter
from cadres.registry.models.postings import Posting
from cadres.registry.tasks import Task
from villages.models import ProgrammeRule

NEWEST = 100
PARTS = {}


def add_part(name, part):
    """Register a part; the same name again replaces it."""
    PARTS[name] = part


def state(user, today):
    """{part: JSON value} of everything but keys and session."""
    return {name: part(user, today) for name, part in PARTS.items()}


def keys(user):
    """The person's two keys, as bytes."""
    return {"key": key(user, STORE), "receipt_key": key(user, RECEIPT)}


def entries_json(entries):
    """Entries as they stand here, each photo with whether it arrived; two queries."""
    return [entry_json(entry) for entry in beside(entries)]


def entry_json(entry):
    """One entry that passed through `beside`."""
    return {
        **stored(entry),
        "id": str(entry.pk),
        "sha256": entry.payload_sha256,
        "receipt_no": entry.receipt_no,
        "received_at": _moment(entry.received_at),
        "written_at": _moment(entry.written_at),
        "village": str(entry.village),
        "matter_name": str(entry.matter) if entry.matter else "",
        "photos": [{"sha256": sha256, "have": bool(photo)} for sha256, photo in entry.shots],
        "state": entry.state,
        "state_label": entry.get_state_display(),
        "comment": entry.comment,
        "commented_by": entry.commented_by,
        "commented_at": _moment(entry.commented_at),
        "skew_minutes": entry.skew_minutes,
        "may_change": entry.may_change,
        "may_withdraw": entry.may_withdraw,
    }


def _moment(at):
    return timezone.localtime(at).isoformat(timespec="seconds") if at else ""


def postings(user, today):
    rows = Posting.objects.visible_to(user).select_related("team__village__township")
    return [
        {
            "village": str(row.team.village),
            "township": str(row.team.village.township),
            "since": str(row.since),
            "until": str(row.until or ""),
        }
        for row in rows.order_by("-since")
    ]


def rules(user, today):
    number = {
        code: int(ProgrammeRule.number(code))
        for code in ("diary_late_days", "diary_grace_days", "photos_max")
    }
    return {
        "late_days": number["diary_late_days"],
        "grace_days": number["diary_grace_days"],
        "text_max": DiaryEntry._meta.get_field("text").max_length,
        "photos_max": number["photos_max"],
        "photo_bytes_max": largest(),
    }


def matters(user, today):
    """Open ones, sooner due first."""
    rows = Matter.objects.visible_to(user).open().order_by("due_on", "pk")
    return [
        {
            "number": row.number,
            "title": row.title,
            "due_on": str(row.due_on),
            "holder": str(row.holder_name),
            "is_late": row.due_on < today,
            "url": row.get_absolute_url(),
        }
        for row in rows
    ]


def leaves(user, today):
    """Asked for, granted or running."""
    rows = Leave.objects.visible_to(user).filter(until__gte=today, returned_on__isnull=True)
    return [
        {
            "since": str(row.since),
            "until": str(row.until),
            "kind": row.get_kind_display(),
            "reason": row.reason,
            "state": row.state,
            "state_label": row.get_state_display(),
            "url": row.get_absolute_url(),
        }
        for row in rows.exclude(state=Leave.State.CANCELLED).order_by("since")
    ]


def news(user, today):
    """Whether something was told that the person has not opened; never how much."""
    return Notice.objects.visible_to(user).unread().exists()


def returned(user, today):
    return entries_json(DiaryEntry.objects.visible_to(user).returned().with_names())


def choices(labels):
    """A part that lists a field's choices."""
    return lambda user, today: [{"value": value, "label": str(label)} for value, label in labels]


def nothing(value):
    """What a part says until a higher app knows better."""
    return lambda user, today: value


for name, part in (
    ("postings", postings),
    ("rules", rules),
    ("tasks", choices(Task.choices)),
    ("categories", choices(Matter.Category.choices)),
    ("matters", matters),
    ("leaves", leaves),
    ("returned", returned),
    ("reminders", reminders),
    ("news", news),
    ("score", nothing(None)),
):
    add_part(name, part)
