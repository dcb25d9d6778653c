"""附件1 and 附件2, read back from the Excel files as the county's offices will."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from cadres.dispatch.annexes import by_unit, by_village
from cadres.dispatch.assignment import fill
from cadres.documents.workbook import build
from cadres.models import LeaderLink, Nomination, Unit
from tests.cadres.dispatch.county import people
from villages.models import VillageClass


@pytest.fixture
def filled(plan, batch, boss):
    """A plan with six people of a county unit and four of a township, and two links."""
    water = Unit.objects.create(code="U01", name="县水务局", county_id="441621", establishment=40)
    people(water, 6, batch)
    people(Unit.objects.get(pk="T0"), 4, batch)
    fill(plan, boss)
    Nomination.objects.first().cadre.__class__.objects.update(phone="13812345678", birth_year=1985)
    LeaderLink.objects.create(county_id="441621", leader="黄志远", township_id="441621100")
    LeaderLink.objects.create(
        county_id="441621", leader="叶建明", village_id="441621100200", of_county=False
    )
    VillageClass.objects.create(village_id="441621100200", name="后进村", since=date(2025, 1, 1))
    plan.refresh_from_db()
    return plan


def reread(annex):
    stream = io.BytesIO()
    build(annex).save(stream)
    return load_workbook(io.BytesIO(stream.getvalue())).active


def rows(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]


def test_annex_2_has_its_official_title_and_prints_on_its_side(filled):
    sheet = reread(by_village(filled))
    assert sheet["A1"].value.startswith("附件2")
    assert sheet["A2"].value == "紫金县驻村工作组和市、县领导挂镇包村安排表"
    assert (sheet["A2"].font.name, sheet["A5"].font.name) == ("方正小标宋简体", "仿宋_GB2312")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == "$4:$4"


def test_annex_1_has_its_official_title(filled):
    sheet = reread(by_unit(filled))
    assert sheet["A1"].value.startswith("附件1")
    assert sheet["A2"].value == "县直和省、市驻县单位抽调干部下基层安排表"


def test_townships_are_merged_with_subtotals_that_equal_their_rows(filled):
    sheet = reread(by_village(filled))
    merged = {str(span) for span in sheet.merged_cells.ranges}
    assert {"A5:A13", "B5:B13"} <= merged
    body = rows(sheet)
    villages = [
        row
        for row in body
        if row[2] is not None
        and row[0] not in {"小计", "合计"}
        and isinstance(row[2], int)
        and row[3]
    ]
    foots = [row for row in body if row[0] == "小计"]
    total = body[-1]
    assert len(villages) == 15
    assert total[0] == "合计"
    for column in (8, 9):
        assert sum(row[column] for row in villages) == total[column]
        assert sum(row[column] for row in foots) == total[column]
    assert (total[2], total[9]) == (15, 10)


def test_a_village_row_names_leaders_class_and_team(filled):
    first = rows(reread(by_village(filled)))[0]
    assert first[:2] == ["0镇", "黄志远"]
    assert first[3:7] == ["00村", "后进村", None, "叶建明"]


def test_every_person_of_the_units_stands_once(filled):
    body = rows(reread(by_unit(filled)))
    names = [row[5] for row in body[:-1]]
    assert names == sorted(names, key=names.index)
    assert len(names) == 6
    assert body[-1][4:6] == [8, 6]
    assert body[-1][-1] == "缺 2 人"


@pytest.mark.parametrize("make", [by_unit, by_village])
def test_the_public_variant_has_no_telephone_and_no_birth_year(filled, make):
    inside, public = reread(make(filled)), reread(make(filled, public=True))
    text = str(rows(public))
    assert "****" in str(rows(inside))
    assert "****" not in text and "138" not in text and "1985" not in text


def test_no_cell_becomes_a_formula(filled):
    Unit.objects.filter(pk="U01").update(name="=1+1")
    sheet = reread(by_unit(filled))
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {
        "s",
        "n",
        "inlineStr",
    }
    assert sheet["B5"].value == "=1+1"


@pytest.mark.parametrize(("number", "code"), [(1, 200), (2, 200), (3, 404)])
def test_the_annexes_are_pages_and_files(filled, boss, as_user, number, code):
    client = as_user(boss)
    url = f"/cadres/plans/{filled.pk}/annex/{number}/"
    assert client.get(url).status_code == code
    assert client.get(f"{url}?export=xlsx&for=public").status_code == code
