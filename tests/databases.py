"""A database of its own for tests of several connections or processes: a copy, thrown away after,
since the ledger cannot be emptied."""

import sqlite3
from contextlib import closing, contextmanager

from django.db import connections


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
        cursor.execute(f'DROP DATABASE "{name}"')
