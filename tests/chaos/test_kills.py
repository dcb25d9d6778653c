"""The server killed at its Nth write, again and again (B13): strace kills each worker when it makes
the Nth system call of a kind; gunicorn starts the next. What was acknowledged is never lost."""

import shutil

import pytest
from django.db import connection

from cadres.models import DiaryEntry
from tests.cadres.test_photos import picture, sha256_of

ONE_WORKER = ("--workers", "1", "--worker-class", "sync")


def calls():
    """[(system call, N, entries to send)]: writes of the database's file, or to its server, then
    the syncs and renames of photos."""
    if connection.vendor == "sqlite":
        writes = [("pwrite64", at) for at in range(1, 41)] + [("fdatasync", at) for at in (1, 2, 3)]
    else:
        writes = [("sendto", at) for at in range(1, 41)]
    return writes + [("fsync", at) for at in range(1, 7)] + [("rename", at) for at in (1, 2, 3)]


def killing(call, at):
    """The command under which a server's processes die at their `at`-th `call`."""
    strace = shutil.which("strace")
    if strace is None:
        raise RuntimeError("apt-get install strace")
    inject = f"inject={call}:signal=KILL:when={at}"
    return (strace, "-f", "--seccomp-bpf", "-qqq", "-o", "/dev/null", "-e", f"trace={call}",
            "-e", inject)


def work(site, phone, name, times):
    """Entries with a photo each, every request sent until it is answered; (entries, kills).

    A kill is a request that ended without an answer.
    """
    done, kills = [], 0
    for at in range(times):
        data = picture((64, 48), color=(at, len(name), 7)) + f"{name} {at}".encode()
        entry = site.entry(f"{name} 第 {at} 篇", [sha256_of(data)])
        for raw in (phone.raw_photo(data), phone.raw_entry(entry)):
            answer = phone.send(raw)
            while answer.status == 0:
                kills += 1
                answer = phone.send(raw)
        assert phone.is_kept(answer, entry)
        assert answer.told["complete"] is True
        done.append(entry)
    return done, kills


@pytest.mark.whole
def test_what_was_acknowledged_outlives_every_kill(site):
    done, kills = [], 0
    for call, at in calls():
        with site.served(options=ONE_WORKER, under=killing(call, at)) as phone:
            entries, killed = work(site, phone, f"{call} {at}", times=max(4, at // 4))
        done, kills = done + entries, kills + killed
        assert site.is_sound()
    assert site.figures(done) == (0, 0, 0)
    assert kills >= 200


@pytest.mark.whole
def test_control_with_the_ledger_in_a_transaction_of_its_own_they_part(site):
    call = "fdatasync" if connection.vendor == "sqlite" else "sendto"
    app = "tests.chaos.unguarded:two_transactions"
    sound = []
    for at in range(1, 9):
        with site.served(app, ONE_WORKER, killing(call, at)) as phone:
            for each in range(8):
                phone.insist(phone.raw_entry(site.entry(f"{at} {each}")))
        sound.append(site.is_sound())
    assert not all(sound)
    assert DiaryEntry.objects.exists()
