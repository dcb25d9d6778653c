"""What nobody refers to any more is deleted: photos that no entry ever listed, attachments taken
off before a report was handed in, files without a row, halves that a power cut left.

Everything is left alone for the days of the rule `file_grace_days`: a phone sends a photo before
the entry that lists it.
"""

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from accounts import ledger
from accounts.models import LedgerEntry
from cadres.diary.models.entries import DiaryEntry
from cadres.diary.models.photos import Photo
from cadres.reports.models.attachments import Attachment


def sweep(now, days, pretend=False):
    """{what: how many} went, or with `pretend` would go; each row with its ledger row."""
    before = now - timedelta(days=days)
    return {
        "photos": _each(unlisted_photos(before), _drop_photo, pretend),
        "attachments": _each(dropped_attachments(before), _drop_attachment, pretend),
        "files": _each(stray_files(before.timestamp()), Path.unlink, pretend),
    }


def _each(found, drop, pretend):
    """Each is dropped as soon as it is found, so that what has come back is not."""
    return sum(pretend or drop(each) is not False for each in found)


def unlisted_photos(before):
    """Photos received before a moment that no entry lists, or listed in an earlier wording."""
    old = Photo.objects.filter(received_at__lt=before).select_related("cadre")
    entries = DiaryEntry.objects.filter(cadre__in=old.values("cadre")).order_by()
    listed = {
        (cadre, sha256)
        for cadre, photos in entries.values_list("cadre", "photos").iterator()
        for sha256 in photos
    }
    return [
        photo
        for photo in old
        if (photo.cadre_id, photo.sha256) not in listed and not _was_listed(photo)
    ]


def _was_listed(photo):
    """Whether the ledger knows an entry that listed it."""
    of_entries = LedgerEntry.objects.filter(object_type=DiaryEntry._meta.label_lower)
    return of_entries.filter(before__photos__icontains=photo.sha256).exists()


@transaction.atomic
def _drop_photo(photo):
    """False when an entry has listed it meanwhile. The phone sends it again if it is asked for."""
    Photo.objects.select_for_update().get(pk=photo.pk)
    entries = DiaryEntry.objects.filter(cadre=photo.cadre_id).values_list("photos", flat=True)
    if any(photo.sha256 in photos for photos in entries):
        return False
    return ledger.erase(photo, None)


def dropped_attachments(before):
    """Taken off before a moment, and in no version."""
    return Attachment.objects.filter(removed_at__lt=before, versions=None).select_related("report")


def _drop_attachment(attachment):
    return ledger.erase(attachment, None)


def stray_files(before):
    """Paths under the two folders, older than a timestamp, that no row names."""
    for folder, named in ((Path("photos"), _photo_names), (Path("attachments"), _file_names)):
        for place in sorted(Path(settings.MEDIA_ROOT, folder).glob("??")):
            names = named(place.name)
            yield from (
                path
                for path in sorted(place.iterdir())
                if path.name not in names and path.stat().st_mtime < before
            )


def _photo_names(start):
    rows = Photo.objects.filter(stored_sha256__startswith=start)
    return {
        path.name for photo in rows.only("stored_sha256") for path in (photo.path, photo.small_path)
    }


def _file_names(start):
    rows = Attachment.objects.filter(sha256__startswith=start)
    return {each.filename for each in rows.only("sha256", "kind")}
