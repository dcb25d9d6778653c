"""The phone's pages: few taps, one hand, large type, photos without a trace, files, log-out."""

import io
import json
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.phones import (
    SHELL,
    TASK,
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

GPS, ORIENTATION = 34853, 274
FULL = "navigator.storage.estimate = async () => ({quota: 90e6, usage: 80e6})"
PLAIN_HTTP = "Object.defineProperty(window, 'isSecureContext', {value: false})"


def picture():
    """A JPEG that lies on its side and says where it was taken: red above, blue below, upright."""
    lying = Image.new("RGB", (800, 400), "blue")
    lying.paste("red", (0, 0, 400, 400))
    exif = Image.Exif()
    exif[ORIENTATION] = 6  # to be turned by 90° to the right
    exif.get_ifd(GPS)[2] = (23.0, 40.0, 12.0)
    exif[271] = "PhoneMaker"
    out = io.BytesIO()
    lying.save(out, "JPEG", exif=exif, quality=90)
    return out.getvalue()


def add_photo(page, name="灌渠.jpg"):
    page.set_input_files("#f-photo", {"name": name, "mimeType": "image/jpeg", "buffer": picture()})


def test_a_typical_entry_takes_four_taps_and_one_field(phone, site_env, words):
    page = phone()
    taps = (
        lambda: page.get_by_role("link", name="写今天的日记").click(),
        lambda: page.locator(TASK).click(),
        lambda: page.get_by_label("做了什么").click(),
        lambda: finish(page),
    )
    for tap in taps[:3]:
        tap()
    page.keyboard.insert_text(words)
    taps[3]()
    all_sent(page)
    assert arrived(site_env, words) == 1
    assert len(taps) <= 4


def test_what_is_missing_is_said_at_its_field_and_nothing_typed_is_lost(phone, words):
    page = phone()
    open_write(page)
    page.fill("#f-place", words)
    page.get_by_role("button", name=re.compile("写好了")).click()
    expect(page.locator("#main")).to_contain_text("请选一项或几项任务。")
    expect(page.locator("#main")).to_contain_text("请写几句做了什么。")
    expect(page.locator("#f-place")).to_have_value(words)


def test_a_photo_leaves_the_phone_upright_and_without_a_trace(phone, portal, site_env, words):
    page = phone()
    bodies = []
    page.on("request", lambda r: "/sync/photos/" in r.url and bodies.append(r.post_data_buffer))
    open_write(page)
    fill(page, words)
    add_photo(page)
    expect(page.locator(".photos canvas")).to_have_count(1)
    expect(page.locator(".photos")).to_contain_text("存好")
    finish(page)
    all_sent(page)
    [body] = bodies
    sent = Image.open(io.BytesIO(body))
    assert not sent.getexif()
    assert b"Exif" not in body and b"PhoneMaker" not in body
    assert sent.size == (400, 800)
    assert sent.getpixel((200, 100))[0] > 200 and sent.getpixel((200, 700))[2] > 200
    [[photos]] = county(site_env, "SELECT photos FROM cadres_diaryentry WHERE text = ?", words)
    assert len(json.loads(photos)) == 1


def test_the_control_picture_says_where_it_was_taken():
    exif = Image.open(io.BytesIO(picture())).getexif()
    assert exif.get_ifd(GPS)
    assert exif[ORIENTATION] == 6


def test_what_is_no_picture_is_refused_in_words(phone):
    page = phone()
    open_write(page)
    broken = {"name": "报告.jpg", "mimeType": "image/jpeg", "buffer": b"no picture"}
    page.set_input_files("#f-photo", broken)
    expect(page.get_by_text("手机打不开 报告.jpg")).to_be_visible()


def test_phrases_are_kept_and_put_in_and_yesterday_is_at_hand(phone, words):
    page = phone()
    open_write(page)
    page.get_by_role("button", name="常用语").click()
    page.get_by_label("新的常用语").fill(words)
    page.get_by_role("button", name="加入").click()
    page.get_by_role("button", name=words, exact=True).click()
    expect(page.locator("#f-text")).to_have_value(words)
    page.locator(TASK).click()
    page.fill("#f-place", "下坑")
    finish(page)
    open_write(page)
    page.get_by_role("button", name="和昨天一样").click()
    expect(page.locator("#f-text")).to_have_value(words)
    expect(page.locator("#f-place")).to_have_value("下坑")
    page.get_by_role("button", name=re.compile("写好了")).click()
    expect(page.get_by_text("这是上次的文字")).to_be_visible()
    page.get_by_role("button", name="常用语").click()
    page.get_by_role("button", name=f"删除常用语：{words}").click()
    expect(page.get_by_role("button", name=words, exact=True)).to_have_count(0)


def test_a_late_entry_asks_why(phone):
    page = phone()
    open_write(page)
    expect(page.get_by_label("补记原因")).to_be_hidden()
    page.select_option("#f-day", "")
    page.fill("#f-on", "2026-01-05")
    page.locator("#f-on").dispatch_event("change")
    expect(page.get_by_label("补记原因")).to_be_visible()


def test_unsent_work_goes_into_a_file_and_comes_back_from_it(phone, site_env, words, tmp_path):
    page = phone()
    page.context.set_offline(True)
    write(page, words)
    with page.expect_download() as download:
        page.get_by_role("button", name="未发送存成文件").click()
    path = tmp_path / "unsent.json"
    download.value.save_as(path)
    assert words in path.read_text()
    fresh = phone()
    read_file(fresh, path)
    expect(fresh.get_by_text("读入 1 条。")).to_be_visible()
    fresh.get_by_role("button", name="关闭").click()
    all_sent(fresh)
    page.context.set_offline(False)
    all_sent(page)
    assert arrived(site_env, words) == 1


def read_file(page, path):
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="从文件读入").click()
    chooser.value.set_files(path)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"kind": "zhucun-unsent", "person": {"id": -1}, "entries": []}, "这是别人的文件。"),
        ({"kind": "letters"}, "这不是未发送日记的文件。"),
    ],
)
def test_another_file_is_not_read(phone, tmp_path, told, said):
    page = phone()
    path = tmp_path / "file.json"
    path.write_text(json.dumps(told))
    read_file(page, path)
    expect(page.get_by_text(said)).to_be_visible()


def test_log_out_names_what_is_unsent_and_keeps_it(phone, portal, site_env, words):
    page = phone()
    portal.answer = lambda method, path: b"\r\n" if method == "PUT" else None
    write(page, words)
    page.get_by_role("button", name="退出").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("1")
    dialog.get_by_role("button", name="不退出，先发送").click()
    expect(row(page, words)).to_be_visible()
    page.get_by_role("button", name="退出").click()
    dialog.get_by_role("button", name="照样退出").click()
    expect(page).to_have_url(re.compile("/accounts/login/"))
    assert rows_kept(page, "people") == []
    assert len(rows_kept(page)) == 1
    page.goto(SHELL)
    expect(page.get_by_role("heading", name="请在有信号时登录一次")).to_be_visible()
    portal.answer = lambda method, path: None
    log_in(page)
    ready(page)
    all_sent(page)
    assert arrived(site_env, words) == 1


def test_the_desks_log_out_asks_too(phone, words):
    page = phone()
    open_write(page)
    fill(page, words)
    expect(page.locator("#bar")).to_contain_text("已存在手机")
    page.goto("/accounts/profile/")
    page.get_by_role("button", name="退出").click()
    expect(page.get_by_role("dialog")).to_contain_text("1")


def test_a_full_phone_warns_before_anything_is_typed(phone):
    expect(phone(script=FULL).get_by_text("手机空间不多")).to_be_visible()


def test_without_https_a_banner_says_so_and_the_plain_form_works(browser, portal, site_env, words):
    context = browser.new_context(base_url=portal.address, locale="zh-CN")
    context.add_init_script(PLAIN_HTTP)
    page = context.new_page()
    log_in(page, then="/")
    expect(page.get_by_text("这个地址不是 https")).to_be_visible()
    page.get_by_role("link", name="写今天的日记").click()
    page.get_by_text("班子建设").click()
    page.get_by_label("做了什么").fill(words)
    page.get_by_role("button", name="写好了，发送").click()
    expect(page.locator("main")).to_contain_text("收条")
    assert arrived(site_env, words) == 1
    page.goto(SHELL)
    expect(page).to_have_url(re.compile("/cadres/today/"))
    context.close()


def test_a_wrong_clock_is_said(phone):
    page = phone()
    page.clock.install()
    page.clock.fast_forward("02:00:00")
    page.goto("/cadres/matters/")
    page.goto(SHELL)
    expect(page.get_by_text(re.compile("手机时间快了 1[12]\\d 分钟"))).to_be_visible()


def test_pages_of_the_county_are_shown_as_last_seen(phone):
    page = phone()
    page.goto("/cadres/matters/")
    first = page.locator(".p-rows b").first.inner_text()
    expect(page.locator("body[data-copied]")).to_be_visible()
    page.context.set_offline(True)
    page.goto("/cadres/matters/")
    expect(page.get_by_text("离线副本 · ")).to_be_visible()
    expect(page.locator("#main")).to_contain_text(first)
    assert first not in kept(page)
    page.goto("/cadres/leave/")
    expect(page.get_by_text("本页还没有在有信号时打开过。")).to_be_visible()


def test_a_new_version_takes_over_with_a_full_outbox_but_not_while_typing(phone, portal, words):
    page = phone()
    page.context.set_offline(True)
    write(page, words)
    open_write(page)
    fill(page, f"{words} 没写完")
    first = page.evaluate("caches.keys()")
    page.context.set_offline(False)
    page.context.add_cookies([{"name": "django_language", "value": "en", "url": portal.address}])
    page.evaluate("""navigator.serviceWorker.getRegistration().then((each) => each.update())
      .then(() => null)""")
    page.wait_for_function(
        "navigator.serviceWorker.getRegistration().then((each) => Boolean(each.waiting))"
    )
    expect(page.locator("#f-text")).to_have_value(f"{words} 没写完")
    assert first[0] in page.evaluate("caches.keys()")
    page.goto(f"{SHELL}#today")
    expect(page.get_by_role("link", name="Write today's diary")).to_be_visible()
    expect(row(page, f"{words} 没写完")).to_be_visible()
    page.wait_for_function(
        "(old) => caches.keys().then((kept) => !kept.some((each) => old.includes(each)))",
        arg=first,
    )


@pytest.mark.parametrize("width", [360, 390])
@pytest.mark.parametrize("large", ["off", "on"])
def test_every_page_of_the_phone_is_accessible_and_fits(phone, words, width, large):
    page = phone(script=f"localStorage.setItem('large', '{large}')")
    page.set_viewport_size({"width": width, "height": 740})
    page.context.set_offline(True)
    pk = write(page, words * 4)
    found = []
    for name in ("today", f"write/{pk}", "diary", f"entry/{pk}"):
        page.goto(f"{SHELL}#{name}")
        expect(page.locator("h1")).to_be_visible()
        if name.startswith("write"):
            page.get_by_role("button", name="常用语").click()
            page.get_by_label("其中有群众的事").check()
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{name} is too wide")
        found += [f"{name}: {each}" for each in barriers(page)]
    assert not found, found
