"""From nothing to today and back, in two rounds, on a database of its own; and what is seeded."""

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from accounts import ledger
from accounts.models import User
from tests.databases import own_database
from villages.seeds import rows

OURS = ("accounts", "villages", "cadres", "assessments")
GUARDS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal UNION ALL SELECT proname "
    "FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY 1",
}
STANDING = {
    "sqlite": [
        "card_refuses_delete",
        "card_refuses_update",
        "ledger_refuses_delete",
        "ledger_refuses_update",
        "scheme_table_refuses_update",
    ],
    "postgresql": [
        "card_refuses",
        "card_refuses_change",
        "ledger_refuses",
        "ledger_refuses_change",
        "ledger_refuses_truncate",
        "scheme_table_refuses",
        "scheme_table_refuses_change",
    ],
}
SEEDS = {
    "villages.ProgrammeRule": ("*/rules.csv", "*/*/rules.csv"),
    "villages.FigureKind": ("*/figures.csv",),
    "cadres.Holiday": ("*/*/holidays.csv",),
    "cadres.ReportSection": ("*/*/sections.csv",),
}


@pytest.fixture
def own(django_db_setup, django_db_blocker, tmp_path):
    with django_db_blocker.unblock(), own_database(tmp_path):
        yield
        ContentType.objects.clear_cache()  # they have other numbers there


def guards():
    with connection.cursor() as cursor:
        cursor.execute(GUARDS[connection.vendor])
        return [name for (name,) in cursor.fetchall()]


def tables():
    """{table of ours: its columns and its constraints}"""
    look = connection.introspection
    with connection.cursor() as cursor:
        return {
            name: (look.get_table_description(cursor, name), look.get_constraints(cursor, name))
            for name in look.table_names(cursor)
            if name.startswith(OURS)
        }


def written(label):
    """The rows of a model's data files, in one order, each value as the model has it."""
    fields = apps.get_model(label)._meta.get_field
    files = [path for pattern in SEEDS[label] for path in settings.BASE_DIR.glob(pattern)]
    return in_order(
        {name: fields(name).to_python(text) for name, text in row.items()}
        for path in files
        for row in rows(path)
    )


def stored(label):
    names = written(label)[0]
    return in_order(apps.get_model(label).objects.values(*names))


def in_order(table):
    return sorted(table, key=lambda row: [str(value) for value in row.values()])


@pytest.mark.slow
def test_two_rounds_lead_to_the_same_tables_guards_and_rows(own):
    before = tables()
    for _round in range(2):
        for app in OURS:
            call_command("migrate", app, "zero", verbosity=0)
        assert (tables(), guards()) == ({}, [])
        call_command("migrate", verbosity=0)
        assert tables() == before
        assert guards() == STANDING[connection.vendor]
        assert all(stored(label) == written(label) for label in SEEDS)
    with transaction.atomic():
        ledger.record(None, "begin", User(username="first"))
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_ledgerentry SET note = 'x'")


@pytest.mark.parametrize("label", SEEDS)
def test_what_is_seeded_is_what_the_data_files_say(label, db):
    assert stored(label) == written(label)
