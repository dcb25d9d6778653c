"""The phone's shell, worker and manifest: they name nobody and start without signal."""

import gzip
import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from cadres.phone import offline_files as shell
from cadres.phone.messages import WORDS
from cadres.phone.views import app as phone

FOLDER = Path(finders.find("js/phone/main.js")).parent
FIRST_LOAD = 150 * 1024


def modules():
    return {path.stem: path.read_text() for path in FOLDER.glob("*.js")}


@pytest.mark.django_db
def test_the_shell_reads_the_same_to_everybody(cast, as_user, client):
    path = reverse("cadres:phone")
    texts = {as_user(user).get(path).content for user in (cast.cadre, cast.township)}
    assert texts == {client.get(path).content}
    assert str(cast.person).encode() not in texts.pop()


def test_the_worker_keeps_every_file_that_the_shell_needs():
    kept = shell.addresses()
    assert set(shell.MODULES) | {"text_size"} == set(modules())
    for name, text in modules().items():
        for imported in re.findall(r'from "\./(\w+\.js)"', text):
            assert f"/static/js/phone/{imported}" in kept, (name, imported)
    page = phone.page()
    for address in re.findall(r'(?:src|href)="(/static/[^"#]+)', page):
        assert address in kept


@pytest.mark.django_db
def test_the_worker_is_new_when_a_file_or_the_page_is(client, monkeypatch):
    path = reverse("phone_worker")
    first = client.get(path).content
    assert client.get(path).content == first
    monkeypatch.setattr(shell, "NAMED", (*shell.NAMED, "icons/icon-512.png"))
    changed = client.get(path).content
    client.cookies["django_language"] = "en"
    assert len({first, changed, client.get(path).content}) == 3


@pytest.mark.django_db
def test_the_worker_is_never_kept_by_a_cache_and_speaks_javascript(client):
    answer = client.get(reverse("phone_worker"))
    assert answer.headers["Content-Type"] == "text/javascript"
    assert "no-cache" in answer.headers["Cache-Control"]


@pytest.mark.django_db
def test_the_manifest_starts_the_shell_and_its_icons_exist(client):
    told = json.loads(client.get(reverse("phone_manifest")).content)
    assert told["start_url"] == reverse("cadres:phone")
    for icon in told["icons"]:
        assert finders.find(icon["src"].removeprefix("/static/"))


def test_every_word_of_the_pages_is_translated_and_none_is_idle():
    text = "\n".join(modules().values())
    asked = set(re.findall(r'\bt\("([^"]+)"', text))
    assert asked <= set(WORDS)
    assert [word for word in WORDS if f'"{word}"' not in text] == []


def test_no_page_of_the_phone_asks_where_it_is():
    assert [name for name, text in modules().items() if "geolocation" in text] == []


def test_the_first_load_is_light():
    files = [Path(finders.find(name)).read_bytes() for name in (*shell.SCRIPTS, *shell.NAMED)]
    sizes = [len(gzip.compress(each)) for each in (*files, phone.page().encode())]
    assert sum(sizes) <= FIRST_LOAD


@pytest.mark.django_db
def test_a_browser_that_works_without_signal_starts_at_the_shell(cast, as_user):
    client = as_user(cast.cadre)
    assert client.get("/").status_code == 200
    client.cookies["phone"] = "1"
    assert client.get("/").headers["Location"] == reverse("cadres:phone")
    assert client.get(reverse("cadres:today")).status_code == 200


@pytest.mark.django_db
def test_only_a_cadre_is_asked_about_unsent_work(cast, as_user):
    path = reverse("accounts:profile")
    assert b'id="leaving"' in as_user(cast.cadre).get(path).content
    assert b'id="leaving"' not in as_user(cast.township).get(path).content
