"""What the ledger keeps of long or personal texts: how long they are and a fingerprint."""

import hashlib
import json

from django.utils.translation import gettext


def outline(text):
    """What the ledger keeps of a text: its length and the beginning of its SHA-256."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()[:16]
    return gettext("%(n)d characters, fingerprint %(sha256)s") % {"n": len(text), "sha256": sha256}


def outline_of(value):
    """A JSON value on the ledger: how long it is and a fingerprint, nothing of what it says."""
    return outline(json.dumps(value, ensure_ascii=False, sort_keys=True))
