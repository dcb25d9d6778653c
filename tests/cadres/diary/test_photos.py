"""Photos: only pictures come in, nothing but the picture stays, each is kept once."""

import hashlib
import resource
import threading
import time
import uuid
import zlib
from io import BytesIO

import pytest
from django.db import connections
from django.urls import reverse
from PIL import ExifTags, Image, PngImagePlugin

from accounts.models import LedgerEntry
from cadres.diary.photo_upload import NotAPhoto, lacking, receive, remake
from cadres.diary.receipts import Garbled
from cadres.documents import storage as filing
from cadres.models import DiaryEntry, Photo
from villages.models import ProgrammeRule

pytestmark = pytest.mark.both

WEEK = {"week": "2026-W28"}


def sha256_of(data):
    return hashlib.sha256(data).hexdigest()


def picture(size=(64, 48), kind="JPEG", mode="RGB", color="red", **options):
    out = BytesIO()
    Image.new(mode, size, color).save(out, kind, **options)
    return out.getvalue()


def with_metadata(orientation=1):
    """A camera's JPEG, 40 × 20, its left half red: position, maker, comment, XMP, a profile."""
    image = Image.new("RGB", (40, 20), "blue")
    image.paste("red", (0, 0, 20, 20))
    exif = image.getexif()
    exif[ExifTags.Base.Make], exif[ExifTags.Base.Orientation] = "SECRETMAKER", orientation
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (23.0, 38.0, 1.0), 3: "E"})
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.MakerNote] = b"SECRETNOTE"
    out = BytesIO()
    image.save(
        out,
        "JPEG",
        exif=exif,
        quality=95,
        comment=b"SECRETWORDS",
        xmp=b"<x:xmpmeta>SECRETXMP</x:xmpmeta>",
        icc_profile=b"SECRETPROFILE" * 20,
    )
    return out.getvalue()


def segments(jpeg):
    """Markers of a JPEG up to its picture data."""
    at, found = 2, []
    while jpeg[at + 1] != 0xDA:
        found.append(jpeg[at + 1])
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4])
    return found


def put(client, data, sha256=None):
    url = reverse("cadres:sync_photo", args=[sha256 or sha256_of(data)])
    return client.put(url, data, content_type="image/jpeg", headers={"accept": "application/json"})


# What comes in


def test_a_photo_is_kept_once_however_often_it_is_sent(cast, as_user):
    client, data = as_user(cast.cadre), picture()
    answers = [put(client, data) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 200, 200]
    assert answers[0].json() == answers[2].json()
    assert answers[0].json()["id"] == answers[0].json()["sha256"] == sha256_of(data)
    assert Photo.objects.get().cadre == cast.person
    assert LedgerEntry.objects.filter(object_type="cadres.photo").count() == 1


def test_the_same_picture_of_two_people_is_two_photos_and_one_file(cast):
    cast.other.user, data = cast.scorer, picture()
    cast.other.save()
    first, second = [receive(by, sha256_of(data), data)[1] for by in (cast.cadre, cast.scorer)]
    assert first.pk != second.pk
    assert first.path == second.path


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_three_kinds_of_picture_become_jpeg(cast, kind):
    data = picture(kind=kind)
    photo = receive(cast.cadre, sha256_of(data), data)[1]
    kept = photo.path.read_bytes()
    assert sha256_of(kept) == photo.stored_sha256 == photo.path.stem
    assert (Image.open(BytesIO(kept)).format, photo.width, photo.height) == ("JPEG", 64, 48)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK"])
def test_every_kind_of_colour_is_flattened(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    large, small, size = remake(picture(kind=kind, mode=mode, color=0))
    assert Image.open(BytesIO(large)).mode == "RGB"
    assert Image.open(BytesIO(small)).size == size == (64, 48)


def test_what_was_transparent_is_white():
    large, _small, _size = remake(picture(kind="PNG", mode="RGBA", color=(0, 0, 0, 0)))
    assert Image.open(BytesIO(large)).getpixel((5, 5)) == (255, 255, 255)


def test_a_large_picture_is_made_smaller_and_its_small_copy_smaller_still():
    large, small, size = remake(picture((4000, 1000)))
    assert size == Image.open(BytesIO(large)).size == (2048, 512)
    assert Image.open(BytesIO(small)).size == (320, 80)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_upright(orientation):
    large, _small, (width, height) = remake(with_metadata(orientation))
    upright = Image.open(BytesIO(large))
    red_at = {
        1: (5, 10),
        2: (35, 10),
        3: (35, 10),
        4: (5, 10),
        5: (10, 5),
        6: (10, 5),
        7: (10, 35),
        8: (10, 35),
    }[orientation]
    assert (width, height) == ((40, 20) if orientation < 5 else (20, 40))
    assert upright.getpixel(red_at)[0] > 200


def test_nothing_but_the_picture_stays():
    data = with_metadata(6)
    assert b"SECRETMAKER" in data
    for made in remake(data)[:2]:
        assert b"SECRET" not in made
        assert not Image.open(BytesIO(made)).getexif()
        assert set(segments(made)) <= {0xE0, 0xDB, 0xC0, 0xC4}


# What stays out


def flood(width, height):
    """A PNG that claims to be huge and holds nothing."""
    data = bytearray(picture((1, 1), "PNG"))
    data[16:24] = width.to_bytes(4) + height.to_bytes(4)
    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4)
    return bytes(data)


def text_bomb():
    info = PngImagePlugin.PngInfo()
    info.add_text("a", "x" * 80_000_000, zip=True)
    return picture((1, 1), "PNG", pnginfo=info)


def many_frames(kind):
    frames = [Image.new("L", (8, 8), at % 256) for at in range(2000)]
    out = BytesIO()
    frames[0].save(out, kind, save_all=True, append_images=frames[1:])
    return out.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
REFUSED = {
    "no bytes": lambda: b"",
    "html": lambda: b"<html><script>alert(1)</script></html>",
    "svg": lambda: SVG,
    "pdf": lambda: b"%PDF-1.7 /JS (app.alert(1))",
    "gif": lambda: picture(kind="GIF"),
    "gif of many frames": lambda: many_frames("GIF"),
    "bmp": lambda: picture(kind="BMP"),
    "tiff": lambda: picture(kind="TIFF"),
    "heic": lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
    "half a jpeg": lambda: picture((640, 480))[:900],
    "half a png": lambda: picture((640, 480), "PNG")[:-200],
    "only a head": lambda: b"\xff\xd8\xff\xe0",
    "pixel flood": lambda: flood(30_000, 30_000),
    "just too many pixels": lambda: flood(8000, 5001),
    "text bomb": text_bomb,
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_photo_is_refused_at_once_and_leaves_nothing(cast, as_user, name, settings):
    data, started = REFUSED[name](), time.process_time()
    answer = put(as_user(cast.cadre), data)
    assert time.process_time() - started < 2
    assert answer.status_code == 422
    assert answer.json()["errors"]["__all__"][0]
    assert not Photo.objects.exists()


ODD = {
    "jpeg with html behind it": lambda: picture() + b"<script>alert(1)</script>",
    "jpeg with a zip behind it": lambda: picture() + b"PK\x03\x04" + bytes(500),
    "png of many frames": lambda: many_frames("PNG"),
    "webp of many frames": lambda: many_frames("WEBP"),
    "one pixel with 14 MB of tail": lambda: picture((1, 1)) + bytes(14 * 1024 * 1024),
}


@pytest.mark.parametrize("name", ODD)
def test_of_an_odd_picture_only_the_picture_is_kept(name):
    data, started = ODD[name](), time.process_time()
    large, _small, _size = remake(data)
    assert time.process_time() - started < 2
    assert b"<script" not in large
    assert b"PK\x03\x04" not in large
    assert len(large) < 2000


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_the_largest_picture_takes_two_seconds_and_no_more_than_300_mb(kind, tmp_path):
    path = tmp_path / "large"
    path.write_bytes(picture((8000, 5000), kind))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    remake(path.read_bytes())
    assert time.process_time() - started < 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000  # kB


def test_a_photo_that_was_hurt_on_the_way_is_400_so_that_it_is_sent_again(cast, as_user):
    answer = put(as_user(cast.cadre), picture()[:-1], sha256_of(picture()))
    assert (answer.status_code, answer.json()["error"]) == (400, "garbled")
    with pytest.raises(Garbled):
        receive(cast.cadre, "0" * 64, picture())


@pytest.mark.parametrize(("rule", "words"), [("photo_mb", "0 MB"), ("photo_quota_mb", "0 MB")])
def test_more_than_the_county_grants_is_422_in_words(cast, as_user, rule, words):
    ProgrammeRule.objects.filter(pk=rule).update(value=0)
    answer = put(as_user(cast.cadre), picture())
    assert answer.status_code == 422
    assert words in answer.json()["errors"]["__all__"][0]


def test_a_body_too_long_to_be_read_is_413(cast, as_user):
    assert put(as_user(cast.cadre), bytes(17 * 1024 * 1024)).status_code == 413


def test_a_fault_after_the_files_leaves_no_row_and_a_retry_works(cast, monkeypatch):
    data = picture()
    with monkeypatch.context() as broken, pytest.raises(ZeroDivisionError):
        broken.setattr(Photo, "save", lambda *args, **kwargs: 1 / 0)
        receive(cast.cadre, sha256_of(data), data)
    assert not Photo.objects.exists()
    assert not LedgerEntry.objects.exists()
    assert receive(cast.cadre, sha256_of(data), data)[0] == 201


def test_a_photo_whose_file_was_lost_is_asked_for_and_taken_again(cast):
    data = picture()
    photo = receive(cast.cadre, sha256_of(data), data)[1]
    photo.path.unlink()
    assert lacking(cast.person, [photo.sha256]) == [photo.sha256]
    assert receive(cast.cadre, photo.sha256, data)[0] == 200
    assert lacking(cast.person, [photo.sha256]) == []
    assert Photo.objects.count() == 1


def test_no_half_file_ever_stands_under_its_name(tmp_path, monkeypatch):
    path = tmp_path / "ab" / "photo.jpg"
    monkeypatch.setattr(filing.os, "replace", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        filing.put_away(path, b"x")
    assert not list(path.parent.iterdir())


# Who looks at it


@pytest.fixture
def shown(cast):
    """An entry with a photo that arrived and one that did not."""
    data = picture()
    photo = receive(cast.cadre, sha256_of(data), data)[1]
    entry = DiaryEntry.objects.create(
        id=uuid.uuid4(),
        cadre=cast.person,
        posting=cast.posting,
        unit=cast.water,
        village=cast.places.village,
        on="2026-07-08",
        tasks="rules",
        text="看账",
        photos=[photo.sha256, "f" * 64],
    )
    return entry, photo


def test_a_photo_is_served_as_nothing_but_a_picture(shown, cast, as_user):
    entry, photo = shown
    for name, path in (("diary_photo", photo.path), ("diary_photo_small", photo.small_path)):
        url = reverse(f"cadres:{name}", args=[entry.pk, photo.sha256])
        answer = as_user(cast.township).get(url)
        assert b"".join(answer.streaming_content) == path.read_bytes()
        assert answer.headers["Content-Type"] == "image/jpeg"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Disposition"] == f'inline; filename="{path.name}"'
        assert answer.headers["Cache-Control"] == "private, max-age=86400"
        assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("which", ["not listed", "not arrived", "withdrawn", "file lost"])
def test_what_is_not_to_be_shown_is_404(shown, cast, as_user, which):
    entry, photo = shown
    sha256 = {"not listed": "e" * 64, "not arrived": "f" * 64}.get(which, photo.sha256)
    if which == "withdrawn":
        DiaryEntry.objects.update(state=which)
    if which == "file lost":
        photo.path.unlink()
    url = reverse("cadres:diary_photo", args=[entry.pk, sha256])
    assert as_user(cast.township).get(url).status_code == 404


@pytest.mark.parametrize(
    ("who", "url"),
    [
        ("township", "diary_page"),
        ("cadre", "diary_page"),
        ("township", "diary_week"),
    ],
)
def test_the_pages_show_what_arrived_and_say_what_did_not(shown, cast, as_user, who, url):
    entry, photo = shown
    args = [entry.pk] if url == "diary_page" else []
    page = as_user(getattr(cast, who)).get(reverse(f"cadres:{url}", args=args), WEEK)
    text = page.content.decode()
    assert reverse("cadres:diary_photo_small", args=[entry.pk, photo.sha256]) in text
    assert "f" * 64 not in text
    assert "1 张照片尚未收到" in text


# Eight phones at once


def test_eight_sends_at_once_keep_one_photo(author):
    data, gate, found = picture(), threading.Barrier(8), []

    def send():
        gate.wait()
        try:
            found.append(receive(author, sha256_of(data), data)[0])
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [200] * 7 + [201]
    assert Photo.objects.count() == 1
    assert LedgerEntry.objects.filter(object_type="cadres.photo").count() == 1


def test_remake_says_why_in_words():
    with pytest.raises(NotAPhoto, match="JPEG"):
        remake(b"x")
