"""The township's week: what nobody has read first, one by one or a village at once; no counting."""

import uuid
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from accounts.models import LedgerEntry
from cadres.models import DiaryEntry

WEEK = {"week": "2026-W28"}


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(datetime(2026, 7, 8, 4, tzinfo=UTC), tick=False):
        yield


def write(cast, day, state="received", village=None):
    return DiaryEntry.objects.create(
        id=uuid.uuid4(),
        cadre=cast.person,
        posting=cast.posting,
        unit=cast.water,
        village=village or cast.places.village,
        on=date(2026, 7, day),
        tasks="rules",
        text="看账",
        state=state,
    )


def week(client):
    return client.get(reverse("cadres:diary_week"), WEEK)


def see_all(client, *entries):
    shown = [f"{entry.pk}:{entry.version}" for entry in entries]
    return client.post(reverse("cadres:diary_see_all"), WEEK | {"entry": shown})


def states(*entries):
    return [DiaryEntry.objects.get(pk=entry.pk).state for entry in entries]


def test_what_nobody_has_read_comes_first(cast, as_user):
    seen, returned = write(cast, 6, "seen"), write(cast, 7, "returned")
    mended, new = write(cast, 8, "mended"), write(cast, 7)
    second = write(cast, 6, "seen", cast.places.second)
    ((_v, rows, unread), (_other, others, none)) = week(as_user(cast.township)).context["villages"]
    assert [row.pk for row in rows] == [each.pk for each in (new, mended, seen, returned)]
    assert [row.pk for row in unread] == [new.pk, mended.pk]
    assert ([row.pk for row in others], none) == ([second.pk], [])


def test_villages_with_something_to_read_stand_first(cast, as_user):
    write(cast, 6, "seen")
    write(cast, 7, village=cast.places.second)
    groups = week(as_user(cast.township)).context["villages"]
    assert [village for village, _rows, _unread in groups] == [
        cast.places.second,
        cast.places.village,
    ]


def test_a_villages_week_is_read_at_once(cast, as_user):
    one, two, returned = write(cast, 6), write(cast, 7, "mended"), write(cast, 8, "returned")
    answer = see_all(as_user(cast.township), one, two, returned)
    assert answer.url.endswith("?week=2026-W28")
    assert states(one, two, returned) == ["seen", "seen", "returned"]
    assert LedgerEntry.objects.filter(action="see").count() == 2


def test_what_was_mended_meanwhile_stays_unread(cast, as_user):
    entry = write(cast, 6)
    stale = DiaryEntry.objects.get(pk=entry.pk)
    entry.text = "改过的"
    entry.save_if_current()
    see_all(as_user(cast.township), stale)
    assert states(entry) == ["received"]


def test_nobody_reads_for_another_township(cast, as_user):
    entry = write(cast, 6)
    see_all(as_user(cast.neighbour), entry)
    assert states(entry) == ["received"]


@pytest.mark.parametrize("entry", ["", "x:1", ":", "1:1"])
def test_nonsense_is_passed_over(cast, as_user, entry):
    sent = WEEK | {"entry": entry}
    assert as_user(cast.township).post(reverse("cadres:diary_see_all"), sent).status_code == 302


def test_the_county_reads_and_has_no_button(cast, as_user):
    write(cast, 6)
    text = week(as_user(cast.county)).content.decode()
    assert "看账" in text and reverse("cadres:diary_see_all") not in text
