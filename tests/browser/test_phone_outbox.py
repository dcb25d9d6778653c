"""The outbox in a real browser: nothing is lost, nothing arrives twice, nobody else reads it."""

import json
import re
import threading

import pytest
from playwright.sync_api import expect

from tests.browser.phones import (
    SHELL,
    all_sent,
    arrived,
    barriers,
    county,
    fill,
    finish,
    kept,
    log_in,
    open_write,
    ready,
    row,
    rows_kept,
    write,
)

pytestmark = pytest.mark.browser

HTML = b"Content-Type: text/html\r\nContent-Length: 5\r\n\r\nlogin"
JSON = b"Content-Type: application/json\r\n"
PORTALS = {
    "a page with 200": b"HTTP/1.1 200 OK\r\n" + HTML,
    "a redirect": b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/\r\n" + HTML,
    "204": b"HTTP/1.1 204 No Content\r\n\r\n",
    "511": b"HTTP/1.1 511 Network Authentication Required\r\n" + HTML,
    "garbage for gzip": b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 8\r\n"
    + JSON
    + b"\r\n\x1f\x8bgarbag",
    "half a body": b"HTTP/1.1 200 OK\r\nContent-Length: 400\r\n" + JSON + b'\r\n{"id": "',
    "its own JSON": b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n" + JSON + b"\r\n{}",
    "a page with 403": b"HTTP/1.1 403 Forbidden\r\n" + HTML,
}


def test_an_entry_written_without_signal_outlives_the_page_and_arrives_once(phone, site_env, words):
    page = phone()
    context = page.context
    context.set_offline(True)
    write(page, words)
    expect(row(page, words)).to_contain_text("待发送")
    expect(page.locator("#unsent")).to_have_text("1")
    page.close()
    page = context.new_page()
    page.goto(SHELL)
    expect(row(page, words)).to_contain_text("待发送")
    expect(page.locator("#net")).to_have_text("无信号")
    assert arrived(site_env, words) == 0
    context.set_offline(False)
    expect(page.locator("#main")).to_contain_text(re.compile("收条 .+已收到"))
    all_sent(page)
    assert arrived(site_env, words) == 1


def test_a_draft_is_there_again_after_the_page_died(phone, words):
    page = phone()
    open_write(page)
    fill(page, words)
    expect(page.locator("#bar")).to_contain_text("已存在手机")
    page.close()
    page = page.context.new_page()
    page.goto(SHELL)
    row(page, words).get_by_role("link").click()
    expect(page.locator("#f-text")).to_have_value(words)
    expect(page.locator("#k-leadership")).to_be_checked()


def test_what_lies_on_the_phone_cannot_be_read_there(phone, words):
    page = phone()
    page.context.set_offline(True)
    write(page, words)
    stored = kept(page)
    assert rows_kept(page)
    assert words[:4] not in stored
    assert (
        page.evaluate("""async () => {
      const open = indexedDB.open("phone");
      const db = await new Promise((ok) => { open.onsuccess = () => ok(open.result); });
      const get = db.transaction("people").objectStore("people").get("now");
      const { key } = await new Promise((ok) => { get.onsuccess = () => ok(get.result); });
      return crypto.subtle.exportKey("raw", key).then(() => "out", () => "kept");
    }""")
        == "kept"
    )


@pytest.mark.parametrize("name", PORTALS)
def test_no_portal_is_taken_for_the_county(phone, portal, site_env, words, name):
    page = phone()
    portal.answer = lambda method, path: PORTALS[name] if "/sync/diary/" in path else None
    write(page, words)
    expect(page.locator("#net")).to_have_text(re.compile("网络要先登录|无信号"))
    expect(row(page, words)).to_contain_text("待发送")
    portal.answer = lambda method, path: PORTALS[name] if "/sync/" in path else None
    with page.expect_request("**/sync/me/"):
        page.get_by_role("button", name="现在发送").click()
    expect(page.locator("#net")).to_have_text(re.compile("网络要先登录|无信号"))
    expect(row(page, words)).to_contain_text("待发送")
    assert arrived(site_env, words) == 0
    portal.answer = lambda method, path: None
    page.get_by_role("button", name="现在发送").click()
    all_sent(page)
    assert arrived(site_env, words) == 1


def test_a_receipt_with_a_false_seal_frees_nothing(phone, portal, words):
    page = phone()
    told = []

    def forge(method, path):
        if method != "PUT" or "/sync/diary/" not in path:
            return None
        told.append(path.split("/")[-2])
        receipt = {"id": told[-1], "sha256": "0" * 64, "receipt_no": "1", "mac": "0" * 64}
        body = json.dumps(receipt).encode()
        length = f"Content-Length: {len(body)}\r\n\r\n".encode()
        return b"HTTP/1.1 201 Created\r\n" + JSON + length + body

    portal.answer = forge
    write(page, words)
    expect(page.locator("#net")).to_have_text("网络要先登录")
    expect(row(page, words)).to_contain_text("待发送")
    assert told


def test_a_lost_answer_makes_no_second_entry(phone, portal, site_env, words):
    page = phone()
    portal.swallow = lambda method, path: method == "PUT"
    write(page, words)
    expect(page.locator("#net")).to_have_text("无信号")
    assert arrived(site_env, words) == 1
    portal.swallow = lambda method, path: False
    page.get_by_role("button", name="现在发送").click()
    all_sent(page)
    first, *again = [status for _method, _path, status in portal.sent("PUT", "/diary/")]
    assert (first, set(again)) == (201, {200})
    assert arrived(site_env, words) == 1


def test_two_windows_never_send_the_same_entry(phone, portal, site_env, words):
    page = phone()
    other = page.context.new_page()
    other.goto(SHELL)
    ready(other)
    page.context.set_offline(True)
    pk = write(page, words)
    expect(row(other, words)).to_contain_text("待发送")
    page.context.set_offline(False)
    for each in (page, other):
        all_sent(each)
    assert len(portal.sent("PUT", pk)) == 1
    assert arrived(site_env, words) == 1


def test_without_locks_the_lease_keeps_a_second_window_from_sending(phone, portal, words):
    page = phone(script="Object.defineProperty(Navigator.prototype, 'locks', {value: undefined})")
    other = page.context.new_page()
    other.goto(SHELL)
    ready(other)
    page.context.set_offline(True)
    pk = write(page, words)
    page.context.set_offline(False)
    for each in (page, other):
        all_sent(each)
    assert len(portal.sent("PUT", pk)) == 1


def test_one_refused_entry_does_not_hold_up_the_next(phone, site_env, words):
    page = phone()
    page.context.set_offline(True)
    refused, good = f"{words} 甲", f"{words} 乙"
    open_write(page)
    fill(page, refused)
    page.select_option("#f-day", "")
    page.fill("#f-on", "2019-01-02")
    page.fill("#f-late_reason", "补记")
    finish(page)
    write(page, good)
    page.context.set_offline(False)
    expect(page.get_by_text("不能发送")).to_be_visible()
    expect(page.locator("#main")).to_contain_text("没有派驻")
    expect(page.locator("#unsent")).to_have_text("1")
    assert (arrived(site_env, refused), arrived(site_env, good)) == (0, 1)
    page.get_by_role("link").filter(has_text="没有派驻").click()
    page.get_by_role("link", name="修改").click()
    page.select_option("#f-day", index=0)
    finish(page)
    all_sent(page)
    assert arrived(site_env, refused) == 1


def test_words_changed_while_they_are_sent_go_out_again(phone, portal, site_env, words):
    page = phone()
    page.context.set_offline(True)
    pk = write(page, words)
    held = threading.Event()
    portal.answer = lambda method, path: method == "PUT" and held.wait(timeout=90) and None
    page.context.set_offline(False)
    expect(row(page, words)).to_contain_text("发送中")
    page.goto(f"{SHELL}#write/{pk}")
    page.fill("#f-text", f"{words}，又下雨")
    finish(page)
    expect(row(page, "又下雨")).to_contain_text("待发送")
    held.set()
    all_sent(page)
    assert (arrived(site_env, words), arrived(site_env, f"{words}，又下雨")) == (0, 1)


def test_another_person_on_this_phone_neither_sees_nor_sends_it(phone, site_env, second, words):
    page = phone()
    page.context.set_offline(True)
    write(page, words)
    county(site_env, "DELETE FROM django_session")
    page.context.clear_cookies()
    page.context.set_offline(False)
    log_in(page, second)
    ready(page)
    page.goto(SHELL + "#diary")
    expect(page.locator("h1")).to_have_text("日记")
    expect(row(page, words)).to_have_count(0)
    all_sent(page)
    assert arrived(site_env, words) == 0
    assert len(rows_kept(page)) == 1
    page.context.clear_cookies()
    log_in(page)
    ready(page)
    all_sent(page)
    assert arrived(site_env, words) == 1


def test_an_ended_session_keeps_the_queue_and_says_so(phone, site_env, words):
    page = phone()
    page.context.clear_cookies()
    write(page, words)
    expect(page.locator("#net")).to_have_text("登录后发送")
    expect(row(page, words)).to_contain_text("待发送")

    log_in(page)
    ready(page)
    all_sent(page)
    assert arrived(site_env, words) == 1


def test_a_restored_county_gets_again_what_it_lost(phone, site_env, words):
    page = phone()
    pk = write(page, words)
    all_sent(page)
    assert arrived(site_env, words) == 1
    county(site_env, "DELETE FROM cadres_diaryentry WHERE id = ?", pk.replace("-", ""))
    assert arrived(site_env, words) == 0
    page.goto("/cadres/matters/")
    page.goto(SHELL)
    ready(page)
    all_sent(page)
    assert arrived(site_env, words) == 1


def test_of_two_versions_both_are_shown_and_the_author_chooses(phone, site_env, words):
    page = phone()
    pk = write(page, words)
    all_sent(page)
    elsewhere = phone()
    elsewhere.goto(f"{SHELL}#write/{pk}")
    elsewhere.fill("#f-text", f"{words}，在另一部手机上改的")
    finish(elsewhere)
    all_sent(elsewhere)
    page.goto(f"{SHELL}#write/{pk}")
    page.fill("#f-text", f"{words}，在这部手机上改的")
    page.fill("#f-place", "下坑")
    page.context.set_offline(True)
    finish(page)
    page.context.set_offline(False)
    expect(page.get_by_text("有两份")).to_be_visible()
    page.get_by_role("link").filter(has_text="在这部手机上").click()
    expect(page.locator("#main")).to_contain_text("在另一部手机上改的")
    expect(page.locator("#main")).to_contain_text("在这部手机上改的")
    expect(page.locator("#main dl")).to_have_text("地点下坑")
    assert barriers(page) == []
    page.get_by_role("button", name="用我的").click()
    all_sent(page)
    assert arrived(site_env, f"{words}，在这部手机上改的") == 1


def test_what_the_township_returned_is_mended_on_the_phone(phone, site_env, words):
    page = phone()
    pk = write(page, words)
    all_sent(page)
    county(
        site_env,
        "UPDATE cadres_diaryentry SET state = 'returned', comment = '请补上参加人。', "
        "commented_by = '温志强', commented_at = received_at WHERE id = ?",
        pk.replace("-", ""),
    )
    page.goto("/cadres/leave/")
    page.goto(SHELL)
    ready(page)
    page.get_by_role("link").filter(has_text="请补上参加人。").click()
    expect(page.get_by_role("heading", name="改退回的日记")).to_be_visible()
    expect(page.locator("#main")).to_contain_text("温志强")
    assert barriers(page) == []
    page.fill("#f-text", f"{words}，参加人 3 人")
    finish(page)
    all_sent(page)
    expect(page.get_by_text("退回 1 条")).to_have_count(0)
    mended = county(
        site_env, "SELECT state FROM cadres_diaryentry WHERE text LIKE ?", f"{words}，%"
    )
    assert mended == [("mended",)]


def test_a_withdrawn_entry_does_not_rise_again(phone, site_env, words):
    page = phone()
    pk = write(page, words)
    all_sent(page)
    other = phone()
    page.goto(f"{SHELL}#entry/{pk}")
    page.get_by_role("button", name="撤回").click()
    page.get_by_role("dialog").get_by_role("button", name="撤回").click()
    expect(page.get_by_role("heading", name="日记")).to_be_visible()
    other.goto(f"{SHELL}#write/{pk}")
    other.fill("#f-text", f"{words}，改过")
    finish(other)
    expect(other.get_by_text("不能发送")).to_be_visible()
    other.get_by_role("link").filter(has_text="这一条已经撤回").click()
    expect(other.get_by_role("button", name="作为新的一条发送")).to_be_visible()
    assert barriers(other) == []
    other.get_by_role("button", name="作为新的一条发送").click()
    all_sent(other)
    assert arrived(site_env, f"{words}，改过") == 1


def test_hostile_letters_arrive_as_they_were_typed(phone, site_env, words):
    page = phone()
    hostile = f"{words}\ufeff 甲\u2028乙😀\u202e丙\x7f <b>&amp;</b> \\u0041"
    write(page, f" \x85{hostile}\u3000\n")
    all_sent(page)
    assert arrived(site_env, hostile) == 1
