"""The server killed at its Nth write, again and again (B13): strace kills each worker when it makes
the Nth system call of a kind, and gunicorn starts the next. N lies beyond what one photo and one
entry need, so that some work gets done and the kill falls anywhere within the next.
"""

import shutil

import pytest
from django.db import connection

from tests.cadres.diary.test_photos import picture, sha256_of

SAID = 36  # more than a database server is told for one photo and one entry
TRIES = 50
ONE_WORKER = ("--workers", "1", "--worker-class", "sync")


def calls():
    """[(system call, N, photos with an entry to send)]: writes and syncs of the database's file, or
    what is said to its server; then the syncs and renames of the photos' files."""
    if connection.vendor == "sqlite":
        database = [("pwrite64", at, 40) for at in range(48, 96, 8)]
        database += [("fdatasync", at, 16) for at in (6, 8, 9)]
    else:
        database = [("sendto", at, 50) for at in range(SAID, 2 * SAID, 6)]
    return database + [("fsync", at, 10) for at in (7, 8, 10, 11)] + [("rename", 3, 10)]


def killing(call, at):
    """The command under which a server's processes die at their `at`-th `call`."""
    strace = shutil.which("strace")
    if strace is None:
        raise RuntimeError("apt-get install strace")
    inject = f"inject={call}:signal=KILL:when={at}"
    return (strace, "-f", "-qqq", "-o", "/dev/null", "-e", f"trace={call}", "-e", inject)


def work(site, phone, name, times):
    """Entries with a photo each, every request sent until it is answered; (entries, kills).

    A kill is a request that ended without an answer.
    """
    done, kills = [], 0
    for at in range(times):
        data = picture((64, 48), color=(at, len(name), 7)) + f"{name} {at}".encode()
        entry = site.entry(f"{name} 第 {at} 篇", [sha256_of(data)])
        for raw in (phone.raw_photo(data), phone.raw_entry(entry)):
            answer, killed = patiently(phone, raw)
            kills += killed
        assert phone.is_kept(answer, entry)
        assert answer.told["complete"] is True
        done.append(entry)
    return done, kills


def patiently(phone, raw):
    """The answer, and how often the worker died before it came."""
    for killed in range(TRIES):
        answer = phone.send(raw)
        if answer.status:
            return answer, killed
    raise TimeoutError("N is too small: nothing is ever finished.")


@pytest.mark.whole
def test_what_was_acknowledged_outlives_every_kill(site):
    done, kills = [], 0
    for call, at, times in calls():
        with site.served(options=ONE_WORKER, under=killing(call, at)) as phone:
            entries, killed = work(site, phone, f"{call} {at}", times)
        done, kills = done + entries, kills + killed
        assert site.is_sound()
    assert site.figures(done) == (0, 0, 0)
    assert kills >= 200


@pytest.mark.whole
def test_control_with_the_ledger_in_a_transaction_of_its_own_they_part(site):
    call, first = ("pwrite64", 31) if connection.vendor == "sqlite" else ("sendto", SAID)
    app, kinds = "tests.chaos.unguarded:two_transactions", []
    for at in range(first, first + 24, 2):
        with site.served(app, ONE_WORKER, killing(call, at)) as phone:
            for each in range(6):
                patiently(phone, phone.raw_entry(site.entry(f"{at} {each}")))
        kinds.append(site.is_sound())
    assert not all(kinds)
