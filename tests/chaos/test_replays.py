"""The same entry again and again, from many processes, in every order (B3, B4, B5, B20)."""

from concurrent.futures import ProcessPoolExecutor
from itertools import permutations
from multiprocessing import get_context

import pytest

from cadres.models import DiaryEntry
from tests.cadres.diary.test_photos import picture, sha256_of
from tests.chaos.conftest import quick_and_whole
from tests.chaos.phones import Entry

PROCESSES = 8


def replay(phone, entry, times):
    """Statuses of one process's sends; phones.py alone is loaded there."""
    return [phone.put(entry).status for _time in range(times)]


def replays(phone, entry, times):
    """Sorted statuses of `times` sends from each of eight processes, and as many one by one."""
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("fork")) as pool:
        sent = [pool.submit(replay, phone, entry, times) for _process in range(PROCESSES)]
        statuses = [status for each in sent for status in each.result()]
    return sorted(statuses + replay(phone, entry, times))


@pytest.mark.parametrize("times", quick_and_whole(5, 100))
def test_an_entry_replayed_from_eight_processes_is_one_row(site, times):
    with site.served() as phone:
        entry = site.entry("上午入户。")
        statuses = replays(phone, entry, times)
    assert statuses == [200] * (9 * times - 1) + [201]
    assert site.figures([entry]) == (0, 0, 0)
    assert site.is_sound()


@pytest.mark.chaos
def test_control_without_the_one_key_replays_are_many_rows(site):
    with site.served("tests.chaos.unguarded:new_ids") as phone:
        replays(phone, site.entry("上午入户。"), 2)
    assert DiaryEntry.objects.count() > 1


def race(phone, first, times):
    """Versions sent by people who have all read the first one; how many were taken."""
    others = [Entry(first.on, f"第 {at} 版", pk=first.pk) for at in range(times)]
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("fork")) as pool:
        return [*pool.map(phone.put, others, [first.sha256] * times)]


@pytest.mark.parametrize("rounds", quick_and_whole(3, 60))
def test_of_many_versions_that_replace_the_same_one_wins_and_the_others_get_both(site, rounds):
    with site.served() as phone:
        for _round in range(rounds):
            first = site.entry("第一版")
            phone.put(first)
            answers = race(phone, first, 8)
            assert sorted(answer.status for answer in answers) == [200] + [409] * 7
            stands = DiaryEntry.objects.get(pk=first.pk).text
            lost = [answer.told for answer in answers if answer.status == 409]
            assert all(told["stored"]["text"] == stands for told in lost)
            assert len({told["yours"]["text"] for told in lost} | {stands}) == 8
    assert site.is_sound()


@pytest.mark.chaos
def test_control_without_the_version_words_are_overwritten(site):
    with site.served("tests.chaos.unguarded:no_version") as phone:
        first = site.entry("第一版")
        phone.put(first)
        statuses = [answer.status for answer in race(phone, first, 8)]
    assert statuses.count(200) > 1


@pytest.mark.parametrize("every", quick_and_whole(12, 1))
def test_every_order_of_photos_entry_change_and_submission_ends_alike(site, every):
    """Two photos, the entry without them, its change that lists them, and the change again: what
    has nothing to replace yet is answered 409 or 200 and comes again, as the phone does."""
    with site.served() as phone:
        for at, order in enumerate(list(permutations(range(5)))[::every]):
            one, two = picture((40, 30), color=(at, 0, 0)), picture((40, 30), color=(0, at, 9))
            shas = [sha256_of(one), sha256_of(two)]
            draft = site.entry("草稿")
            final = Entry(draft.on, "定稿", tuple(shas), draft.pk)
            steps = [
                lambda one=one: phone.put_photo(one),
                lambda two=two: phone.put_photo(two),
                lambda draft=draft: phone.put(draft),
                lambda final=final, draft=draft: phone.put(final, draft.sha256),
                lambda final=final, draft=draft: phone.put(final, draft.sha256),
            ]
            for step in order:
                assert steps[step]().status in {200, 201, 409}
            ended = phone.put(final, draft.sha256)
            assert phone.is_kept(ended, final)
            assert ended.told["complete"] is True
            assert DiaryEntry.objects.get(pk=final.pk).text == "定稿"
    assert DiaryEntry.objects.count() == len(list(permutations(range(5)))[::every])
    assert site.is_sound()


@pytest.mark.chaos
def test_what_was_taken_back_does_not_rise_again(site):
    with site.served() as phone:
        entry = site.entry("写错了")
        phone.put(entry)
        path = f"/cadres/sync/diary/{entry.pk}/"
        taken = phone.send(phone.raw("DELETE", path, If_Match=entry.sha256))
        late = replays(phone, entry, 2)
    assert phone.is_kept(taken, entry)
    assert set(late) == {410}
    assert list(DiaryEntry.objects.values_list("state", "text")) == [("withdrawn", "写错了")]
