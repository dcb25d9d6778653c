"""Diary: received exactly once, changed only by the author, read by who may."""

import hmac
import json
import threading
import uuid
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connections
from django.urls import reverse

from accounts.models import LedgerEntry
from cadres.diary import receipts, receiving
from cadres.diary.receiving import NotAnEntry, content, digest, receive
from cadres.models import DiaryEntry, Matter
from cadres.workflow.transitions import WrongState

pytestmark = pytest.mark.both

TODAY = date(2026, 7, 8)
NOON = datetime(2026, 7, 8, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
WORDS = "上午与支委商量补选后备干部，下午看村务公开栏。"


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


def entry_data(**changes):
    return {"on": "2026-07-08", "tasks": ["leadership", "rules"], "text": WORDS} | changes


def put(client, pk, data, **headers):
    """As the phone sends it: with the fingerprint, where the data has one."""
    try:
        data = {"sha256": digest(content(data)), **data}
    except NotAnEntry:
        data = {"sha256": "", **data}
    return client.put(
        reverse("cadres:sync_diary", args=[pk]),
        json.dumps(data),
        content_type="application/json",
        headers={"accept": "application/json", **headers},
    )


@pytest.fixture
def written(cast):
    """An entry of the cadre, received today."""
    return receive(cast.cadre, uuid.uuid4(), content(entry_data()), TODAY).entry


def test_a_new_entry_is_created_and_answered_with_a_receipt(cast, as_user):
    pk = uuid.uuid4()
    data = entry_data(written_at="2026-07-08T03:59:00.000Z")
    answer = put(as_user(cast.cadre), pk, data)
    entry = DiaryEntry.objects.get(pk=pk)
    assert answer.status_code == 201
    told = answer.json()
    seal = told.pop("mac")
    assert told == {
        "id": str(pk),
        "sha256": digest(content(data)),
        "receipt_no": entry.receipt_no,
        "server_time": "2026-07-08T12:00:00+08:00",
        "complete": True,
        "lacking": [],
    }
    lines = [told[name] for name in ("id", "sha256", "receipt_no", "server_time")]
    expected = hmac.new(receipts.key(cast.cadre, "receipt"), "\n".join(lines).encode(), "sha256")
    assert seal == expected.hexdigest()
    assert entry.receipt_no == f"0708-{LedgerEntry.objects.about(entry).get().seq:04d}"


def test_an_entry_keeps_the_posting_unit_and_village_of_its_day(written, cast):
    assert (written.posting, written.unit, written.village) == (
        cast.posting,
        cast.water,
        cast.places.village,
    )


def test_the_same_entry_again_is_200_with_the_same_receipt(cast, as_user):
    client, pk = as_user(cast.cadre), uuid.uuid4()
    first = put(client, pk, entry_data())
    again = [put(client, pk, entry_data()) for _ in range(3)]
    assert [answer.status_code for answer in again] == [200, 200, 200]
    assert all(answer.json() == first.json() for answer in again)
    assert DiaryEntry.objects.count() == 1
    assert LedgerEntry.objects.filter(object_type="cadres.diaryentry").count() == 1


def test_other_words_under_one_id_are_409_with_both_and_overwrite_nothing(written, cast, as_user):
    answer = put(as_user(cast.cadre), written.pk, entry_data(text="别的话"))
    assert answer.status_code == 409
    assert answer.json()["yours"]["text"] == "别的话"
    assert answer.json()["stored"]["text"] == WORDS
    assert answer.json()["sha256"] == written.payload_sha256
    written.refresh_from_db()
    assert written.text == WORDS


def test_the_author_replaces_the_version_that_was_read(written, cast, as_user):
    headers = {"if-match": f'"{written.payload_sha256}"'}
    answer = put(as_user(cast.cadre), written.pk, entry_data(text="改过"), **headers)
    written.refresh_from_db()
    assert answer.status_code == 200
    assert (written.text, written.version) == ("改过", 2)


def test_replacing_a_version_that_is_gone_is_409(written, cast, as_user):
    old = written.payload_sha256
    receive(cast.cadre, written.pk, content(entry_data(text="第二版")), TODAY, old)
    answer = put(as_user(cast.cadre), written.pk, entry_data(text="第三版"), **{"if-match": old})
    assert answer.status_code == 409
    assert answer.json()["stored"]["text"] == "第二版"


def test_what_the_township_has_seen_stays(written, cast, as_user):
    written.see(cast.township, "很实。")
    headers = {"if-match": written.payload_sha256}
    assert put(as_user(cast.cadre), written.pk, entry_data(text="x"), **headers).status_code == 409


def test_a_returned_entry_is_mended_and_keeps_its_first_day(written, cast):
    written.send_back(cast.township, "请补上参加人。")
    with time_machine.travel(datetime(2026, 7, 20, 9, tzinfo=ZoneInfo("Asia/Shanghai"))):
        answer = receive(
            cast.cadre,
            written.pk,
            content(entry_data(text="补上：邓石生")),
            date(2026, 7, 20),
            written.payload_sha256,
        )
    assert (answer.status, answer.entry.state) == (200, "mended")
    assert not answer.entry.is_late


FAULTY = [
    ({"text": ""}, "text"),
    ({"tasks": []}, "tasks"),
    ({"tasks": ["dancing"]}, "tasks"),
    ({"on": "2026-07-09"}, "on"),
    ({"on": "2025-12-31", "late_reason": "x"}, "on"),
    ({"on": "8 July"}, "on"),
    ({"on": "2026-07-04"}, "late_reason"),
    ({"text": "字" * 5001}, "text"),
    ({"text": "a\0b"}, "text"),
    ({"matter": "441621-2026-9999"}, "matter"),
    ({"matter_title": "路灯"}, "matter_category"),
    ({"written_at": "just now"}, "written_at"),
]


@pytest.mark.parametrize(("change", "field"), FAULTY)
def test_a_faulty_entry_is_422_by_field_and_stores_nothing(cast, as_user, change, field):
    answer = put(as_user(cast.cadre), uuid.uuid4(), entry_data(**change))
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == [field]
    assert not DiaryEntry.objects.exists()


NO_ENTRY = [
    {"on": 5},
    {"more": "x"},
    {"tasks": "rules"},
    {"tasks": [5]},
    {"text": "\ud800"},
    {"photos": "a" * 64},
    {"photos": {"a": 1}},
    {"photos": [5]},
    {"photos": None},
    {"photos": ["A" * 64]},
    {"photos": ["a" * 64 + "\n"]},
]


@pytest.mark.parametrize("data", NO_ENTRY)
def test_what_is_no_entry_is_422(cast, as_user, data):
    answer = put(as_user(cast.cadre), uuid.uuid4(), data)
    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == ["photos" if "photos" in data else "__all__"]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"x"', b"7", b"\xff", b"{}", b'{"on": ""}'])
def test_what_was_hurt_on_the_way_is_400_so_that_it_is_sent_again(cast, as_user, body):
    url = reverse("cadres:sync_diary", args=[uuid.uuid4()])
    answer = as_user(cast.cadre).put(url, body, content_type="application/json")
    assert (answer.status_code, answer.json()["error"]) == (400, "garbled")


@pytest.mark.parametrize("sha256", ["0" * 64, "", None, 5])
def test_a_fingerprint_that_does_not_fit_is_400_and_stores_nothing(cast, as_user, sha256):
    answer = put(as_user(cast.cadre), uuid.uuid4(), entry_data(sha256=sha256))
    assert answer.status_code == 400
    assert not DiaryEntry.objects.exists()


def test_three_days_back_is_in_time_and_four_need_a_reason(cast):
    on_edge = receive(cast.cadre, uuid.uuid4(), content(entry_data(on="2026-07-05")), TODAY)
    reasoned = content(entry_data(on="2026-07-04", late_reason="没有信号"))
    late = receive(cast.cadre, uuid.uuid4(), reasoned, TODAY)
    assert (on_edge.status, on_edge.entry.is_late) == (201, False)
    assert (late.status, late.entry.is_late) == (201, True)


def test_blanks_line_ends_and_the_order_of_tasks_do_not_make_another_entry():
    one = content({"on": "2026-07-08", "tasks": ["rules", "leadership"], "text": " a\r\nb "})
    sent = {"on": "2026-07-08 ", "tasks": ["leadership", "rules"], "text": "a\nb", "place": None}
    other = content(sent)
    assert digest(one) == digest(other)


def test_the_fingerprint_is_the_one_the_phone_computes():
    fields = content({"on": "2026-07-08", "tasks": ["rules"], "text": "看账"})
    text = (
        '{"late_reason":"","matter":"","matter_category":"","matter_title":"","on":"2026-07-08",'
        '"place":"","tasks":["rules"],"text":"看账","written_at":""}'
    )
    assert digest(fields) == receiving.hashlib.sha256(text.encode()).hexdigest()


def test_content_refuses_what_is_no_text():
    with pytest.raises(NotAnEntry):
        content({"text": ["a"]})


def test_an_entry_opens_a_matter_in_the_same_breath(cast):
    data = entry_data(matter_title="路灯 6 盏不亮", matter_category="roads")
    answer = receive(cast.cadre, uuid.uuid4(), content(data), TODAY)
    matter = Matter.objects.get()
    assert answer.entry.matter == matter
    assert (matter.village, matter.due_on) == (cast.places.village, date(2026, 7, 23))


def test_an_entry_carries_a_matter_on_and_a_replay_adds_no_step(cast):
    first = entry_data(matter_title="灌渠塌方", matter_category="water")
    matter = receive(cast.cadre, uuid.uuid4(), content(first), TODAY).entry.matter
    pk, data = uuid.uuid4(), content(entry_data(text="临时抽水", matter=matter.number))
    assert [receive(cast.cadre, pk, data, TODAY).status for _ in range(2)] == [201, 200]
    assert [step.text for step in matter.steps.all()] == ["临时抽水"]


def test_a_fault_after_the_matter_leaves_neither_matter_nor_entry(cast, monkeypatch):
    monkeypatch.setattr(DiaryEntry, "save", lambda *args, **kwargs: 1 / 0)
    data = entry_data(matter_title="路灯", matter_category="roads")
    with pytest.raises(ZeroDivisionError):
        receive(cast.cadre, uuid.uuid4(), content(data), TODAY)
    assert not Matter.objects.exists()
    assert not LedgerEntry.objects.exists()


def test_the_ledger_holds_length_and_fingerprint_but_no_words(written, cast):
    written.see(cast.township, "看过，很好")
    kept = json.dumps([row.after for row in LedgerEntry.objects.all()], ensure_ascii=False)
    assert WORDS not in kept
    assert "看过" not in kept
    assert f"{len(WORDS)} 字，指纹 " in kept


def test_another_cadres_id_is_404(written, cast, as_user):
    cast.other.user = cast.stranger.__class__.objects.create_user(
        "second", "Shan-Lu-2026", role="cadre", area_code="441621", must_change_password=False
    )
    cast.other.save()
    client = as_user(cast.other.user)
    assert put(client, written.pk, entry_data()).status_code == 404
    for page in ("diary_page", "sync_diary"):
        assert client.get(reverse(f"cadres:{page}", args=[written.pk])).status_code == 404


def test_who_is_not_logged_in_gets_401_as_json(client, db):
    assert put(client, uuid.uuid4(), entry_data()).status_code == 401


@pytest.mark.parametrize("who", ["county", "township", "unit", "leader"])
def test_only_a_cadre_writes(cast, as_user, who):
    client = as_user(getattr(cast, who))
    assert put(client, uuid.uuid4(), entry_data()).status_code == 403
    assert client.get(reverse("cadres:diary_write")).status_code == 403


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_the_page_of_an_entry_neither_writes_nor_deletes(written, cast, as_user, method):
    client = as_user(cast.cadre)
    answer = getattr(client, method)(reverse("cadres:diary_page", args=[written.pk]))
    assert answer.status_code == 405


SEES = {
    "county": 1,
    "leader": 1,
    "township": 1,
    "neighbour": 0,
    "unit": 1,
    "cadre": 1,
    "stranger": 0,
    "scorer": 0,
    "sysadmin": 0,
    "auditor": 0,
}


@pytest.mark.parametrize(("who", "count"), SEES.items())
def test_each_sees_the_entries_of_its_scope(written, cast, who, count):
    assert DiaryEntry.objects.visible_to(getattr(cast, who)).count() == count


# The page's form


def test_the_form_sends_the_same_entry_once_however_often_it_is_clicked(cast, as_user):
    client = as_user(cast.cadre)
    page = client.get(reverse("cadres:diary_write"))
    sent = entry_data(id=str(page.context["id"]))
    answers = [client.post(reverse("cadres:diary_write"), sent) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert DiaryEntry.objects.get().text == WORDS


def test_a_faulty_form_comes_back_with_its_words_and_its_id(cast, as_user):
    pk = str(uuid.uuid4())
    answer = as_user(cast.cadre).post(reverse("cadres:diary_write"), entry_data(id=pk, tasks=[]))
    assert answer.status_code == 422
    assert WORDS in answer.content.decode()
    assert pk in answer.content.decode()


def test_the_form_shows_both_versions_when_the_id_holds_another(written, cast, as_user):
    sent = entry_data(id=str(written.pk), text="后来又想到的")
    answer = as_user(cast.cadre).post(reverse("cadres:diary_write"), sent)
    assert answer.status_code == 409
    assert WORDS in answer.content.decode()
    assert "后来又想到的" in answer.content.decode()


def test_a_form_without_an_id_is_refused(cast, as_user):
    answer = as_user(cast.cadre).post(reverse("cadres:diary_write"), entry_data(id="7"))
    assert answer.status_code == 400


# What the township does

MOVES = [
    # state, verb, state after (None: refused)
    ("received", "see", "seen"),
    ("seen", "see", None),
    ("mended", "see", "seen"),
    ("returned", "see", "seen"),
    ("received", "send_back", "returned"),
    ("seen", "send_back", "returned"),
    ("mended", "send_back", "returned"),
    ("returned", "send_back", None),
]


@pytest.mark.parametrize(("state", "verb", "after"), MOVES)
def test_the_state_after_each_verb(written, cast, state, verb, after):
    DiaryEntry.objects.update(state=state)
    arguments = ["请补充"] if verb == "send_back" else []
    if after is None:
        with pytest.raises(WrongState):
            getattr(written, verb)(cast.township, *arguments)
        after = state
    else:
        getattr(written, verb)(cast.township, *arguments)
    written.refresh_from_db()
    assert written.state == after


def test_a_comment_stands_beside_the_text_and_may_follow_a_look(written, cast):
    written.see(cast.township)
    written.see(cast.township, "请接着跟进。")
    written.refresh_from_db()
    assert (written.text, written.comment) == (WORDS, "请接着跟进。")
    assert written.commented_by == "township"


def test_a_return_without_a_reason_is_refused_with_422(written, cast, as_user):
    answer = as_user(cast.township).post(reverse("cadres:diary_return", args=[written.pk]))
    assert answer.status_code == 422


def test_seeing_twice_is_409(written, cast, as_user):
    client, url = as_user(cast.township), reverse("cadres:diary_see", args=[written.pk])
    assert [client.post(url).status_code for _ in range(2)] == [302, 409]


def test_the_week_page_shows_the_entries_by_village_and_comes_back_to_the_entry(
    written, cast, as_user
):
    client = as_user(cast.township)
    page = client.get(reverse("cadres:diary_week"))
    assert WORDS in page.content.decode()
    url = reverse("cadres:diary_see", args=[written.pk])
    back = client.post(url, {"week": "2026-W28", "comment": "好"})
    assert back.url == f"{reverse('cadres:diary_week')}?week=2026-W28#e{written.pk}"


@pytest.mark.parametrize("week", ["2026-W99", "x", "2026-28"])
def test_a_week_that_is_none_is_404(cast, as_user, week):
    answer = as_user(cast.township).get(reverse("cadres:diary_week"), {"week": week})
    assert answer.status_code == 404


def test_the_month_prints_as_the_official_diary_with_both_dates_of_a_late_entry(cast, as_user):
    late = entry_data(on="2026-07-01", late_reason="没有信号")
    receive(cast.cadre, uuid.uuid4(), content(late), TODAY)
    url = reverse("cadres:diary_month", args=["C001", 2026, 7])
    text = as_user(cast.county).get(url).content.decode()
    title = "紫金县干部下基层驻农村工作日记"
    for words in (title, "2026年7月1日", "2026年7月8日", "没有信号", "温国强"):
        assert words in text


@pytest.mark.parametrize("when", [(2026, 13), (0, 1)])
def test_a_month_that_is_none_is_404(cast, as_user, when):
    answer = as_user(cast.county).get(reverse("cadres:diary_month", args=["C001", *when]))
    assert answer.status_code == 404


# Lists


def many(cast, n, start=0):
    for at in range(start, start + n):
        data = entry_data(text=f"{WORDS}{at}", matter_title=f"事 {at}", matter_category="other")
        receive(cast.cadre, uuid.uuid4(), content(data), TODAY)


@pytest.mark.parametrize(
    ("who", "url"),
    [
        ("township", "diary_list"),
        ("cadre", "diary_list"),
        ("township", "diary_week"),
    ],
)
def test_the_number_of_selects_does_not_grow(
    cast, as_user, django_assert_max_num_queries, who, url
):
    client = as_user(getattr(cast, who))
    many(cast, 3)
    with django_assert_max_num_queries(30) as few:
        client.get(reverse(f"cadres:{url}"))
    many(cast, 6, start=3)
    with django_assert_max_num_queries(len(few)):
        client.get(reverse(f"cadres:{url}"))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=支委", 1),
        ("q=水坑", 0),
        ("cadre=C001", 1),
        ("cadre=李", 0),
        ("village=ytc", 1),
        ("month=2026-07", 1),
        ("month=2026-06", 0),
        ("task=rules", 1),
        ("task=style", 0),
        ("state=returned", 0),
        ("township=441621102", 1),
    ],
)
def test_the_list_is_narrowed(written, cast, as_user, query, found):
    page = as_user(cast.county).get(f"{reverse('cadres:diary_list')}?{query}")
    assert page.context["found"] == found


def test_the_export_holds_the_whole_text(cast, as_user):
    receive(cast.cadre, uuid.uuid4(), content(entry_data(text="长" * 300)), TODAY)
    answer = as_user(cast.township).get(reverse("cadres:diary_list"), {"export": "csv"})
    assert "长" * 300 in answer.content.decode("utf-8-sig")


@pytest.mark.parametrize("who", ["county", "township", "unit", "cadre"])
def test_an_empty_list_says_so(cast, as_user, who):
    text = as_user(getattr(cast, who)).get(reverse("cadres:diary_list")).content.decode()
    assert 'class="empty"' in text


@pytest.mark.parametrize("query", ["month=July", "task=dancing", "state=lost", "township=x"])
def test_a_wrong_condition_is_said_and_finds_nothing(written, cast, as_user, query):
    page = as_user(cast.county).get(f"{reverse('cadres:diary_list')}?{query}")
    assert (page.status_code, page.context["found"]) == (200, 0)
    assert page.context["filter"].form.errors


# Eight phones at once


def send_from_threads(user, pk, times=8):
    """Statuses of `times` simultaneous sends of one entry."""
    gate, statuses = threading.Barrier(times), []

    def send():
        gate.wait()
        try:
            statuses.append(receive(user, pk, content(entry_data()), TODAY).status)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(statuses)


def test_eight_sends_at_once_store_one_entry(author):
    assert send_from_threads(author, uuid.uuid4()) == [200] * 7 + [201]
    assert DiaryEntry.objects.count() == 1
    assert LedgerEntry.objects.filter(object_type="cadres.diaryentry").count() == 1


def test_control_without_the_one_key_eight_sends_store_eight(author, monkeypatch):
    genuine = receiving._receive
    monkeypatch.setattr(
        receiving, "_receive", lambda by, pk, *rest: genuine(by, uuid.uuid4(), *rest)
    )
    assert send_from_threads(author, uuid.uuid4()) == [201] * 8
    assert DiaryEntry.objects.count() == 8
