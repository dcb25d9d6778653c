"""Receipts: what the phone keeps instead of its copy, sealed so that nothing else passes for one.

The keys are derived, not stored: after a restore from backup they are the same as before.
"""

import hashlib
import hmac

from django.conf import settings
from django.utils import timezone

RECEIPT, STORE = "receipt", "store"


class Garbled(ValueError):
    """What arrived is not what was sent: the phone sends it again, nobody has to mend anything."""


def key(user, purpose):
    """32 bytes of this person for one purpose; the same at every log-in."""
    words = f"{purpose}|{user.pk}".encode()
    return hmac.digest(settings.PHONE_SECRET.encode(), words, "sha256")


def sealed(user, pk, sha256, receipt_no, at):
    """{id, sha256, receipt_no, server_time, mac}; the mac is over the first four, line by line."""
    at = timezone.localtime(at).isoformat(timespec="seconds")
    lines = "\n".join((str(pk), sha256, receipt_no, at)).encode()
    mac = hmac.new(key(user, RECEIPT), lines, hashlib.sha256).hexdigest()
    told = {"id": str(pk), "sha256": sha256, "receipt_no": receipt_no, "server_time": at}
    return {**told, "mac": mac}


def entry_receipt(user, entry, lacking):
    """Of an entry; `lacking` are its photos that have not arrived."""
    seal = sealed(user, entry.pk, entry.payload_sha256, entry.receipt_no, entry.received_at)
    return {**seal, "complete": not lacking, "lacking": lacking}


def photo_receipt(user, photo):
    return sealed(user, photo.sha256, photo.sha256, "", photo.received_at)
