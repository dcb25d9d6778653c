"""A server restored from an older backup gets again what it lost (B18)."""

import json
import shutil
import sqlite3
from contextlib import closing, contextmanager

import pytest
from django.conf import settings
from django.db import connection

from cadres.models import DiaryEntry
from tests.cadres.diary.test_photos import picture, sha256_of
from tests.chaos.phones import Entry


@contextmanager
def backup(site):
    """A copy of database and photos; put back at the end of the block, in place of what came."""
    saved = site.folder / "backup"
    shutil.copytree(settings.MEDIA_ROOT, saved / "media", dirs_exist_ok=True)
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(saved / "copy.sqlite3")) as copy:
            connection.ensure_connection()
            connection.connection.backup(copy)
        yield
        with closing(sqlite3.connect(saved / "copy.sqlite3")) as copy:
            copy.backup(connection.connection)
    else:
        name = f"{site.database}_backup"
        _copy(site.database, name)
        yield
        _copy(name, site.database)
        _drop(name)
    shutil.rmtree(settings.MEDIA_ROOT)
    shutil.copytree(saved / "media", settings.MEDIA_ROOT)


def _copy(source, target):
    connection.close()
    _drop(target)
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')


def _drop(name):
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')


def offer(phone, entries, photos):
    body = {"entries": [[each.pk, each.sha256] for each in entries], "photos": list(photos)}
    return phone.send(phone.raw("POST", "/cadres/sync/lacking/", json.dumps(body).encode())).told


@pytest.mark.chaos
def test_after_a_restore_the_phones_bring_back_everything(site):
    site.folder.joinpath("media").mkdir(exist_ok=True)
    pictures = {sha256_of(data): data for data in map(colored, range(6))}
    shas = list(pictures)
    old = [site.entry(f"备份前 {at}", [shas[at]]) for at in range(3)]
    new = [site.entry(f"备份后 {at}", [shas[3 + at]]) for at in range(3)]
    amended = Entry(old[0].on, "备份后改过", old[0].photos, old[0].pk)
    with site.served() as phone:
        for entry in old:
            phone.put(entry)
            phone.put_photo(pictures[entry.photos[0]])
    with backup(site), site.served() as phone:
        for entry in new:
            phone.put_photo(pictures[entry.photos[0]])
            assert phone.is_kept(phone.put(entry), entry)
        assert phone.is_kept(phone.put(amended, old[0].sha256), amended)
        assert offer(phone, [amended, *old, *new], shas) == {"entries": [], "photos": []}
    assert DiaryEntry.objects.count() == 3

    with site.served() as phone:
        gone = offer(phone, [amended, *old[1:], *new], shas)
        assert set(gone["entries"]) == {each.pk for each in (amended, *new)}
        assert set(gone["photos"]) == set(shas[3:])
        for sha256 in gone["photos"]:
            phone.put_photo(pictures[sha256])
        for entry in new:
            assert phone.put(entry).told["complete"] is True
        # It stands here in the older version: the phone shows both, and the person chooses.
        differs = phone.put(amended)
        assert differs.status == 409
        assert phone.is_kept(phone.put(amended, differs.told["sha256"]), amended)
        assert offer(phone, [amended, *old, *new], shas) == {"entries": [], "photos": []}
    assert site.figures([amended, *old[1:], *new]) == (0, 0, 0)
    assert site.is_sound()


def colored(at):
    return picture(color=(40 * at, 9, 9))


@pytest.mark.chaos
def test_control_without_the_offer_what_came_after_the_backup_is_lost(site):
    site.folder.joinpath("media").mkdir(exist_ok=True)
    entry = site.entry("备份后")
    with backup(site), site.served() as phone:
        assert phone.is_kept(phone.put(entry), entry)
    assert site.figures([entry])[0] == 1
