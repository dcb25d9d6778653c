"""Who may call what the phone calls, and look at the photos of an entry."""

import uuid

from cadres.diary.models.photos import small_path, stored_path
from cadres.documents.storage import put_away
from cadres.models import DiaryEntry, Photo
from tests.cadres.access_work import READERS, entry, people_abroad

CADRE = {"cadre"}
SENT, KEPT = "a" * 64, "b" * 64


def with_photo(cadre, posting):
    """kwargs of an entry with a photo whose files are there."""
    pk = entry(cadre, posting)["pk"]
    DiaryEntry.objects.filter(pk=pk).update(photos=[SENT])
    fields = {"stored_sha256": KEPT, "size": 1, "width": 1, "height": 1}
    Photo.objects.get_or_create(cadre=cadre, sha256=SENT, defaults=fields)
    put_away(stored_path(KEPT), b"x")
    put_away(small_path(KEPT), b"x")
    return {"pk": pk, "sha256": SENT}


def row(url, allow, method="get", kwargs=None, outside=None):
    found = {"url": f"cadres:{url}", "method": method, "allow": set(allow), "kwargs": kwargs}
    return found | ({"outside": outside, "missing": nowhere(kwargs)} if outside else {})


def nowhere(kwargs):
    return lambda cast: kwargs(cast) | {"pk": uuid.UUID(int=7)}


def one(cast):
    return entry(cast.person, cast.posting)


def abroad(cast):
    return entry(*people_abroad(cast))


def photo(url):
    return row(
        url,
        READERS,
        "get",
        lambda cast: with_photo(cast.person, cast.posting),
        lambda cast: with_photo(*people_abroad(cast)),
    )


ROWS = [
    row("sync_me", CADRE),
    row("sync_diary_list", CADRE),
    row("sync_lacking", CADRE, "post"),
    row("sync_diary", CADRE, "get", one, abroad),
    row("sync_diary", CADRE, "delete", one, abroad),
    row("sync_diary", CADRE, "put", lambda cast: {"pk": uuid.uuid4()}),
    row("sync_photo", CADRE, "put", lambda cast: {"sha256": SENT}),
    photo("diary_photo"),
    photo("diary_photo_small"),
]
