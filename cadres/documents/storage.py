"""How a file is put away so that it is there as a whole or not at all, even after a power cut."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.validators import RegexValidator


def put_away(path, data):
    """Write `data` to `path`, with the folders on the way; what fails leaves nothing behind."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
        try:
            part.write(data)
            part.flush()
            os.fsync(part.fileno())
            os.replace(part.name, path)
        except BaseException:
            Path(part.name).unlink(missing_ok=True)
            raise
    for folder in (path.parent, path.parent.parent):
        _sync_folder(folder)


def _sync_folder(folder):
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


SHA256 = RegexValidator(r"^[0-9a-f]{64}\Z")
