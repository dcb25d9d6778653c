"""A server of its own, as docs/operations.md starts it: separate processes, real sockets, a copy of
the database."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.utils import timezone

from accounts import ledger
from accounts.models import LedgerEntry
from cadres.diary import receipts
from cadres.models import DiaryEntry, Photo
from tests.chaos.phones import Entry, Phone
from tests.conftest import BACKEND
from tests.databases import database_url, own_database
from tests.people import lone_cadre

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 120  # a busy machine is slow, not wrong
ANYTHING = b"GET /accounts/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


@dataclass
class Site:
    """A county with one cadre. `start` serves it; the tests look into its database directly."""

    folder: Path
    database: object
    user: object
    port: int = 0
    process: subprocess.Popen = None

    @contextmanager
    def served(self, app="config.wsgi", options=("--workers", "2", "--threads", "8"), under=()):
        """Gunicorn until the end of the block; `under`: a command that runs it."""
        self.port = free_port()
        kind = () if "--worker-class" in options else ("--worker-class", "gthread")
        command = [
            *under,
            sys.executable,
            "-m",
            "gunicorn",
            app,
            "--bind",
            f"127.0.0.1:{self.port}",
            "--no-control-socket",
            "--preload",
            "--log-level",
            "critical",
            *kind,
            *options,
        ]
        env = {
            **os.environ,
            "DATABASE_URL": database_url(),
            "DJANGO_ENV": "test",
            "MEDIA_ROOT": str(settings.MEDIA_ROOT),
            "PYTHONPATH": str(ROOT),
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        self.process = subprocess.Popen(command, cwd=ROOT, env=env, start_new_session=True)
        try:
            self.wait()
            yield self.phone() if self.user else None
        finally:
            stop(self.process)

    def wait(self):
        """Until the log-in page answers."""
        deadline = time.monotonic() + START_SECONDS
        while self.process.poll() is None and time.monotonic() < deadline:
            try:
                Phone(self.port, "", b"").send(ANYTHING)
                return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError("The server did not start.")

    def phone(self, user=None):
        """A phone of the cadre, or of that user, logged in."""
        user, session = user or self.user, SessionStore()
        session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), BACKEND
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.create()
        return Phone(self.port, session.session_key, receipts.key(user, receipts.RECEIPT))

    @property
    def today(self):
        return str(timezone.localdate())

    def entry(self, text, photos=()):
        return Entry(self.today, text, tuple(photos))

    # What must hold afterwards

    def figures(self, entries):
        """(lost, duplicated, truncated) among entries that were acknowledged."""
        rows = dict(DiaryEntry.objects.values_list("pk", "text"))
        texts = {str(pk): text for pk, text in rows.items()}
        lost = [entry.pk for entry in entries if entry.pk not in texts]
        wrong = [entry.pk for entry in entries if texts.get(entry.pk, entry.text) != entry.text]
        return len(lost), len(rows) - len({entry.pk for entry in entries}), len(wrong)

    def is_sound(self):
        """Every row of diary and photos with exactly one ledger row of its coming, files whole,
        the chain unbroken."""
        counted = {
            kind: LedgerEntry.objects.filter(object_type=kind, before={}).count()
            for kind in ("cadres.diaryentry", "cadres.photo")
        }
        rows = {
            "cadres.diaryentry": DiaryEntry.objects.count(),
            "cadres.photo": Photo.objects.count(),
        }
        whole = all(photo.is_whole for photo in Photo.objects.all())
        return counted == rows and whole and ledger.first_broken() is None and is_consistent()


def is_consistent():
    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        return cursor.fetchone() == ("ok",)


def stop(process):
    """End the server with its workers, and whatever it runs under."""
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def site(folder):
    with own_database(folder) as name:
        settings.MEDIA_ROOT, before = folder / "media", settings.MEDIA_ROOT
        yield Site(folder, name, lone_cadre())
        settings.MEDIA_ROOT = before
