"""A database that another version made is told of in one sentence, and nothing is done to it."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from accounts.checks import made_by_this_version as check

ROOT = Path(__file__).resolve().parents[2]
OURS = ("cadres", "0001_initial")
GONE = ("cadres", "0020_states_of_trainings")
THEIRS = ("axes", "0099_of_another_release")


def database(folder, *applied):
    """A file that has seen these migrations, and nothing else."""
    path = folder / "db.sqlite3"
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("CREATE TABLE django_migrations (id INTEGER PRIMARY KEY, app, name, applied)")
        file.executemany("INSERT INTO django_migrations (app, name) VALUES (?, ?)", applied)
    return path


def content(path):
    with closing(sqlite3.connect(path)) as file:
        return list(file.iterdump())


def manage(command, path):
    env = os.environ | {"DATABASE_URL": f"sqlite:///{path}", "DJANGO_ENV": "local"}
    command = [sys.executable, "manage.py", *command.split()]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60)


@pytest.mark.slow
@pytest.mark.parametrize("command", ["migrate", "load_demo", "check", "runserver"])
def test_every_command_says_one_sentence_and_leaves_the_file(tmp_path, command):
    path = database(tmp_path, OURS, GONE)
    before = content(path)
    ended = manage(command, path)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.count("\n") == 1
    for word in (str(path), ".".join(GONE), "make demo"):
        assert word in ended.stderr
    assert content(path) == before


@pytest.mark.slow
def test_a_database_of_this_version_is_not_spoken_of(tmp_path):
    ended = manage("check --database default", database(tmp_path, OURS, THEIRS))
    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.slow
def test_looking_for_a_database_makes_none(tmp_path):
    path = tmp_path / "db.sqlite3"
    assert manage("check", path).returncode == 0
    assert not path.exists()


def test_migrate_stops_before_it_begins_on_either_kind_of_database(db):
    assert check(None, databases=["default"]) == []
    MigrationRecorder(connection).record_applied(*GONE)
    assert check(None, databases=None) == []
    with pytest.raises(SystemCheckError, match=r"accounts\.E001.*cadres\.0020"):
        call_command("migrate", skip_checks=False)
