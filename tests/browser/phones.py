"""A phone in the browser's tests: logged in, writing, beside the county's database."""

import json
import re
import sqlite3

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from config.demo.people import PASSWORD

SHELL = "/cadres/phone/"
# Of the six tasks each entry here needs one; the value is that of cadres.models.Task.
TASK = "label[for=k-leadership]"


def log_in(page, who="cadre", then=SHELL):
    page.goto(f"/accounts/login/?next={then}")
    page.fill("input[name=username]", who)
    page.fill("input[name=password]", PASSWORD)
    press(page, page.locator("main button[type=submit]").first)


def press(page, button):
    """Press what leads to another page, and wait for that page."""
    with page.expect_navigation():
        button.click()


def ready(page):
    """The shell has heard from the county, and the worker can start it without."""
    expect(page.locator("#net")).to_have_text("信号正常")
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    expect(page.locator("h1")).to_be_visible()


def open_write(page):
    """The form of a new entry, whatever is unfinished."""
    page.goto(SHELL + "#today")
    page.evaluate("location.hash = 'write/' + crypto.randomUUID()")
    expect(page.locator("#f-text")).to_be_visible()


def fill(page, text):
    page.locator(TASK).click()
    page.fill("#f-text", text)


def write(page, text):
    """Write an entry and press the button; → its id."""
    open_write(page)
    fill(page, text)
    pk = page.url.rsplit("/", 1)[1]
    finish(page)
    return pk


def finish(page):
    """Press the one button; Today comes back when the entry is in the outbox."""
    page.get_by_role("button", name=re.compile("写好了|改好了")).click()
    expect(page.locator("#f-text")).to_have_count(0)


def all_sent(page):
    expect(page.locator("body[data-drawn] .p-nav")).to_be_visible()
    expect(page.locator("#unsent")).to_be_hidden()


def row(page, text):
    """The row of the entry on Today or Diary."""
    return page.locator("#main li").filter(has_text=text)


def barriers(page):
    """What axe finds on the page as it stands: [rule and the first place]."""
    found = Axe().run(page).response["violations"]
    return [f"{each['id']} {each['nodes'][0]['html'][:100]}" for each in found]


def county(env, sql, *values):
    """Rows of the county's database, changed there when `sql` changes it."""
    path = env["DATABASE_URL"].removeprefix("sqlite:///")
    database = sqlite3.connect(path, timeout=90)
    try:
        with database:
            return database.execute(sql, values).fetchall()
    finally:
        database.close()


def arrived(env, text):
    """How often the county has an entry with this text."""
    [[count]] = county(env, "SELECT COUNT(*) FROM cadres_diaryentry WHERE text = ?", text)
    return count


def kept(page):
    """Every row that lies on the phone, as text: nothing of a diary may be readable in it."""
    return page.evaluate("""async () => {
      const db = await new Promise((ok) => {
        const open = indexedDB.open("phone"); open.onsuccess = () => ok(open.result); });
      const all = {};
      for (const name of db.objectStoreNames) {
        all[name] = await new Promise((ok) => {
          const request = db.transaction(name).objectStore(name).getAll();
          request.onsuccess = () => ok(request.result); });
      }
      db.close();
      return JSON.stringify(all, (key, value) => value instanceof ArrayBuffer
        ? new TextDecoder().decode(value) : value);
    }""")


def rows_kept(page, table="entries"):
    return json.loads(kept(page))[table]
