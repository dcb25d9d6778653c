"""The phone's doors: who is logged in, what stands here, what is lacking, what was taken back."""

import base64
import json
import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import LedgerEntry
from cadres.diary import receipts
from cadres.diary.photo_upload import receive as receive_photo
from cadres.diary.receiving import content, digest, receive, withdraw
from cadres.models import DiaryEntry, Matter, Task
from cadres.phone import state as phone_state
from tests.cadres.diary.test_diary import TODAY, WORDS, entry_data, put
from tests.cadres.diary.test_photos import picture, sha256_of
from tests.conftest import BACKEND
from villages.models import ProgrammeRule

pytestmark = pytest.mark.both

JSON = {"accept": "application/json"}


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(datetime(2026, 7, 8, 4, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def written(cast):
    return receive(cast.cadre, uuid.uuid4(), content(entry_data()), TODAY).entry


@pytest.fixture
def phone(cast, as_user):
    return as_user(cast.cadre)


def get(client, name, *args, **query):
    return client.get(reverse(f"cadres:{name}", args=args), query, headers=JSON)


def delete(client, entry, sha256=None):
    headers = {"if-match": f'"{sha256 or entry.payload_sha256}"', **JSON}
    return client.delete(reverse("cadres:sync_diary", args=[entry.pk]), headers=headers)


# Who is logged in


def test_the_phone_learns_who_is_logged_in_and_what_waits(cast, phone, written):
    Matter.raise_new(
        cast.cadre,
        village=cast.places.village,
        title="路灯",
        category="roads",
        raised_on=date(2026, 6, 1),
    )
    written.send_back(cast.township, "请补上参加人。")
    told = get(phone, "sync_me").json()
    assert told["user"] == {"id": cast.cadre.pk, "name": "cadre", "username": "cadre"}
    assert told["today"] == "2026-07-08"
    assert {"score", "reminders"} <= told.keys()
    assert told["postings"] == [
        {
            "village": "洋头村",
            "township": "龙窝镇",
            "since": "2026-01-08",
            "until": "",
        }
    ]
    assert told["rules"] == {
        "late_days": 3,
        "grace_days": 7,
        "text_max": 5000,
        "photos_max": 9,
        "photo_bytes_max": 15 * 1024 * 1024,
    }
    assert [each["value"] for each in told["tasks"]] == Task.values
    assert [each["value"] for each in told["categories"]] == Matter.Category.values
    assert [(row["title"], row["is_late"]) for row in told["matters"]] == [("路灯", True)]
    assert [row["comment"] for row in told["returned"]] == ["请补上参加人。"]


def test_the_token_it_learns_is_the_one_that_is_asked_for(cast):
    phone = Client(enforce_csrf_checks=True)
    phone.force_login(cast.cadre, backend=BACKEND)
    told = get(phone, "sync_me").json()
    assert put(phone, uuid.uuid4(), entry_data()).status_code == 403
    headers = {"X-CSRFToken": told["csrf"]}
    assert put(phone, uuid.uuid4(), entry_data(), **headers).status_code == 201


def test_keys_are_a_persons_own_and_the_same_at_every_log_in(cast, as_user, settings):
    first = get(as_user(cast.cadre), "sync_me").json()
    again = get(as_user(cast.cadre), "sync_me").json()
    assert len(base64.b64decode(first["key"])) == len(base64.b64decode(first["receipt_key"])) == 32
    assert (first["key"], first["receipt_key"]) == (again["key"], again["receipt_key"])
    assert first["key"] != first["receipt_key"]
    assert receipts.key(cast.cadre, "store") != receipts.key(cast.scorer, "store")
    settings.SECRET_KEY = "another"
    assert base64.b64decode(first["key"]) == receipts.key(cast.cadre, "store")


def test_a_higher_app_adds_its_part(cast, phone, monkeypatch):
    monkeypatch.setattr(phone_state, "PARTS", dict(phone_state.PARTS))
    phone_state.add_part("score", lambda user, today: {"points": "93.5"})
    assert get(phone, "sync_me").json()["score"] == {"points": "93.5"}


@pytest.mark.parametrize("who", ["county", "township", "unit", "leader"])
def test_only_a_cadre_has_a_phone_and_the_refusal_is_json(cast, as_user, who):
    answer = get(as_user(getattr(cast, who)), "sync_me")
    assert (answer.status_code, answer.json()) == (403, {"error": "role"})


@pytest.mark.parametrize("name", ["sync_me", "sync_diary_list"])
def test_who_is_not_logged_in_gets_401_as_json(client, db, name):
    assert get(client, name).status_code == 401


def test_nothing_of_it_is_kept_by_a_browser(phone):
    assert "no-store" in get(phone, "sync_me").headers["Cache-Control"]


# Entries as they stand here


def test_an_entry_is_told_as_it_stands_here(cast, phone, written):
    written.see(cast.township, "很实。")
    told = get(phone, "sync_diary", written.pk).json()
    assert (told["id"], told["sha256"]) == (str(written.pk), written.payload_sha256)
    assert (told["text"], told["state"], told["comment"]) == (WORDS, "seen", "很实。")
    assert (told["may_change"], told["may_withdraw"]) == (False, False)
    assert told["commented_at"] == "2026-07-08T12:00:00+08:00"


def test_an_unknown_entry_is_404_as_json(phone):
    answer = get(phone, "sync_diary", uuid.uuid4())
    assert (answer.status_code, answer.json()) == (404, {"error": "unknown"})


def test_the_list_holds_the_newest_and_those_commented_since(cast, phone, written):
    old = receive(cast.cadre, uuid.uuid4(), content(entry_data(text="另一篇")), TODAY).entry
    DiaryEntry.objects.update(received_at=datetime(2026, 7, 1, tzinfo=UTC))
    old.refresh_from_db()
    old.see(cast.township, "好")
    everything = get(phone, "sync_diary_list").json()["entries"]
    since = get(phone, "sync_diary_list", since="2026-07-08T00:00:00Z").json()["entries"]
    assert len(everything) == 2
    assert [row["id"] for row in since] == [str(old.pk)]


@pytest.mark.parametrize("since", ["yesterday", "2026-07-08", "2026-02-30T00:00:00Z"])
def test_a_moment_that_is_none_narrows_nothing(phone, written, since):
    assert len(get(phone, "sync_diary_list", since=since).json()["entries"]) == 1


def test_the_number_of_selects_does_not_grow(cast, phone, django_assert_max_num_queries):
    def write(n):
        for at in range(n):
            fields = entry_data(text=f"{at}", photos=["a" * 64, f"{at:064x}"])
            receive(cast.cadre, uuid.uuid4(), content(fields), TODAY)
        DiaryEntry.objects.update(state="returned")

    write(3)
    with django_assert_max_num_queries(40) as few:
        get(phone, "sync_me")
        get(phone, "sync_diary_list")
    write(6)
    with django_assert_max_num_queries(len(few)):
        get(phone, "sync_me")
        get(phone, "sync_diary_list")


# Photos of an entry


def test_complete_is_computed_whatever_comes_first(cast, phone):
    one, two = picture(color="red"), picture(color="blue")
    shas = [sha256_of(one), sha256_of(two)]
    receive_photo(cast.cadre, shas[0], one)
    pk, data = uuid.uuid4(), entry_data(photos=shas)
    first = put(phone, pk, data).json()
    assert (first["complete"], first["lacking"]) == (False, [shas[1]])
    receive_photo(cast.cadre, shas[1], two)
    again = put(phone, pk, data).json()
    assert (again["complete"], again["lacking"]) == (True, [])
    photos = get(phone, "sync_diary", pk).json()["photos"]
    assert photos == [{"sha256": sha256, "have": True} for sha256 in shas]


def test_the_same_photo_twice_in_an_entry_is_no_fault(cast, phone):
    data = picture()
    sha256 = sha256_of(data)
    answer = put(phone, uuid.uuid4(), entry_data(photos=[sha256, sha256]))
    assert (answer.status_code, answer.json()["lacking"]) == (201, [sha256])


def test_another_persons_photo_does_not_complete_mine(cast, phone):
    cast.other.user, data = cast.scorer, picture()
    cast.other.save()
    receive_photo(cast.scorer, sha256_of(data), data)
    answer = put(phone, uuid.uuid4(), entry_data(photos=[sha256_of(data)]))
    assert not answer.json()["complete"]


def test_more_photos_than_the_county_grants_are_422_by_field(phone):
    ProgrammeRule.objects.filter(pk="photos_max").update(value=2)
    answer = put(phone, uuid.uuid4(), entry_data(photos=[f"{at:064x}" for at in range(3)]))
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["photos"])
    assert not DiaryEntry.objects.exists()


def test_who_says_nothing_of_photos_leaves_them_as_they_are(cast, phone):
    pk, data = uuid.uuid4(), entry_data(photos=["a" * 64])
    sha256 = put(phone, pk, data).json()["sha256"]
    amended = put(phone, pk, entry_data(text="改过"), **{"if-match": sha256})
    assert amended.json()["lacking"] == ["a" * 64]
    emptied = entry_data(text="改过", photos=[])
    again = put(phone, pk, emptied, **{"if-match": amended.json()["sha256"]})
    assert again.json()["lacking"] == []


def test_an_entry_without_the_key_and_one_without_photos_are_two_contents():
    assert digest(content(entry_data())) != digest(content(entry_data(photos=[])))


# Taken back


def test_what_nobody_has_read_may_be_taken_back_and_never_rises_again(cast, phone, written):
    assert [delete(phone, written).status_code for _ in range(2)] == [200, 200]
    late = put(phone, written.pk, entry_data())
    changed = put(phone, written.pk, entry_data(text="x"), **{"if-match": written.payload_sha256})
    assert (late.status_code, changed.status_code) == (410, 410)
    assert late.json() == {"error": "withdrawn"}
    written.refresh_from_db()
    assert (written.state, written.text) == ("withdrawn", WORDS)
    assert LedgerEntry.objects.about(written).count() == 2


@pytest.mark.parametrize("who", ["county", "leader", "township", "unit", "cadre"])
def test_what_was_taken_back_is_shown_to_nobody(cast, as_user, written, who):
    withdraw(cast.cadre, written.pk, written.payload_sha256)
    client = as_user(getattr(cast, who))
    assert client.get(reverse("cadres:diary_page", args=[written.pk])).status_code == 404
    assert WORDS[:10] not in client.get(reverse("cadres:diary_list")).content.decode()
    village = client.get(reverse("villages:village_page", args=["441621102223"]), {"tab": "diary"})
    assert WORDS[:10] not in village.content.decode()


@pytest.mark.parametrize("verb", ["see", "send_back"])
def test_what_was_taken_back_is_neither_seen_nor_returned(cast, as_user, written, verb):
    withdraw(cast.cadre, written.pk, written.payload_sha256)
    url = reverse(f"cadres:diary_{verb.replace('send_back', 'return')}", args=[written.pk])
    assert as_user(cast.township).post(url, {"comment": "x"}).status_code == 404


@pytest.mark.parametrize("state", ["seen", "returned", "mended"])
def test_what_the_township_has_read_stays(phone, written, state):
    DiaryEntry.objects.update(state=state)
    assert delete(phone, written).status_code == 409
    written.refresh_from_db()
    assert written.state == state


def test_an_older_version_is_not_taken_back(phone, written):
    assert delete(phone, written, "0" * 64).status_code == 409


def test_the_form_says_that_the_entry_was_taken_back(cast, phone, written):
    withdraw(cast.cadre, written.pk, written.payload_sha256)
    sent = entry_data(id=str(written.pk))
    answer = phone.post(reverse("cadres:diary_write"), sent, follow=True)
    assert "撤回" in answer.content.decode()


# After a restore


def lacking(client, entries, photos=()):
    body = json.dumps({"entries": entries, "photos": list(photos)})
    return client.post(reverse("cadres:sync_lacking"), body, content_type="application/json")


def test_what_never_came_is_asked_for(cast, phone, written):
    data, gone = picture(), str(uuid.uuid4())
    receive_photo(cast.cadre, sha256_of(data), data)
    here = [str(written.pk), written.payload_sha256]
    answer = lacking(phone, [here, [gone, "0" * 64]], [sha256_of(data), "e" * 64])
    assert answer.json() == {"entries": [gone], "photos": ["e" * 64]}


def test_an_older_version_here_than_on_the_phone_is_asked_for(phone, written):
    answer = lacking(phone, [[str(written.pk), "0" * 64]])
    assert answer.json()["entries"] == [str(written.pk)]


def test_what_was_amended_since_or_taken_back_is_not_asked_for(cast, phone, written):
    first = written.payload_sha256
    receive(cast.cadre, written.pk, content(entry_data(text="第二版")), TODAY, first)
    assert lacking(phone, [[str(written.pk), first]]).json()["entries"] == []
    withdraw(cast.cadre, written.pk, digest(content(entry_data(text="第二版"))))
    assert lacking(phone, [[str(written.pk), "0" * 64]]).json()["entries"] == []


OFFERS = [
    b"",
    b"[]",
    b'{"entries": []}',
    b'{"entries": [["x", "y"]], "photos": []}',
    b'{"entries": [["x"]], "photos": []}',
    b'{"entries": 5, "photos": []}',
    json.dumps({"entries": [], "photos": ["a"] * 501}).encode(),
]


@pytest.mark.parametrize("body", OFFERS)
def test_what_is_no_offer_is_422(phone, body):
    url = reverse("cadres:sync_lacking")
    assert phone.post(url, body, content_type="application/json").status_code == 422


# The phone's clock


@pytest.mark.parametrize(
    ("said", "kept", "minutes"),
    [
        ("2026-07-08T04:00:30.000Z", 30, 0),
        ("2026-07-08T04:20:00.000Z", 1200, 20),
        ("2026-07-08T03:00:00.000Z", -3600, -60),
        ("9999-12-31T23:59:59.999Z", 251618817600, None),
        ("2026-07-08T04:00:00", None, 0),
        ("noon", None, 0),
        ("2026-02-30T00:00:00Z", None, 0),
    ],
)
def test_how_far_the_phones_clock_is_off_is_kept(phone, said, kept, minutes):
    pk = uuid.uuid4()
    assert put(phone, pk, entry_data(), **{"X-Phone-Time": said}).status_code == 201
    entry = DiaryEntry.objects.get(pk=pk)
    assert entry.phone_skew == kept
    assert minutes is None or entry.skew_minutes == minutes


@pytest.mark.parametrize(("skew", "words"), [(1200, "快 20 分钟"), (-1200, "慢 20 分钟")])
def test_a_wrong_clock_is_said_on_the_page(cast, as_user, skew, words):
    data = content(entry_data(written_at="2026-07-08T03:59:00Z"))
    entry = receive(cast.cadre, uuid.uuid4(), data, TODAY, skew=skew).entry
    page = as_user(cast.township).get(entry.get_absolute_url())
    assert words in page.content.decode()


def late(cast, on, written_at, skew=0, **more):
    data = content(entry_data(on=str(on), written_at=written_at, **more))
    return receive(cast.cadre, uuid.uuid4(), data, TODAY, skew=skew)


@pytest.mark.parametrize(
    ("on", "written_at", "skew", "status"),
    [
        # written on the day, received at the edge of the grace and after it (7 days)
        ("2026-07-01", "2026-07-01T10:00:00Z", 0, 201),
        ("2026-06-30", "2026-06-30T10:00:00Z", 0, 422),
        # written three days after the day, or four
        ("2026-06-30", "2026-07-03T10:00:00Z", 0, 201),
        ("2026-06-29", "2026-07-03T10:00:00Z", 0, 422),
        # a clock a year fast or slow, set right by what it said on sending
        ("2026-07-01", "2027-07-01T10:00:00Z", 365 * 86400, 201),
        ("2026-07-01", "2025-07-01T10:00:00Z", -365 * 86400, 201),
        # a clock that was set meanwhile proves nothing
        ("2026-07-01", "2030-07-01T10:00:00Z", 0, 422),
        ("2026-07-01", "", 0, 422),
        ("2026-07-05", "0001-01-01T00:00:00Z", 0, 201),
        ("2026-07-05", "9999-12-31T23:59:59Z", None, 201),
    ],
)
def test_lateness_counts_from_the_writing_when_it_came_within_the_grace(
    cast, on, written_at, skew, status
):
    assert late(cast, on, written_at, skew).status == status


@pytest.mark.parametrize("years", [-10, -1, 1, 10])
def test_a_clock_years_off_loses_nothing(cast, phone, years):
    wrong = datetime(2026, 7, 8, 4, tzinfo=UTC) + timedelta(days=365 * years)
    text, pk = wrong.isoformat(), uuid.uuid4()
    answer = put(phone, pk, entry_data(written_at=text), **{"X-Phone-Time": text})
    assert answer.status_code == 201
    assert phone.get(reverse("cadres:diary_page", args=[pk])).status_code == 200
    assert get(phone, "sync_diary", pk).json()["skew_minutes"] == years * 365 * 24 * 60


def test_lateness_of_an_amended_entry_stays_as_it_was(cast):
    entry = late(cast, "2026-07-01", "2026-07-01T10:00:00Z").entry
    data = entry_data(on="2026-07-01", text="改过", written_at="2026-07-01T10:00:00Z")
    with time_machine.travel(datetime(2026, 7, 20, tzinfo=UTC)):
        again = receive(
            cast.cadre, entry.pk, content(data), date(2026, 7, 20), entry.payload_sha256
        )
    assert again.status == 200


# Posted elsewhere while there was no signal


def test_a_day_of_the_posting_is_accepted_after_it_ended_and_no_other(cast, phone):
    cast.posting.until = date(2026, 7, 6)
    cast.posting.save()
    inside = put(phone, uuid.uuid4(), entry_data(on="2026-07-06"))
    outside = put(phone, uuid.uuid4(), entry_data(on="2026-07-07"))
    assert (inside.status_code, outside.status_code) == (201, 422)
    assert "没有派驻" in outside.json()["errors"]["on"][0]
