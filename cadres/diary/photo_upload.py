"""How a photo is received exactly once: made anew without metadata, its files first, then its row.

A phone sends the bytes under their SHA-256, before or after the entry that lists it. Nothing of
what came is kept but the picture: turned upright, at most SIDE pixels long, as JPEG.
"""

import hashlib
import warnings
from io import BytesIO

from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from PIL import Image

from accounts import ledger
from cadres.documents.pictures import MB, PIXELS, one_at_a_time, without_metadata
from cadres.documents.storage import put_away
from cadres.registry.models.cadres import Cadre
from villages.models import ProgrammeRule

from .models.photos import Photo, small_path, stored_path
from .receipts import Garbled

FORMATS = ("JPEG", "PNG", "WEBP")
SIDE, SMALL = 2048, 320
QUALITY = 82


class NotAPhoto(ValueError):
    """What came is not kept; the message says why."""


def receive(by, sha256, data):
    """Keep `data` as the photo `sha256` of the cadre `by`: (201, Photo), (200, Photo) when it is
    there already; raises Garbled or NotAPhoto."""
    cadre = get_object_or_404(Cadre.objects.select_related("unit__county"), user=by)
    kept = Photo.objects.of_cadre(cadre, [sha256]).first()
    if kept and kept.is_whole:
        return 200, kept
    _admit(cadre, sha256, data)
    large, small, (width, height) = remake(data)
    stored = hashlib.sha256(large).hexdigest()
    put_away(stored_path(stored), large)
    put_away(small_path(stored), small)
    made = {"stored_sha256": stored, "size": len(large) + len(small)}
    try:
        return _write_down(by, cadre, sha256, made | {"width": width, "height": height})
    except IntegrityError:  # the same photo was being stored at this moment
        return 200, Photo.objects.get(cadre=cadre, sha256=sha256)


def _admit(cadre, sha256, data):
    if hashlib.sha256(data).hexdigest() != sha256:
        raise Garbled(_("The fingerprint is not that of what arrived."))
    most = largest()
    if len(data) > most:
        raise NotAPhoto(_("A photo may have %(n)d MB at most.") % {"n": most // MB})
    quota = int(ProgrammeRule.number("photo_quota_mb"))
    if Photo.objects.filter(cadre=cadre).bytes_kept() + len(data) > quota * MB:
        raise NotAPhoto(_("Your photos fill the %(n)d MB granted to each.") % {"n": quota})


def largest():
    """Bytes a photo may have."""
    return int(ProgrammeRule.number("photo_mb")) * MB


@transaction.atomic
def _write_down(by, cadre, sha256, made):
    """The row with its ledger row; of a row whose files were lost and came back the same, none."""
    photo = Photo.objects.select_for_update().filter(cadre=cadre, sha256=sha256).first()
    if photo and photo.stored_sha256 == made["stored_sha256"]:
        return 200, photo
    photo = photo or Photo(cadre=cadre, sha256=sha256)
    is_new = photo._state.adding
    for name, value in made.items():
        setattr(photo, name, value)
    return 201 if is_new else 200, ledger.write(photo, by, gettext_noop("keep the photo"))


def remake(data):
    """(JPEG, small JPEG, (width, height)) of a JPEG, PNG or WebP; raises NotAPhoto."""
    with one_at_a_time:
        try:
            picture = _open(data)
        except NotAPhoto:
            raise
        except Exception as fault:  # decoders fed by strangers fail in every way there is
            raise NotAPhoto(
                _("This is no JPEG, PNG or WebP picture that can be opened.")
            ) from fault
        large = _jpeg(picture)
        size = picture.size
        picture.thumbnail((SMALL, SMALL))
        return large, _jpeg(picture), size


def _open(data):
    with warnings.catch_warnings(), Image.open(BytesIO(data), formats=FORMATS) as picture:
        warnings.simplefilter("ignore")
        if picture.width * picture.height > PIXELS:
            raise NotAPhoto(_("A photo may have 40 million pixels at most."))
        picture.thumbnail((SIDE, SIDE))
        return _flat(without_metadata(picture))


def _flat(picture):
    """As RGB, on white where it was transparent."""
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture)
    return picture.convert("RGB")


def _jpeg(picture):
    picture.info.clear()
    out = BytesIO()
    picture.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def lacking(cadre, sha256s):
    """Of these fingerprints those whose photo is not kept here, each once, in order."""
    kept = {row.sha256 for row in Photo.objects.of_cadre(cadre, sha256s) if row.is_whole}
    return [sha256 for sha256 in dict.fromkeys(sha256s) if sha256 not in kept]


def beside(entries):
    """The entries as a list, each with `shots`, [(SHA-256, Photo or None)], and how many photos
    are `awaited` still; one query for all."""
    entries = list(entries)
    listed = {sha256 for entry in entries for sha256 in entry.photos}
    cadres = {entry.cadre_id for entry in entries if entry.photos}
    rows = Photo.objects.filter(cadre__in=cadres, sha256__in=listed)
    found = {(row.cadre_id, row.sha256): row for row in rows}
    for entry in entries:
        entry.shots = [(sha256, found.get((entry.cadre_id, sha256))) for sha256 in entry.photos]
        entry.awaited = sum(photo is None for _sha256, photo in entry.shots)
    return entries
