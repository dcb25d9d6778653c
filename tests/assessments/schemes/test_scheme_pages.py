"""Schemes and their versions, as people use them in the browser."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from accounts.models import LedgerEntry
from assessments.models import Scheme, SchemeVersion
from assessments.schemes.imports import SchemeImport
from tests.assessments.graded import COLUMNS, PERIOD, graded, put_scheme
from tests.stage import layer


@layer
def county(cast):
    graded(cast)
    return cast


DRAFT = """scheme,ZJ-D-2026,试行办法,100,sum,,subject=village; year=2026,,,,一
section,1,班子建设,100,sum,,,,quarter,,二(一)
item,1.1,班子评价,60,score,lead,,乡镇党委,quarter,,二(一)
item,1.2,项目进度,30,share,progress,target=100,县农业农村局,quarter,,二(三)
"""


def test_a_scheme_stands_as_its_table(county, as_user):
    page = as_user(county.cadre).get("/assessments/schemes/ZJ-V-2026/").content.decode()
    for text in ("班子评价", "扣分", "县纪委监委", "when=total&lt;800 &amp; bottom=1", "二(三)"):
        assert text in page


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_downloaded_table_comes_back_without_a_change(
    county, as_user, kind, language, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    client = as_user(county.county)
    client.post("/language/", {"language": language})
    table = client.get(f"/assessments/schemes/ZJ-V-2026/v1.{kind}").content
    answer = client.post(
        "/assessments/import/scheme/",
        {"table": SimpleUploadedFile(f"a.{kind}", table)},
        follow=True,
    )
    outcome = answer.context["outcome"]
    assert (outcome.faults, outcome.new, outcome.changed) == ([], 0, 0)
    assert SchemeVersion.objects.filter(scheme__code="ZJ-V-2026").count() == 1


def test_a_table_of_another_kind_has_no_page(county, as_user):
    client = as_user(county.county)
    assert client.get("/assessments/schemes/ZJ-V-2026/v1.pdf").status_code == 404
    assert client.get("/assessments/schemes/ZJ-V-2026/v2.csv").status_code == 404


def test_schemes_of_another_county_do_not_exist(county, as_user):
    assert Scheme.objects.visible_to(county.stranger).count() == 0
    assert as_user(county.stranger).get("/assessments/schemes/ZJ-V-2026/").status_code == 404


def test_a_remark_stands_under_its_row_and_the_sum_beside_the_section(cast, as_user):
    put_scheme(cast.places.county, DRAFT)
    page = as_user(cast.county).get("/assessments/schemes/ZJ-D-2026/")
    lines = page.context["lines"]
    assert lines.sections[0][1] == 90
    ((line, said),) = lines.remarks
    assert (line.cells["code"], line.remarks) == ("1", [said])
    assert page.content.decode().count(said) == 2  # under its row, and in the list beside the table


def test_opening_a_period_freezes_the_table_and_says_so_in_the_ledger(cast, as_user):
    put_scheme(cast.places.county, DRAFT)
    client = as_user(cast.county)
    for _twice in range(2):
        client.post("/assessments/schemes/ZJ-D-2026/open/", {"period": PERIOD})
    version = SchemeVersion.objects.get(scheme__code="ZJ-D-2026")
    assert version.frozen_at
    assert LedgerEntry.objects.about(version).filter(action="open a period").count() == 1


@pytest.mark.parametrize("period", ["", "2026-Q9", "next year"])
def test_no_period_opens_nothing(cast, as_user, period):
    put_scheme(cast.places.county, DRAFT)
    as_user(cast.county).post("/assessments/schemes/ZJ-D-2026/open/", {"period": period})
    assert not SchemeVersion.objects.get(scheme__code="ZJ-D-2026").frozen_at


def test_a_changed_table_of_an_opened_period_is_the_next_version(cast, as_user):
    scheme = put_scheme(cast.places.county, DRAFT)
    client = as_user(cast.county)
    client.post("/assessments/schemes/ZJ-D-2026/open/", {"period": PERIOD})
    table = COLUMNS + "\n" + DRAFT.replace("100,sum,,,,quarter", "90,sum,,,,quarter")
    importer = SchemeImport(by=cast.county)
    assert importer.commit(importer.read(table.encode())).ok
    assert [version.number for version in scheme.versions.all()] == [2, 1]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_downloaded_table_imports_as_the_same_table(county, as_user, kind):
    client = as_user(county.county)
    content = client.get(f"/assessments/schemes/ZJ-V-2026/v1.{kind}").content
    importer = SchemeImport(by=county.county)
    outcome = importer.check(importer.read(content))
    assert (outcome.ok, outcome.new, outcome.changed) == (True, 0, 0)
    assert importer.parsed.scheme.hash == SchemeVersion.objects.get(scheme__code="ZJ-V-2026").hash


def test_the_template_of_a_scheme_is_the_workbook_that_explains_the_methods(cast, as_user):
    content = as_user(cast.county).get("/assessments/import/scheme/template.xlsx").content
    assert len(load_workbook(BytesIO(content)).sheetnames) > 2
