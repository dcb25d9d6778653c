"""The phone's shell: the files it starts from without signal, and the version they make."""

import hashlib
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static

MODULES = (
    "backup_file",
    "content",
    "diary",
    "dom",
    "entries",
    "fields",
    "i18n",
    "logout",
    "logout_button",
    "main",
    "matter_fields",
    "outbox",
    "page",
    "page_cache",
    "photos",
    "phrases",
    "pictures",
    "send_schedule",
    "server",
    "storage",
    "store",
    "support",
    "sync",
    "today",
    "write",
)
# Modules name each other by their plain names, so these are the addresses they are asked for by.
SCRIPTS = tuple(f"js/phone/{name}.js" for name in MODULES)
NAMED = (
    "js/phone/text_size.js",
    "js/phone/main.js",
    "js/phone/page.js",
    "js/phone/logout_button.js",
    "vendor/bootstrap/bootstrap.min.css",
    "css/base.css",
    "css/phone.css",
    "css/print.css",
    "icons/icons.svg",
    "icons/favicon.svg",
    "icons/icon-192.png",
)


def plain(names):
    return [f"{staticfiles_storage.base_url}{name}" for name in names]


def preloaded():
    """What the shell's script imports, to be asked for at once instead of one after another."""
    return plain(name for name in SCRIPTS if name not in NAMED)


def addresses():
    """Every file of the shell as the browser asks for it."""
    return sorted({*plain(SCRIPTS), *(static(name) for name in NAMED)})


def version(page):
    """16 digits that change with any byte of the shell: its files or its page."""
    paths = tuple(Path(finders.find(name)) for name in (*SCRIPTS, *NAMED))
    times = tuple(path.stat().st_mtime_ns for path in paths)
    return hashlib.sha256(_files(paths, times) + page).hexdigest()[:16]


@lru_cache(maxsize=1)
def _files(paths, times):
    """The files' SHA-256, read again when one was written anew."""
    sha256 = hashlib.sha256()
    for path in paths:
        sha256.update(path.read_bytes())
    return sha256.digest()
