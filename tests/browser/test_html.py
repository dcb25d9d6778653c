"""Every kind of page that each role reaches by links, in both languages, is correct HTML.

The judge is the Nu checker of `.ci/lint`, one run for all pages: it says what is wrong, and this
says on which page.
"""

import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

import pytest

from config.demo.people import PASSWORD

from .test_walk import ROLES, kind_of

pytestmark = pytest.mark.browser

CHECKER = Path(__file__).resolve().parents[2] / ".ci/lint/node_modules/vnu-jar/build/dist/vnu.jar"
LANGUAGES = ("zh-hans", "en")
# What no link leads to: the phone's shell, and the page of an address that does not exist.
STARTS = ("/", "/cadres/diary/", "/cadres/phone/", "/nowhere/")


def links(text):
    """The addresses that a page's links open; those of files to store are left out."""
    anchors = re.findall(r"<a\b[^>]*>", text)
    found = [re.search(r'href="([^"#]+)', each) for each in anchors if " download" not in each]
    return [unescape(each[1]) for each in found if each]


def chosen(language):
    """The cookie of somebody who chose this language."""
    cookie = {"name": "django_language", "value": language, "domain": "127.0.0.1", "path": "/"}
    rest = {"expires": -1, "httpOnly": False, "secure": False, "sameSite": "Lax"}
    return {"cookies": [cookie | rest], "origins": []}


def log_in(client, who):
    page = client.get("/accounts/login/").text()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    form = {"csrfmiddlewaretoken": token, "username": who, "password": PASSWORD}
    assert client.post("/accounts/login/", form=form).ok
    return page


def walk(client, site):
    """{address: text} of one page of each kind."""
    seen, pages, queue = set(), {}, [site + path for path in STARTS]
    while queue:
        url = queue.pop(0)
        kind = kind_of(url) or url.removeprefix(site)
        if kind in seen or not url.startswith(site):
            continue
        seen.add(kind)
        answer = client.get(url, max_redirects=0)
        if target := answer.headers.get("location"):
            queue.append(urljoin(url, target))
        elif "text/html" in answer.headers.get("content-type", ""):
            pages[url] = answer.text()
            queue += [urljoin(url, link) for link in links(pages[url])]
    return pages


def faults(folder, pages):
    """`page: message` of each thing the checker refuses; `pages` is {file name: page}."""
    options = ["--format", "json", "--stdout", "--exit-zero-always", "--no-langdetect"]
    command = ["java", "-jar", str(CHECKER), *options, str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    for each in json.loads(done.stdout)["messages"]:
        place = " ".join(each.get("extract", "").split())
        yield f"{pages[Path(each['url']).name]}: {each['message']} ({place})"


@pytest.fixture
def visitor(playwright, site):
    """`visitor("county", "en")` → a client of the site, logged in, and the page of the log-in."""
    clients = []

    def open_client(who, language):
        client = playwright.request.new_context(base_url=site, storage_state=chosen(language))
        clients.append(client)
        return client, log_in(client, who)

    yield open_client
    for client in clients:
        client.dispose()


def test_every_page_is_correct_html(visitor, site, tmp_path):
    if not shutil.which("java") or not CHECKER.exists():
        pytest.fail("No checker: apt-get install default-jre-headless, then make test-browser")
    names = {}
    for language in LANGUAGES:
        for who in ROLES:
            client, first = visitor(who, language)
            pages = {f"{site}/accounts/login/": first} | walk(client, site)
            for number, (url, text) in enumerate(pages.items()):
                name = f"{language}-{who}-{number}.html"
                (tmp_path / name).write_text(text)
                names[name] = f"{language} {who} {url.removeprefix(site)}"
    found = list(faults(tmp_path, names))
    assert not found, "\n".join(found)
