"""Editing a draft's table on its page: one row at a time, by the door of the import."""

from urllib.parse import urlsplit

import pytest

from accounts.models import LedgerEntry
from assessments.grading import grading
from assessments.models import Scheme, SchemeVersion, Worksheet
from assessments.schemes.imports import SchemeImport
from assessments.schemes.refusals import GradingRefused
from tests.assessments.graded import COLUMNS, PERIOD, Q1, graded, put_scheme
from tests.stage import layer

pytestmark = pytest.mark.both

PAGE = "/assessments/schemes/ZJ-D-2026/"
DRAFT = """scheme,ZJ-D-2026,试行办法,100,sum,,subject=village; year=2026,,,,一
section,1,班子建设,90,sum,,,,quarter,,二(一)
item,1.1,班子评价,60,score,lead,,乡镇党委,quarter,,二(一)
item,1.2,项目进度,30,share,progress,target=100,县农业农村局,quarter,,二(三)
section,2,纪律,10,sum,,,,quarter,,三
item,2.1,问题扣分,10,deduct,faults,each=5,县纪委监委,quarter,,三
"""


@layer
def scheme(cast):
    return put_scheme(cast.places.county, DRAFT)


@pytest.fixture
def county(cast, scheme, as_user):
    return as_user(cast.county)


def form_of(answer, **cells):
    """What the form of the open row sends, some cells typed anew."""
    form = answer.context["form"]
    return {field.html_name: field.value() or "" for field in form} | cells


def change(client, number, act="save", page=PAGE, **cells):
    url = f"{page}rows/{number}/"
    return client.post(url, form_of(client.get(url), **cells) | {"act": act}, follow=True)


def stored():
    return SchemeVersion.objects.get(scheme__code="ZJ-D-2026")


def test_a_changed_cell_is_stored_as_the_scheme_with_its_ledger_row(county):
    answer = change(county, 4, points="55")
    assert answer.redirect_chain == [(f"{PAGE}#row-4", 302)]
    assert stored().table.rule("1.1").points == 55
    entry = LedgerEntry.objects.about(stored()).get()
    assert (entry.action, entry.note) == ("import", "1.1 分值 60 → 55")
    assert not Worksheet.objects.exists()


def test_a_fault_is_told_at_its_cell_and_what_was_typed_is_kept(county):
    answer = change(county, 5, points="3o", name="项目进度（改）")
    assert urlsplit(answer.redirect_chain[-1][0]).path == f"{PAGE}rows/5/"
    page = answer.content.decode()
    assert 'value="3o"' in page and "项目进度（改）" in page
    assert 'aria-describedby="wrong_points"' in page and 'id="wrong_points"' in page
    assert "「3o」不是数字" in page
    assert stored().table.rule("1.2").points == 30
    assert "项目进度（改）" in county.get(PAGE).content.decode()
    assert Worksheet.objects.get().rows[3]["points"] == "3o"


def test_the_last_fault_mended_stores_everything_typed_so_far(county):
    change(county, 5, points="3o", name="项目进度（改）")
    change(county, 4, points="60")
    assert Worksheet.objects.exists()
    change(county, 5, points="30")
    assert not Worksheet.objects.exists()
    assert stored().table.rule("1.2").name == "项目进度（改）"


def test_faults_elsewhere_lead_back_to_the_table_which_shows_them(county):
    change(county, 5, points="3o")
    answer = change(county, 4, points="55")
    assert urlsplit(answer.redirect_chain[-1][0]).path == PAGE
    lines = answer.context["lines"]
    assert [line.number for line in lines if line.wrong] == [5]
    assert "grading and trying out" in answer.content.decode() or "试算" in answer.content.decode()


def test_others_see_the_stored_table_while_faults_are_left(county, cast, as_user):
    change(county, 5, points="3o")
    page = as_user(cast.township).get(PAGE).content.decode()
    assert "3o" not in page and "rows/5/" not in page


def test_edits_with_faults_can_be_dropped(county):
    change(county, 5, points="3o")
    assert county.post(f"{PAGE}rows/drop/").headers["Location"] == PAGE
    assert not Worksheet.objects.exists()
    assert LedgerEntry.objects.filter(object_type="assessments.worksheet").count() == 2


def test_an_uploaded_table_takes_the_place_of_edits_with_faults(county, cast):
    change(county, 5, points="3o")
    table = f"{COLUMNS}\n{DRAFT.replace('each=5', 'each=4')}"
    importer = SchemeImport(by=cast.county)
    assert importer.commit(importer.read(table.encode())).ok
    assert not Worksheet.objects.exists()


@pytest.mark.parametrize(
    ("below", "level", "code", "number"),
    [(3, "item", "1.3", 6), (4, "item", "1.3", 5), (7, "item", "2.2", 8), (2, "section", "3", 3)],
)
def test_a_new_row_stands_below_with_the_next_free_code(county, below, level, code, number):
    url = f"{PAGE}rows/{below}/below/"
    asked = county.get(url)
    form = form_of(asked)
    assert (form["level"], form["code"]) == (level, code)
    cells = {"name": "新增", "points": "5", "method": "earn", "fact": "x", "params": "each=1"}
    if level == "section":
        cells = {"name": "新增", "points": "0"}
    county.post(url, form | cells)
    assert stored().table.rule(code).row == number


def test_saving_and_adding_opens_the_next_new_row(county):
    answer = change(county, 4, "add", points="55")
    assert answer.redirect_chain[-1][0] == f"{PAGE}rows/4/below/"


def test_a_row_goes_with_what_is_under_it(county):
    change(county, 6, "remove")
    table = stored().table
    assert [rule.code for rule in table.rules] == ["ZJ-D-2026", "1", "1.1", "1.2"]
    assert "2 纪律" in LedgerEntry.objects.about(stored()).get().note


def test_the_scheme_row_keeps_its_code_and_cannot_be_removed(county):
    change(county, 2, code="ZJ-X", level="item", points="120")
    assert stored().table.points == 120
    assert Scheme.objects.get().total == 120
    url = f"{PAGE}rows/2/"
    data = form_of(county.get(url)) | {"act": "remove"}
    assert county.post(url, data).status_code == 404


def test_a_stale_row_is_answered_with_both_and_nothing_is_overwritten(county):
    url = f"{PAGE}rows/4/"
    opened = form_of(county.get(url))
    change(county, 4, points="55", basis="二(九)")
    answer = county.post(url, opened | {"points": "50", "name": "班子评价（新）"})
    assert answer.status_code == 409
    (conflict,) = answer.context["form"].conflicts
    assert (conflict["name"], conflict["theirs"], conflict["mine"]) == ("points", "55", "50")
    assert stored().table.rule("1.1").points == 55
    county.post(url, form_of(answer) | {"use_points": "theirs"})
    rule = stored().table.rule("1.1")
    assert (rule.points, rule.name, rule.basis) == (55, "班子评价（新）", "二(九)")


def test_another_row_changed_meanwhile_is_no_conflict(county):
    url = f"{PAGE}rows/5/"
    opened = form_of(county.get(url))
    change(county, 4, points="55", name="评价")
    county.post(url, opened | {"points": "35"})
    assert [stored().table.rule(code).points for code in ("1.1", "1.2")] == [55, 35]


def test_a_row_that_moved_is_found(county):
    url = f"{PAGE}rows/7/"
    opened = form_of(county.get(url))
    change(county, 4, "remove")
    county.post(url, opened | {"name": "问题"})
    assert stored().table.rule("2.1").name == "问题"


def test_what_was_typed_in_a_row_that_went_can_be_added_again(county):
    url = f"{PAGE}rows/5/"
    opened = form_of(county.get(url))
    change(county, 5, "remove")
    answer = county.post(url, opened | {"points": "31"})
    assert answer.status_code == 409
    county.post(answer.context["action"], form_of(answer))
    assert stored().table.rule("1.2").points == 31


def test_a_table_frozen_meanwhile_is_not_changed(county):
    url = f"{PAGE}rows/4/"
    opened = form_of(county.get(url))
    county.post(f"{PAGE}open/", {"period": PERIOD})
    answer = county.post(url, opened | {"points": "55"})
    assert answer.status_code == 409
    assert 'value="55"' in answer.content.decode()
    assert county.get(url).headers["Location"] == f"{PAGE}version/"
    assert stored().table.rule("1.1").points == 60


def test_a_period_is_not_opened_past_edits_with_faults(county, scheme):
    change(county, 5, points="3o")
    county.post(f"{PAGE}open/", {"period": PERIOD})
    assert stored().frozen_at is None
    with pytest.raises(GradingRefused):
        grading.grade(scheme, Q1)


def test_a_forged_page_changes_nothing(county):
    url = f"{PAGE}rows/4/"
    answer = county.post(url, form_of(county.get(url)) | {"opened": "x", "points": "1"})
    assert answer.status_code == 422
    assert stored().table.rule("1.1").points == 60


@pytest.mark.parametrize("number", [0, 1, 8, 99])
def test_a_row_that_is_not_there_has_no_page(county, number):
    assert county.get(f"{PAGE}rows/{number}/").status_code == 404
    assert county.get(f"{PAGE}rows/{number}/below/").status_code == 404


def test_a_frozen_table_offers_no_row_to_edit(cast, as_user):
    graded(cast)
    page = as_user(cast.county).get("/assessments/schemes/ZJ-V-2026/").content.decode()
    assert "rows/3/" not in page and "version/" in page


def test_a_row_that_names_nobody_is_remarked(county):
    answer = change(county, 5, applies="@441621999999")
    said = [text for line, text in answer.context["lines"].remarks if line.number == 5]
    assert "@441621999999" in said[0]
    assert any("@441621999999" in text for text in stored().warnings)
