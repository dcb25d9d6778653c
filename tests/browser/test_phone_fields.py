"""The phone's pages ask for, keep and show the diary's fields as the shell tells of them."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.phones import fill, finish, open_write, row

pytestmark = pytest.mark.browser

DECLARED = """() => JSON.parse(document.getElementById("fields").textContent)
  .map((each) => each.name)"""
# The day of an entry has two inputs, a matter a box that opens it; who writes sees no moment.
INPUTS = """() => [...document.querySelectorAll("#main [id^=f-]")].map((each) => each.id.slice(2))
  .filter((name) => !["day", "is_matter", "photo"].includes(name))"""
# As the shell of another declaration would be: without the place, with the group of a village.
ANOTHER = """() => {
  const told = document.getElementById("fields");
  const group = { name: "group", kind: "line", at: "below", said: "小组", missing: "请写小组。" };
  const fields = JSON.parse(told.textContent).filter((each) => each.name !== "place");
  told.textContent = JSON.stringify([...fields, group]);
  const form = document.getElementById("write").content;
  form.querySelector("#f-place").parentElement.remove();
  const place = document.createElement("div");
  place.append(Object.assign(document.createElement("input"), { id: "f-group" }));
  form.querySelector("#f-text").parentElement.after(place);
}"""


def test_the_phone_asks_for_what_is_declared_and_for_nothing_else(phone):
    page = phone()
    open_write(page)
    assert sorted(page.evaluate(INPUTS)) == sorted({*page.evaluate(DECLARED)} - {"written_at"})


def test_another_declaration_is_asked_demanded_kept_and_shown_by_the_same_scripts(phone, words):
    page = phone()
    page.context.set_offline(True)
    page.evaluate(ANOTHER)
    page.evaluate("location.hash = 'write/' + crypto.randomUUID()")
    fill(page, words)
    page.get_by_role("button", name=re.compile("写好了")).click()
    expect(page.locator("#main")).to_contain_text("请写小组。")
    page.fill("#f-group", "半岭组")
    finish(page)
    row(page, words).get_by_role("link").click()
    expect(page.locator("#main dl")).to_have_text("小组半岭组")
