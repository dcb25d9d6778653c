"""Writing the ledger: in the caller's transaction, one chain, personal values masked.

`write(obj, by)` saves a record and its ledger row together; `record` and `record_many` write rows
for changes made otherwise. A model may name `masked = {"phone": mask_phone}` and `area_code`.
An action is a short English verb that the catalogue of its app translates: gettext_noop("submit").
"""

import getpass
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, TypeVar

from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_noop

from .models import LedgerEntry, User

M = TypeVar("M", bound=Model)
Values = dict[str, Any]
Change = tuple[Model, Values | None, Values | None]  # the record, before, after

address: ContextVar[str] = ContextVar("ledger_address", default="")
CREATE, UPDATE, DELETE = gettext_noop("create"), gettext_noop("update"), gettext_noop("delete")
GENESIS = "0" * 64
UNTOLD = frozenset({"password", "sort_key", "initials"})  # a secret; what follows from the name
LOCK = 0x5A48554355  # advisory lock key of the chain on PostgreSQL
LISTENERS: list[Callable[[User | None, str, list[Model], str], None]] = []


def listen(function: Callable[[User | None, str, list[Model], str], None]) -> None:
    """Have `function(by, action, records, note)` called after each writing, in its transaction."""
    LISTENERS.append(function)


@contextmanager
def unnamed() -> Iterator[User]:
    """`with unnamed() as nobody:` rows written by `nobody` tell neither who nor from where."""
    token = address.set("")
    try:
        yield User(username="anonymous")
    finally:
        address.reset(token)


def mask_phone(value: str) -> str:
    """13812345678 → 138****5678; anything shorter keeps two characters."""
    if len(value) >= 11:
        return f"{value[:3]}****{value[-4:]}"
    return f"{value[:2]}***" if value else ""


def snapshot(obj: Model) -> dict[str, Any]:
    """{field name: JSON value} of the concrete fields, personal values masked.

    A Decimal without idle zeros, so that 732 stored as 732.0000 is no change.
    """
    masked = getattr(obj, "masked", {})
    values = {}
    for field in obj._meta.concrete_fields:
        value = getattr(obj, field.attname)
        if field.name in UNTOLD:
            continue
        if field.name in masked and value:
            value = masked[field.name](value)
        values[field.name] = _plain(value)
    return values


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return str(value)


def digest(entry: LedgerEntry) -> str:
    """SHA-256 over the canonical JSON of everything but `seq` and `hash`."""
    fields = {
        f.name: getattr(entry, f.name)
        for f in entry._meta.concrete_fields
        if f.name not in {"seq", "hash"}
    }
    fields["at"] = entry.at.astimezone(UTC).isoformat()
    text = json.dumps(fields, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _entry(by: User | None, action: str, change: Change, note: str, at: datetime) -> LedgerEntry:
    obj, before, after = change[0], change[1] or {}, change[2] or {}
    changed = {k for k in {**before, **after} if before.get(k) != after.get(k)} - {"version"}
    return LedgerEntry(
        at=at,
        actor=by.username if by else f"system:{getpass.getuser()}",
        actor_name=str(by) if by else "",
        role=by.role if by else "",
        address=address.get(),
        action=action,
        object_type=obj._meta.label_lower,
        object_id=str(obj.pk or ""),
        object_name=str(obj)[:200],
        area_code=getattr(obj, "area_code", "") or (by.area_code if by else ""),
        before={k: before[k] for k in sorted(changed) if k in before},
        after={k: after[k] for k in sorted(changed) if k in after},
        note=note,
    )


def hold_the_end() -> None:
    """One writer at a time, to its commit; on SQLite every transaction is IMMEDIATE already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def record_many(
    by: User | None, action: str, changes: Iterable[Change], note: str = ""
) -> list[LedgerEntry]:
    """Write one row per (obj, before, after) in `changes`, chained. Needs a transaction."""
    if not connection.in_atomic_block:
        raise RuntimeError("A ledger row belongs to the transaction of the change it records.")
    hold_the_end()
    last = LedgerEntry.objects.order_by("-seq").values_list("hash", flat=True).first() or GENESIS
    at = timezone.now()
    changes = list(changes)
    entries = [_entry(by, action, change, note, at) for change in changes]
    for entry in entries:
        entry.prev_hash = last
        entry.hash = last = digest(entry)
    entries = LedgerEntry.objects.bulk_create(entries, batch_size=500)
    for listener in LISTENERS:
        listener(by, action, [change[0] for change in changes], note)
    return entries


def record(
    by: User | None,
    action: str,
    obj: Model,
    before: Values | None = None,
    after: Values | None = None,
    note: str = "",
) -> LedgerEntry:
    """Write one row; returns it."""
    return record_many(by, action, [(obj, before, after)], note)[0]


@transaction.atomic
def write(obj: M, by: User | None, action: str = "", note: str = "") -> M:
    """Create or update `obj` with its ledger row.

    A Versioned row is written only if nobody saved since it was read; raises StaleRecord otherwise.
    """
    created = obj._state.adding
    before = {} if created else snapshot(type(obj)._base_manager.get(pk=obj.pk))
    if created or not hasattr(obj, "save_if_current"):
        obj.save()
    else:
        obj.save_if_current()
    action = action or (CREATE if created else UPDATE)
    record(by, action, obj, before, snapshot(obj), note)
    return obj


@transaction.atomic
def erase(obj: Model, by: User | None, action: str = DELETE, note: str = "") -> None:
    """Delete `obj`; its last state stays in the ledger."""
    record(by, action, obj, snapshot(obj), {}, note)
    obj.delete()


def first_broken() -> LedgerEntry | None:
    """The first entry whose hash or link is wrong, or None when the chain is whole."""
    previous = GENESIS
    for entry in LedgerEntry.objects.order_by("seq").iterator(chunk_size=1000):
        if entry.prev_hash != previous or entry.hash != digest(entry):
            return entry
        previous = entry.hash
    return None
