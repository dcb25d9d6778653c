"""Attachments: known by content, kept once, frozen with a version, read by the report's readers."""

import io
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connections
from django.urls import reverse
from docx import Document
from openpyxl import Workbook
from PIL import ExifTags, Image

from accounts import ledger
from accounts.models import LedgerEntry
from cadres.models import Attachment, QuarterlyReport
from cadres.periods import Quarter
from cadres.reports import attachments
from cadres.reports.attachments import attach, examine, file_name, take_off
from cadres.reports.opening import open_period
from cadres.workflow.transitions import WrongState
from tests.conftest import build_cast, build_places
from tests.stage import layer
from villages.models import ProgrammeRule

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def office(make):
    stream = io.BytesIO()
    make.save(stream)
    return stream.getvalue()


def picture(form="JPEG"):
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "某牌手机"
    exif[ExifTags.Base.Orientation] = 6
    stream = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(stream, form, exif=exif)
    return stream.getvalue()


def zipped(**parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as box:
        for name, content in parts.items():
            box.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return stream.getvalue()


WORD = {"[Content_Types]_dot_xml": "x", "word__document_dot_xml": "x"}


THIRD_OF_JULY = datetime(2026, 7, 3, 12, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(autouse=True)
def _third_of_july():
    with time_machine.travel(THIRD_OF_JULY):
        yield


@layer
@time_machine.travel(THIRD_OF_JULY)
def report(cast):
    open_period(cast.places.county, Quarter(2026, 2), date(2026, 7, 3))
    return QuarterlyReport.objects.get(township=cast.places.town)


def url(name, report, *more):
    return reverse(f"cadres:attachment_{name}", args=[report.pk, *more])


def upload(client, report, data=PDF, name="台账.pdf"):
    return client.post(url("create", report), {"file": SimpleUploadedFile(name, data)})


def hand_in(report, by):
    """Submitted, every section answered."""
    report.refresh_from_db()
    report.sections = dict.fromkeys(report.outline, "写明。")
    report.settled = dict.fromkeys(report.figures, "镇")
    report.save()
    report.submit(by)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PDF, "pdf"),
        (office(Document()), "docx"),
        (office(Workbook()), "xlsx"),
        (picture(), "jpg"),
        (picture("PNG"), "png"),
    ],
)
def test_a_file_is_what_its_bytes_are(data, kind):
    assert examine(data)[0] == kind


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"MZ\x90\x00",
        b"<html><script>1</script>",
        b"%PDF-1.7 cut short",
        b"GIF89a",
        b"PK\x03\x04 no zip",
        office(Document())[:-400],
        picture()[:30],
        zipped(readme="x"),
        zipped(**WORD, **{"word__vbaProject_dot_bin": "x"}),
        zipped(**WORD, **{f"part{n}": "" for n in range(attachments.PARTS)}),
    ],
    ids=range(11),
)
def test_anything_else_or_broken_is_refused(data):
    with pytest.raises(ValidationError):
        examine(data)


def test_a_file_that_unpacks_beyond_measure_is_refused(monkeypatch):
    monkeypatch.setattr(attachments, "UNPACKED", 1000)
    with pytest.raises(ValidationError, match="太大"):
        examine(zipped(**WORD, filler="0" * 2000))


def test_a_picture_keeps_nothing_of_the_camera_and_stands_upright():
    kept = Image.open(io.BytesIO(examine(picture())[1]))
    assert kept.size == (20, 40)
    assert not kept.getexif()
    assert "某牌" not in examine(picture("PNG"))[1].decode("latin-1")


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("台账.PDF", "台账.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\x\\表.exe", "表.pdf"),
        ("\u202egnp.exe\n", "gnp.pdf"),
        (" .pdf", "附件.pdf"),
        ("长" * 300, "长" * 100 + ".pdf"),
    ],
)
def test_a_name_is_cleaned_and_ends_as_its_kind_does(name, clean):
    assert file_name(name, "pdf") == clean


def test_an_author_attaches_and_the_file_and_the_ledger_have_it(report, cast, as_user):
    answer = upload(as_user(cast.township), report)
    assert answer.status_code == 302
    made = report.attachments.get()
    assert (made.name, made.path.read_bytes()) == ("台账.pdf", PDF)
    entry = LedgerEntry.objects.about(report).first()
    assert (entry.action, entry.note, entry.after["size"]) == ("attach", "台账.pdf", len(PDF))


def test_the_same_file_twice_is_one(report, cast):
    first = attach(report, cast.township, "一.pdf", PDF)
    assert attach(report, cast.township, "二.pdf", PDF) == first
    assert LedgerEntry.objects.filter(action="attach").count() == 1


@pytest.mark.parametrize(
    ("code", "value", "data"),
    [
        ("report_file_mb", "0", PDF),
        ("report_files", "0", PDF),
        ("report_files", "9", b"MZ"),
    ],
)
def test_what_is_too_large_too_many_or_no_document_is_said_at_the_field(
    report, cast, as_user, code, value, data
):
    ProgrammeRule.objects.filter(code=code).update(value=value)
    answer = upload(as_user(cast.township), report, data)
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert not Attachment.objects.exists()


@pytest.mark.usefixtures("shared_database")
def test_the_same_file_at_the_same_moment_is_one_row_and_one_file(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    cast = build_cast(build_places())
    open_period(cast.places.county, Quarter(2026, 2), date(2026, 7, 3))
    report = QuarterlyReport.objects.get(township=cast.places.town)

    def add(n):
        try:
            return attach(report, cast.township, f"{n}.pdf", PDF).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(add, range(4)))
    assert len(set(made)) == Attachment.objects.count() == 1
    assert LedgerEntry.objects.filter(action="attach").count() == 1
    kept = [path.name for path in settings.MEDIA_ROOT.rglob("*.*")]
    assert kept == [report.attachments.get().filename]


def test_an_upload_without_a_file_is_refused(report, cast, as_user):
    assert as_user(cast.township).post(url("create", report)).status_code == 422


def test_an_upload_that_breaks_off_leaves_no_row(report, cast, monkeypatch):
    def fail(*args):
        raise DatabaseError

    monkeypatch.setattr(ledger, "record_many", fail)
    with pytest.raises(DatabaseError):
        attach(report, cast.township, "台账.pdf", PDF)
    assert not Attachment.objects.exists()


def test_only_what_its_author_has_in_hand_is_changed(report, cast, as_user):
    made = attach(report, cast.township, "台账.pdf", PDF)
    hand_in(report, cast.township)
    client = as_user(cast.township)
    assert upload(client, report, picture(), "新.jpg").status_code == 409
    assert client.post(url("remove", report, made.pk)).status_code == 409
    assert client.get(url("create", report)).status_code == 409
    with pytest.raises(WrongState):
        take_off(made, cast.township)


def test_a_version_keeps_what_was_handed_in_with_it(report, cast, as_user):
    old = attach(report, cast.township, "旧台账.pdf", PDF)
    hand_in(report, cast.township)
    report.send_back(cast.county, "换成新的")
    client = as_user(cast.township)
    client.post(url("remove", report, old.pk))
    upload(client, report, picture(), "现场.jpg")
    hand_in(report, cast.township)
    first, second = report.versions.order_by("number")
    assert [str(each) for each in first.attachments.all()] == ["旧台账.pdf"]
    assert [str(each) for each in second.attachments.all()] == ["现场.jpg"]
    page = as_user(cast.county).get(reverse("cadres:report_compare", args=[report.pk, 1]))
    assert [[str(each) for each in side] for side in page.context["files"]] == [
        ["旧台账.pdf"],
        ["现场.jpg"],
    ]
    assert client.get(old.get_absolute_url()).status_code == 200


def test_taking_off_twice_is_told_and_on_the_record_once(report, cast, as_user):
    made = attach(report, cast.township, "台账.pdf", PDF)
    client = as_user(cast.township)
    assert client.post(url("remove", report, made.pk)).status_code == 302
    assert client.post(url("remove", report, made.pk)).status_code == 404
    with pytest.raises(WrongState):
        take_off(made, cast.township)
    assert LedgerEntry.objects.filter(action="take off").count() == 1
    assert client.get(made.get_absolute_url()).status_code == 404


def test_it_is_handed_out_as_a_download_and_nothing_else(report, cast, as_user):
    made = attach(report, cast.township, "台账.pdf", PDF)
    answer = as_user(cast.county).get(made.get_absolute_url())
    assert b"".join(answer.streaming_content) == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    last = LedgerEntry.objects.latest("seq")
    assert (last.action, last.note) == ("export", "台账.pdf")


@pytest.mark.parametrize("who", ["neighbour", "unit", "stranger"])
def test_who_may_not_read_the_report_does_not_find_it(report, cast, as_user, who):
    made = attach(report, cast.township, "台账.pdf", PDF)
    assert as_user(getattr(cast, who)).get(made.get_absolute_url()).status_code == 404


def test_an_attachment_is_not_found_under_another_report(report, cast, as_user):
    made = attach(report, cast.township, "台账.pdf", PDF)
    other = QuarterlyReport.objects.exclude(pk=report.pk).first()
    assert as_user(cast.county).get(url("file", other, made.pk)).status_code == 404


def test_a_lost_file_is_not_found(report, cast, as_user):
    made = attach(report, cast.township, "丢.pdf", PDF + b"lost%%EOF")
    made.path.unlink()
    assert as_user(cast.county).get(made.get_absolute_url()).status_code == 404


def test_the_page_asks_as_often_for_many_as_for_few(
    report, cast, as_user, django_assert_max_num_queries, django_assert_num_queries
):
    client = as_user(cast.township)
    attach(report, cast.township, "一.pdf", PDF)
    client.get(report.get_absolute_url())
    with django_assert_max_num_queries(40) as few:
        client.get(report.get_absolute_url())
    for n in range(3):
        attach(report, cast.township, f"{n}.pdf", PDF + b"%d %%%%EOF" % n)
    with django_assert_num_queries(len(few)):
        client.get(report.get_absolute_url())
