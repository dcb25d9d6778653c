"""Eight connections write to one ledger at once: no row is lost, no fork. A control with the lock
off must go wrong, or these tests would prove nothing."""

import time
from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, connection, connections, transaction

from accounts import ledger
from accounts.models import LedgerEntry, User

THREADS, ROWS, PAUSE = 8, 10, 0.003


@pytest.fixture
def shared(committed, tmp_path):
    """A database that several connections share: SQLite's own test database is in memory."""
    if connection.vendor == "postgresql":
        yield
        return
    path = str(tmp_path / "race.sqlite3")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [path])
    in_memory = connections["default"]
    name, in_memory.settings_dict["NAME"] = in_memory.settings_dict["NAME"], path
    del connections["default"]
    yield
    connection.close()
    connections["default"] = in_memory
    in_memory.settings_dict["NAME"] = name


def write(start, failures):
    start.wait()
    try:
        for number in range(ROWS):
            try:
                with transaction.atomic():
                    ledger.record(None, "race", User(username=f"row {number}"))
            except DatabaseError as error:
                failures.append(error)
    finally:
        connection.close()


def race(monkeypatch):
    """Failures of THREADS × ROWS writes; the pause stands between reading the end and adding."""
    digest = ledger.digest

    def slow(entry):
        time.sleep(PAUSE)
        return digest(entry)

    monkeypatch.setattr(ledger, "digest", slow)
    start, failures = Barrier(THREADS), []
    threads = [Thread(target=write, args=(start, failures)) for _thread in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures


def test_eight_writers_lose_no_row_and_make_no_fork(shared, monkeypatch):
    assert race(monkeypatch) == []
    assert LedgerEntry.objects.count() == THREADS * ROWS
    assert ledger.first_broken() is None


def test_with_the_lock_off_the_same_race_goes_wrong(shared, monkeypatch):
    monkeypatch.setattr(ledger, "hold_the_end", lambda: None)
    if connection.vendor == "sqlite":
        monkeypatch.setitem(connection.settings_dict["OPTIONS"], "transaction_mode", "DEFERRED")
    assert race(monkeypatch)
    assert ledger.first_broken() is None
