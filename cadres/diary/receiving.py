"""How a diary entry is received exactly once, from the phone's PUT and from the page's form alike.

The content of an entry is what `fields.py` declares: texts without blanks at the ends and with
line ends \\n, tasks sorted, and, where photos are spoken of at all, their SHA-256 in order. Its
identity is the SHA-256 over the JSON of these fields, keys sorted, UTF-8, no blanks. docs/sync.md
has the whole contract.
"""

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts import ledger
from accounts.models import LedgerEntry, StaleRecord
from cadres.documents.storage import SHA256
from cadres.matters.models import Matter
from cadres.registry.models.cadres import Cadre
from villages.models import ProgrammeRule

from .fields import kept, names, texts
from .forms import DiaryForm
from .models.entries import DiaryEntry

TRIES = 8  # of storing what others change at the same moment


class NotAnEntry(ValueError):
    """What came is no diary entry; the message says why, `field` where."""

    def __init__(self, message, field="__all__"):
        super().__init__(message)
        self.field = field


def content(data):
    """{field: text, sorted tasks or photos} of a mapping; NotAnEntry for anything but texts.

    Without the key `photos` nothing is said of them: those of an entry stay as they are.
    """
    if not isinstance(data, dict) or set(data) - set(names()):
        raise NotAnEntry(_("Send an object with these fields only: %s.") % ", ".join(names()))
    tasks = data.get("tasks") or []
    if not isinstance(tasks, list) or any(not isinstance(task, str) for task in tasks):
        raise NotAnEntry(_("Send the tasks as a list of texts."))
    sent = {each.name: _clean(data.get(each.name) or "") for each in texts()}
    filled = {each.name: sent[each.name] for each in texts() if each.always or sent[each.name]}
    photos = {"photos": _photos(data["photos"])} if "photos" in data else {}
    return {"tasks": sorted(set(tasks)), **photos, **filled}


def _clean(text):
    if not isinstance(text, str):
        raise NotAnEntry(_("Send every field as a text."))
    return text.replace("\r\n", "\n").strip()


def _photos(listed):
    try:
        for sha256 in listed:
            SHA256(sha256)
    except (TypeError, ValidationError):
        listed = None
    if not isinstance(listed, list):
        raise NotAnEntry(_("Name each photo by its fingerprint."), "photos")
    return listed


def digest(fields):
    """SHA-256 of a content, as the phone computes it too; NotAnEntry for what is no Unicode."""
    text = json.dumps(fields, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    try:
        return hashlib.sha256(text.encode()).hexdigest()
    except UnicodeEncodeError:
        raise NotAnEntry(_("Send every field as a text.")) from None


@dataclass(frozen=True)
class Answer:
    """201 stored, 200 identical, amended or withdrawn, 409 differs from `entry`, 410 `entry` was
    withdrawn, 422: faults of `form`."""

    status: int
    entry: DiaryEntry | None = None
    form: DiaryForm | None = None


def stored(entry):
    """The content of an entry as it stands here, to be shown beside another."""
    return {each.name: each.value(entry) for each in kept()}


def receive(by, pk, fields, today, replaces="", skew=None):
    """Store `fields` (a `content`) under the id `pk` for the cadre `by`; returns an Answer.

    An entry that exists is changed only when `replaces` is the SHA-256 it carries now and the
    township has not seen it. `skew`: seconds the phone's clock runs ahead, None when unknown.
    Somebody else's id is 404. Entry with its photos, matter and ledger: one transaction, which
    begins only when there is something to write, so that nobody waits for another's checks.
    """
    for _try in range(TRIES):
        # Whoever was stored first since the look at it stands there now.
        with suppress(IntegrityError, StaleRecord):
            return _receive(by, pk, fields, today, replaces, skew)
    return _receive(by, pk, fields, today, replaces, skew)


def _receive(by, pk, fields, today, replaces, skew):
    sha256 = digest(fields)
    entry = _own(by, DiaryEntry.objects.filter(pk=pk))
    if entry and entry.state == DiaryEntry.State.WITHDRAWN:
        return Answer(410, entry)
    if entry and entry.payload_sha256 == sha256:
        return Answer(200, entry)
    if entry and not (entry.may_change and replaces == entry.payload_sha256):
        return Answer(409, entry)
    before = ledger.snapshot(entry) if entry else {}
    instance = entry or DiaryEntry(pk=pk, phone_skew=skew)
    form = DiaryForm(fields, instance=instance, cadre=_cadre(by), today=today)
    _count_photos(fields)
    if not form.is_valid():
        return Answer(422, entry, form)
    new = form.save(commit=False)
    new.payload_sha256, new.photos = sha256, fields.get("photos", new.photos)
    return Answer(200 if entry else 201, _store(new, by, before, form, today))


def _own(by, entries):
    """The entry, None when there is none yet; 404 when it is somebody else's."""
    entry = entries.first()
    if entry and entry.cadre.user_id != by.pk:
        raise Http404
    return entry


def _count_photos(fields):
    if not fields.get("photos"):
        return
    most = int(ProgrammeRule.number("photos_max"))
    if len(fields["photos"]) > most:
        raise NotAnEntry(_("No more than %(n)d photos to an entry.") % {"n": most}, "photos")


def _cadre(by):
    return get_object_or_404(Cadre.objects.select_related("unit"), user=by)


@transaction.atomic
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
            by,
            village=entry.village,
            title=chosen["matter_title"],
            category=chosen["matter_category"],
            raised_on=entry.on,
            text=entry.text,
        )
    elif entry.matter_id and entry.matter_id != had:
        entry.matter.step(by, entry.text[:300], entry.on)


@transaction.atomic
def withdraw(by, pk, replaces):
    """Take an entry back before the township has read it: 200, and 200 again; 409 once it was read
    or changed since. Its words stay in the row, and nothing sent later raises it again."""
    entry = _own(by, DiaryEntry.objects.select_for_update().filter(pk=pk))
    if entry is None:
        raise Http404
    if entry.state == DiaryEntry.State.WITHDRAWN:
        return Answer(200, entry)
    if not (entry.may_withdraw and replaces == entry.payload_sha256):
        return Answer(409, entry)
    entry.state = DiaryEntry.State.WITHDRAWN
    return Answer(200, ledger.write(entry, by, gettext_noop("withdraw")))


def never_came(by, offered):
    """Of [(id, SHA-256)] those whose content was never stored under that id, as after a restore.

    What was amended since, or withdrawn, did come: the ledger says so.
    """
    here = DiaryEntry.objects.filter(cadre__user=by).in_bulk([pk for pk, _sha256 in offered])
    doubtful = [str(pk) for pk, sha256 in offered if pk in here and not _stands(here[pk], sha256)]
    rows = LedgerEntry.objects.filter(object_type="cadres.diaryentry", object_id__in=doubtful)
    known = {(row.object_id, row.after.get("payload_sha256")) for row in rows}
    return [
        pk
        for pk, sha256 in offered
        if pk not in here or not (_stands(here[pk], sha256) or (str(pk), sha256[:16]) in known)
    ]


def _stands(entry, sha256):
    return entry.state == DiaryEntry.State.WITHDRAWN or entry.payload_sha256 == sha256
