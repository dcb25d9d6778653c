"""Counties dealt to processes of their own that begin at one sign: their memory, their time."""

import os
import subprocess
import sys
import time
from urllib.parse import urlsplit

from django.db import connection


def memory(county):
    """(MB before, MB at the peak) of a process that does nothing but grade the county once."""
    with _started([county]) as worker:
        return worker.stdout.readline().strip(), _graded(worker)


def seconds(counties, count):
    """What `count` processes take to grade the counties once; starting them is not counted."""
    workers = [_started(counties[number::count]) for number in range(count)]
    for worker in workers:
        worker.stdout.readline()
    started = time.perf_counter()
    for worker in workers:
        _go(worker)
    for worker in workers:
        worker.communicate()
        assert worker.returncode == 0
    return time.perf_counter() - started


def _started(counties):
    return subprocess.Popen(
        [sys.executable, "-m", "bench.alone", *counties],
        env=os.environ | {"DATABASE_URL": _database()},
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )


def _go(worker):
    worker.stdin.write("\n")
    worker.stdin.flush()


def _graded(worker):
    _go(worker)
    return worker.stdout.readline().strip()


def _database():
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
