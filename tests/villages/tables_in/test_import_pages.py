"""Importing in the browser: preview, commit, the marked workbook, the template."""

import io
import os
import time
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from accounts.models import LedgerEntry
from villages.imports import IMPORTS
from villages.models import Village
from villages.tables_in import uploads

pytestmark = pytest.mark.both

URL = "/villages/import/places/"
HEADER = "township_code,township_name,village_code,village_name\n"
GOOD = HEADER + "441621102,龙窝镇,441621102300,新村民委员会\n"
BAD = HEADER + "441621102,龙窝镇,44162110230,新村民委员会\n"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "imports"


def upload(client, text, name="places.csv"):
    """The preview's address."""
    table = SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode())
    return client.post(URL, {"table": table}).url


def token(url):
    return parse_qs(urlsplit(url).query)["file"][0]


def test_a_preview_shows_what_would_change_and_stores_nothing(cast, as_user):
    client = as_user(cast.county)
    page = client.get(upload(client, GOOD))
    assert page.context["outcome"].new == 1
    assert "新村" in page.content.decode()
    assert not Village.objects.filter(pk="441621102300").exists()


def test_every_change_is_shown_in_words_page_by_page(cast, as_user):
    rows = "".join(f"441621102,龙窝镇,{441621102300 + n},第{n}村民委员会\n" for n in range(150))
    client = as_user(cast.county)
    url = upload(client, HEADER + rows)
    first, second = (client.get(f"{url}&page={n}").content.decode() for n in (1, 2))
    said = [[f"第{n}村" in page for n in range(150)] for page in (first, second)]
    assert said == [[n < 100 for n in range(150)], [n >= 100 for n in range(150)]]


def test_a_change_names_its_field_and_what_stood_there(cast, as_user):
    table = HEADER + "441621102,龙窝新镇,441621102223,洋头村村民委员会\n"
    page = as_user(cast.county).get(upload(as_user(cast.county), table)).context["page"]
    (change,) = page
    assert [(old, new) for _label, old, new in change["fields"]] == [("龙窝镇", "龙窝新镇")]


def test_a_commit_stores_with_the_files_name_and_hash_on_the_ledger(cast, as_user, media):
    client = as_user(cast.county)
    data = {"file": token(upload(client, GOOD))}
    assert client.post(URL + "commit/", data, follow=True).status_code == 200
    assert Village.objects.filter(pk="441621102300").exists()
    assert LedgerEntry.objects.get(action="import").note.startswith("places.csv sha256 ")
    assert list(media.iterdir()) == []


def test_a_second_click_on_commit_is_answered_kindly(cast, as_user):
    client = as_user(cast.county)
    data = {"file": token(upload(client, GOOD))}
    client.post(URL + "commit/", data)
    answer = client.post(URL + "commit/", data, follow=True)
    assert "已入库或已清除" in answer.content.decode()
    assert LedgerEntry.objects.filter(action="import").count() == 1


def test_faults_are_listed_and_nothing_can_be_committed(cast, as_user):
    client = as_user(cast.county)
    url = upload(client, BAD)
    page = client.get(url)
    assert page.status_code == 422
    assert "第 2 行「village_code」" in page.content.decode()
    assert client.post(URL + "commit/", {"file": token(url)}).status_code == 422
    assert not Village.objects.filter(name="新村民委员会").exists()


def test_the_workbook_comes_back_red(cast, as_user):
    client = as_user(cast.county)
    answer = client.get(URL + "marked.xlsx", {"file": token(upload(client, BAD))})
    assert load_workbook(io.BytesIO(answer.content)).active["C2"].comment


def test_a_file_that_cannot_be_read_says_so_and_has_no_marked_copy(cast, as_user):
    client = as_user(cast.county)
    url = upload(client, b"PK\x03\x04 not a zip", "a.xlsx")
    assert "不完整" in client.get(url).content.decode()
    assert client.get(URL + "marked.xlsx", {"file": token(url)}).status_code == 404


def test_more_than_five_hundred_faults_are_counted_not_listed(cast, as_user):
    client = as_user(cast.county)
    page = client.get(upload(client, HEADER + "x,y,z,w\n" * 600))
    assert len(page.context["faults"]) == 500
    assert len(page.context["outcome"].faults) == page.context["unlisted"] + 500


def test_a_file_changed_on_the_disk_is_not_imported(cast, as_user, media):
    client = as_user(cast.county)
    url = upload(client, GOOD)
    next(media.iterdir()).write_bytes(GOOD.replace("新村", "旧村").encode())
    client.post(URL + "commit/", {"file": token(url)})
    assert not Village.objects.filter(pk="441621102300").exists()


def test_nobody_commits_the_file_of_another(cast, as_user):
    url = upload(as_user(cast.county), GOOD)
    answer = as_user(cast.stranger).get(url)
    assert answer.status_code == 302


@pytest.mark.parametrize("forged", ["", "x", "a:b:c"])
def test_a_forged_token_leads_back_to_the_form(cast, as_user, forged):
    assert as_user(cast.county).get(URL, {"file": forged}).status_code == 302


def test_files_go_after_a_day(cast, as_user, media):
    client = as_user(cast.county)
    upload(client, GOOD)
    (old,) = media.iterdir()
    os.utime(old, (0, time.time() - uploads.KEPT_SECONDS - 1))
    upload(client, BAD)
    assert not old.exists()


def test_no_file_and_an_unknown_kind(cast, as_user):
    client = as_user(cast.county)
    assert client.post(URL).status_code == 302
    assert client.get("/villages/import/nothing/").status_code == 404


def test_a_file_name_is_only_a_name(cast, as_user, media):
    client = as_user(cast.county)
    upload(client, GOOD, "../../evil.csv")
    assert [path.parent for path in media.iterdir()] == [media]


@pytest.mark.parametrize("kind", IMPORTS)
def test_the_template_has_headers_that_the_import_accepts(cast, as_user, kind):
    content = as_user(cast.county).get(f"/villages/import/{kind}/template.xlsx").content
    sheet = IMPORTS[kind]().read(content)
    assert (sheet.faults, sheet.warnings, sheet.rows) == ([], [], [])
    assert load_workbook(io.BytesIO(content)).sheetnames[1] == "说明"


@pytest.mark.parametrize("kind", IMPORTS)
def test_the_example_of_the_template_is_sound(db, kind):
    importer = IMPORTS[kind]()
    lines = [",".join(column.name for column in importer.columns), ",".join(importer.example)]
    assert importer.read("\n".join(lines).encode()).faults == []


def test_a_commit_judges_the_table_again(cast, as_user):
    client = as_user(cast.county)
    data = {"file": token(upload(client, GOOD))}
    Village.objects.create(code="441621102300", name="抢先村民委员会", township=cast.places.town)
    client.post(URL + "commit/", data)
    entry = LedgerEntry.objects.get(action="import")
    assert entry.before["name"] == "抢先村民委员会"
