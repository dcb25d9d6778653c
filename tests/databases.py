"""A database of its own for tests of several connections or processes: a copy, thrown away after,
since the ledger cannot be emptied."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from urllib.parse import quote

from django.conf import settings
from django.db import connection, connections


@contextmanager
def own_database(folder):
    """Points the default connection to an empty copy of the test database; yields its name."""
    copied = on_file if connections["default"].vendor == "sqlite" else on_server
    with copied(connections["default"], folder) as name:
        original, settings = connections["default"], connections["default"].settings_dict
        before, settings["NAME"] = settings["NAME"], name
        connections["default"] = connections.create_connection("default")
        yield name
        connections["default"].close()
        connections["default"], settings["NAME"] = original, before


@contextmanager
def on_file(connection, folder):
    connection.ensure_connection()
    path = folder / "shared.sqlite3"
    with closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy)
    yield path


@contextmanager
def on_server(connection, folder):
    source = connection.settings_dict["NAME"]
    name = f"{source}_shared"
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
    yield name
    with connection._nodb_cursor() as cursor:
        # The server may not have noticed yet that a process was killed.
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def database_url():
    """DATABASE_URL, for another process, of the database that the default connection points to."""
    at = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{at['NAME']}"
    who = f"{quote(at['USER'])}:{quote(at['PASSWORD'])}"
    return f"postgres://{who}@{at['HOST']}:{at['PORT']}/{at['NAME']}"


def run_until_killed(script):
    """Another process on this database; the script must end by killing itself."""
    env = {"DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": "config.settings"}
    connection.close()
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=settings.BASE_DIR,
        env=os.environ | env,
        capture_output=True,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
