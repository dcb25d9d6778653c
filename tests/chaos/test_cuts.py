"""Connections that end at every byte, then one clean retry (B1, B2, B12)."""

import random
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from urllib.parse import urlencode

import pytest

from cadres.models import DiaryEntry, Photo
from tests.cadres.diary.test_photos import picture, sha256_of
from tests.chaos.conftest import quick_and_whole

NUMBERS = count()


def words(size=560):
    """A text of about 2 kB that no other entry has."""
    return f"{next(NUMBERS)}．" + "上午入户走访，下午修渠。" * (size // 12) + "完"


def at_once(work, cases):
    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(work, cases))


@pytest.mark.parametrize("step", quick_and_whole(101, 1))
def test_a_request_cut_at_every_byte_then_sent_again(site, step):
    with site.served() as phone:
        length = len(phone.raw_entry(site.entry(words())))

        def case(cut):
            at, reset = cut
            entry = site.entry(words())
            first = phone.send_cut(phone.raw_entry(entry), at, reset)
            return entry, first, phone.insist(phone.raw_entry(entry))

        cases = [(at, reset) for reset in (False, True) for at in range(0, length, step)]
        done = at_once(case, cases)
    assert all(phone.is_kept(again, entry) for entry, _first, again in done)
    assert {first.status for _entry, first, _again in done} <= {0, 400}
    assert site.figures([entry for entry, *_ in done]) == (0, 0, 0)
    assert site.is_sound()


@pytest.mark.parametrize("step", quick_and_whole(41, 1))
def test_an_answer_cut_at_every_byte_then_asked_for_again(site, step):
    with site.served() as phone:
        probe = site.entry(words())
        phone.put(probe)

        def case(at):
            entry = site.entry(words())
            deaf = phone.send_deaf(phone.raw_entry(entry), at)
            return entry, deaf, phone.insist(phone.raw_entry(entry))

        done = at_once(case, range(0, 1000, step))
    assert all(phone.is_kept(again, entry) for entry, _deaf, again in done)
    assert site.figures([probe, *(entry for entry, *_ in done)]) == (0, 0, 0)
    assert site.is_sound()


@pytest.mark.parametrize("times", quick_and_whole(40, 1000))
def test_an_answer_lost_altogether_then_asked_for_again(site, times):
    with site.served() as phone:

        def case(seed):
            entry, chance = site.entry(words(60)), random.Random(seed)
            for _try in range(chance.randint(1, 3)):
                phone.send_deaf(phone.raw_entry(entry), chance.choice((0, 1, 12, 200)))
            return entry, phone.insist(phone.raw_entry(entry))

        done = at_once(case, range(times))
    assert all(phone.is_kept(answer, entry) for entry, answer in done)
    assert site.figures([entry for entry, _answer in done]) == (0, 0, 0)
    assert site.is_sound()


@pytest.mark.parametrize("step", quick_and_whole(30011, 1009))
def test_a_photo_cut_on_its_way_is_never_complete(site, step):
    with site.served() as phone:
        data = picture((1600, 1200), quality=60) + bytes(250_000)
        whole = len(phone.raw_photo(data))
        entry = site.entry(words(60), [sha256_of(data)])
        assert phone.put(entry).told["complete"] is False
        cuts = {whole // 100, whole // 2, whole * 99 // 100, whole - 1, *range(500, whole, step)}

        def case(cut):
            return phone.send_cut(phone.raw_photo(data), *cut)

        first = at_once(case, [(at, reset) for at in sorted(cuts) for reset in (False, True)])
        assert {answer.status for answer in first} <= {0, 400}
        assert phone.put(entry).told["lacking"] == [sha256_of(data)]
        phone.insist(phone.raw_photo(data))
        assert phone.put(entry).told["complete"] is True
    assert Photo.objects.count() == 1
    assert site.is_sound()


# The page's own form has no fingerprint: the length alone guards it


def form_cuts(site, phone):
    """Forms cut within their words."""
    for at in range(1, 100, 9):
        entry = site.entry(words(60))
        sent = {"id": entry.pk, "on": entry.on, "tasks": "rules", "text": entry.text}
        raw = phone.raw(
            "POST",
            "/cadres/diary/write/",
            urlencode(sent).encode(),
            "application/x-www-form-urlencoded",
        )
        phone.send_cut(raw, len(raw) - at, reset=False)


@pytest.mark.chaos
def test_a_form_that_ends_early_is_not_stored(site):
    with site.served() as phone:
        form_cuts(site, phone)
    assert DiaryEntry.objects.count() == 0


@pytest.mark.chaos
def test_control_without_the_gate_half_a_text_is_stored(site):
    with site.served("tests.chaos.unguarded:short_bodies") as phone:
        form_cuts(site, phone)
    assert DiaryEntry.objects.count() > 5
