"""A table between its preview and its commit: kept by its hash, gone after either or a day."""

import hashlib
import time
from pathlib import Path

from django.conf import settings
from django.core import signing

from .workbooks import MAX_BYTES

KEPT_SECONDS = 24 * 60 * 60


class UploadGone(Exception):
    """The file was committed, has been kept for a day, or was never this person's."""


class Upload:
    """One kept file: `token` names it in a URL, `name` is what its owner called it."""

    def __init__(self, user, kind, name, sha256):
        self.name = name
        self.sha256 = sha256
        self.path = folder() / f"{user.pk}-{kind}-{sha256}"
        self.token = signing.dumps([user.pk, kind, name, sha256], salt="import")

    def read(self):
        """The bytes; raises UploadGone when they are gone or not what was previewed."""
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            raise UploadGone from None
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise UploadGone
        return data

    def drop(self):
        self.path.unlink(missing_ok=True)


def folder():
    return Path(settings.MEDIA_ROOT) / "imports"


def keep(file, user, kind):
    """Store an uploaded file for its preview; what is too large keeps only enough to say so."""
    purge()
    data = file.read(MAX_BYTES + 1)
    upload = Upload(user, kind, file.name[:120], hashlib.sha256(data).hexdigest())
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    upload.path.write_bytes(data)
    return upload


def kept_upload(token, user, kind):
    """The Upload of a token, only for the person and the kind it was made for."""
    try:
        owner, of_kind, name, sha256 = signing.loads(token, salt="import", max_age=KEPT_SECONDS)
    except signing.BadSignature:
        raise UploadGone from None
    if (owner, of_kind) != (user.pk, kind):
        raise UploadGone
    return Upload(user, kind, name, sha256)


def purge():
    """Remove what is older than a day."""
    oldest = time.time() - KEPT_SECONDS
    for path in folder().glob("*"):
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
