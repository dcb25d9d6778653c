"""What nobody refers to is deleted after its days; what anybody ever referred to stays."""

import os
import uuid
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from accounts import ledger
from accounts.models import LedgerEntry
from cadres.diary.models.photos import stored_path
from cadres.documents.storage import put_away
from cadres.models import Attachment, DiaryEntry, Photo, QuarterlyReport
from cadres.overviews import sweeping
from cadres.overviews.sweeping import sweep
from cadres.periods import Quarter
from cadres.reports.attachments import attach, take_off
from cadres.reports.opening import open_period

pytestmark = pytest.mark.both

DAYS = 30
PDF = b"%PDF-1.7 sweep\n%%EOF"


@pytest.fixture(autouse=True)
def _folder_of_its_own(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


def age(path, days=DAYS + 1):
    moment = (timezone.now() - timedelta(days=days)).timestamp()
    os.utime(path, (moment, moment))


def photo(cast, sign, days=DAYS + 1):
    made = Photo.objects.create(
        cadre=cast.person,
        sha256=sign * 64,
        stored_sha256=sign * 64,
        size=2,
        width=1,
        height=1,
        received_at=timezone.now() - timedelta(days=days),
    )
    for path in (made.path, made.small_path):
        put_away(path, b"x")
        age(path, days)
    return made


def entry(cast, *photos):
    return ledger.write(
        DiaryEntry(
            id=uuid.uuid4(),
            cadre=cast.person,
            posting=cast.posting,
            unit=cast.water,
            village=cast.places.village,
            on="2026-07-08",
            tasks="rules",
            text="看账",
            photos=list(photos),
        ),
        cast.cadre,
    )


@pytest.fixture
def report(cast):
    open_period(cast.places.county, Quarter(2026, 2), date(2026, 7, 3))
    return QuarterlyReport.objects.get(township=cast.places.town)


def dropped(report, by, days=DAYS + 1):
    made = take_off(attach(report, by, "台账.pdf", PDF), by)
    Attachment.objects.filter(pk=made.pk).update(removed_at=timezone.now() - timedelta(days=days))
    age(made.path, days)
    return made


def test_a_photo_that_no_entry_ever_listed_goes_with_its_files_and_a_ledger_row(cast):
    gone, kept = photo(cast, "a"), photo(cast, "b")
    entry(cast, kept.sha256)
    assert sweep(timezone.now(), DAYS) == {"photos": 1, "attachments": 0, "files": 2}
    assert list(Photo.objects.all()) == [kept]
    assert not gone.path.exists()
    assert kept.is_whole
    last = LedgerEntry.objects.latest("seq")
    assert (last.action, last.object_type) == ("delete", "cadres.photo")


def test_a_photo_once_listed_and_then_left_out_is_history_and_stays(cast):
    kept = photo(cast, "a")
    written = entry(cast, kept.sha256)
    written.photos = []
    ledger.write(written, cast.cadre)
    sweep(timezone.now(), DAYS)
    assert kept.is_whole
    assert Photo.objects.exists()


def test_what_came_in_the_last_days_waits_for_its_entry(cast):
    young = photo(cast, "a", DAYS - 1)
    assert sum(sweep(timezone.now(), DAYS).values()) == 0
    assert young.is_whole


def test_a_photo_that_is_listed_at_this_moment_stays(cast, monkeypatch):
    kept = photo(cast, "a")
    found = sweeping.unlisted_photos(timezone.now())
    entry(cast, kept.sha256)
    monkeypatch.setattr(sweeping, "unlisted_photos", lambda before: found)
    assert sweep(timezone.now(), DAYS)["photos"] == 0
    assert kept.is_whole


def test_an_attachment_taken_off_before_it_was_handed_in_goes(report, cast):
    made = dropped(report, cast.township)
    assert sweep(timezone.now(), DAYS) == {"photos": 0, "attachments": 1, "files": 1}
    assert not made.path.exists()


def test_an_attachment_of_a_version_or_of_late_stays(report, cast):
    handed_in = dropped(report, cast.township)
    report.versions.create(number=1, by="镇", at=timezone.now()).attachments.add(handed_in)
    late = dropped(report, cast.township, DAYS - 1)
    assert late.path == handed_in.path
    age(late.path)
    assert sum(sweep(timezone.now(), DAYS).values()) == 0
    assert late.path.exists()


def test_a_file_that_another_report_carries_too_stays(report, cast):
    made = dropped(report, cast.township)
    other = QuarterlyReport.objects.exclude(pk=report.pk).first()
    attach(other, cast.county, "台账.pdf", PDF)
    age(made.path)
    assert sweep(timezone.now(), DAYS) == {"photos": 0, "attachments": 1, "files": 0}
    assert made.path.exists()


def test_files_without_a_row_and_halves_go_when_old(db):
    for days, gone in ((DAYS + 1, True), (DAYS - 1, False)):
        for path in (stored_path("c" * 64), Path(settings.MEDIA_ROOT, "attachments/dd/tmpx.part")):
            put_away(path, b"x")
            age(path, days)
            sweep(timezone.now(), DAYS)
            assert path.exists() != gone


def test_the_command_counts_and_deletes_by_the_rule(cast):
    photo(cast, "a")
    said = StringIO()
    call_command("sweep_files", "--pretend", stdout=said)
    assert said.getvalue().split() == ["photos:", "1", "attachments:", "0", "files:", "0"]
    assert Photo.objects.exists()
    call_command("sweep_files", stdout=said)
    assert not Photo.objects.exists()


def test_without_any_file_there_is_nothing_to_do(db):
    assert sum(sweep(timezone.now(), DAYS).values()) == 0
