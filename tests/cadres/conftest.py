"""A database for threads: a copy that is thrown away, since the ledger cannot be emptied."""

import sqlite3
from contextlib import closing, contextmanager
from datetime import date

import pytest
from django.db import connections

from accounts.models import Role
from cadres.models import Batch, Cadre, Posting, Unit, WorkTeam
from tests.conftest import make_user
from villages.models import County, Township, Village


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


@pytest.fixture
def author(shared_database):
    """A cadre with a posting, committed where threads can see them."""
    county = County.objects.create(code="441621", name="紫金县")
    town = Township.objects.create(code="441621102", name="龙窝镇", county=county)
    village = Village.objects.create(code="441621102223", name="洋头村民委员会", township=town)
    unit = Unit.objects.create(code="U01", name="县水务局", county=county)
    batch = Batch.objects.create(county=county, code="2026")
    team = WorkTeam.objects.create(code="T223", village=village, batch=batch)
    user = make_user("cadre", Role.CADRE, "441621")
    cadre = Cadre.objects.create(code="C001", name="温国强", unit=unit, user=user)
    Posting.objects.create(cadre=cadre, team=team, since=date(2026, 1, 8))
    return user


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
