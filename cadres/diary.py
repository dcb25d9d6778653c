"""How a diary entry is received exactly once, from the phone's PUT and from the page's form alike.

The content of an entry is `FIELDS`: texts without blanks at the ends and with line ends \\n, tasks
sorted. Its identity is the SHA-256 over the JSON of these fields, keys sorted, UTF-8, no blanks.
"""

import hashlib
import json
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts import ledger

from .forms.diary import DiaryForm
from .models import Cadre, DiaryEntry, Matter

TEXTS = (
    "on", "place", "text", "late_reason", "matter", "matter_title", "matter_category", "written_at",
)
FIELDS = ("tasks", *TEXTS)


class NotAnEntry(ValueError):
    """What came is no diary entry; the message says why."""


def content(data):
    """{field: text or sorted tasks} of a mapping; NotAnEntry for anything but texts."""
    if not isinstance(data, dict) or set(data) - set(FIELDS):
        raise NotAnEntry(_("Send an object with these fields only: %s.") % ", ".join(FIELDS))
    tasks = data.get("tasks") or []
    if not isinstance(tasks, list) or any(not isinstance(task, str) for task in tasks):
        raise NotAnEntry(_("Send the tasks as a list of texts."))
    texts = {name: data.get(name) or "" for name in TEXTS}
    if any(not isinstance(text, str) for text in texts.values()):
        raise NotAnEntry(_("Send every field as a text."))
    clean = {name: text.replace("\r\n", "\n").strip() for name, text in texts.items()}
    return {"tasks": sorted(set(tasks)), **clean}


def digest(fields):
    """SHA-256 of a content, as the phone computes it too; NotAnEntry for what is no Unicode."""
    text = json.dumps(fields, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    try:
        return hashlib.sha256(text.encode()).hexdigest()
    except UnicodeEncodeError:
        raise NotAnEntry(_("Send every field as a text.")) from None


@dataclass(frozen=True)
class Answer:
    """201 stored, 200 identical or amended, 409 differs from `entry`, 422: faults of `form`."""

    status: int
    entry: DiaryEntry | None = None
    form: DiaryForm | None = None


def receipt(entry):
    """What the phone keeps instead of its copy."""
    return {
        "id": str(entry.pk),
        "sha256": entry.payload_sha256,
        "receipt_no": entry.receipt_no,
        "server_time": timezone.localtime(entry.received_at).isoformat(timespec="seconds"),
    }


def stored(entry):
    """The content of an entry as it stands here, to be shown beside another."""
    matter = entry.matter.number if entry.matter_id else ""
    return {
        "tasks": entry.task_list, "on": str(entry.on), "place": entry.place, "text": entry.text,
        "late_reason": entry.late_reason, "matter": matter,
        "written_at": entry.written_at.isoformat() if entry.written_at else "",
    }


def receive(by, pk, fields, today, replaces=""):
    """Store `fields` (a `content`) under the id `pk` for the cadre `by`; returns an Answer.

    An entry that exists is changed only when `replaces` is the SHA-256 it carries now and the
    township has not seen it. Somebody else's id is 404. Entry, matter and ledger: one transaction.
    """
    try:
        return _receive(by, pk, fields, today, replaces)
    except IntegrityError:
        # The same id was being stored at this moment; by now it is there.
        return _receive(by, pk, fields, today, replaces)


@transaction.atomic
def _receive(by, pk, fields, today, replaces):
    sha256 = digest(fields)
    entry = DiaryEntry.objects.select_for_update().filter(pk=pk).first()
    if entry and entry.cadre.user_id != by.pk:
        raise Http404
    if entry and entry.payload_sha256 == sha256:
        return Answer(200, entry)
    if entry and not (entry.may_change and replaces == entry.payload_sha256):
        return Answer(409, entry)
    before = ledger.snapshot(entry) if entry else {}
    form = DiaryForm(fields, instance=entry or DiaryEntry(pk=pk), cadre=_cadre(by), today=today)
    if not form.is_valid():
        return Answer(422, entry, form)
    new = form.save(commit=False)
    new.payload_sha256 = sha256
    return Answer(200 if entry else 201, _store(new, by, before, form, today))


def _cadre(by):
    return get_object_or_404(Cadre.objects.select_related("unit"), user=by)


def _store(entry, by, before, form, today):
    """The ledger row comes first: its number is the receipt's."""
    had = before.get("matter")
    _touch_matter(entry, by, had, form.cleaned_data)
    if before and entry.state == DiaryEntry.State.RETURNED:
        entry.state = DiaryEntry.State.MENDED
    action = gettext_noop("amend") if before else gettext_noop("receive")
    row = ledger.record(by, action, entry, before, ledger.snapshot(entry))
    entry.receipt_no = f"{today:%m%d}-{row.seq:04d}"
    if before:
        entry.save_if_current()
    else:
        entry.save(force_insert=True)
    return entry


def _touch_matter(entry, by, had, chosen):
    """Open the matter that the entry tells of, or write the entry down as its next step."""
    if chosen["matter_title"] and not entry.matter_id:
        entry.matter = Matter.raise_new(
            by, village=entry.village, title=chosen["matter_title"],
            category=chosen["matter_category"], raised_on=entry.on, text=entry.text,
        )
    elif entry.matter_id and entry.matter_id != had:
        entry.matter.step(by, entry.text[:300], entry.on)
