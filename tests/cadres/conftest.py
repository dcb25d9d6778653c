"""A database for threads: a copy that is thrown away, since the ledger cannot be emptied."""

import sqlite3
from contextlib import closing, contextmanager

import pytest
from django.db import connections


@pytest.fixture
def shared_database(django_db_setup, django_db_blocker, tmp_path):
    """An empty database that several connections share; what is written is committed for good."""
    copied = on_file if connections["default"].vendor == "sqlite" else on_server
    with django_db_blocker.unblock(), copied(connections["default"], tmp_path) as name:
        original, settings = connections["default"], connections["default"].settings_dict
        before, settings["NAME"] = settings["NAME"], name
        connections["default"] = connections.create_connection("default")
        yield
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
