"""Versions of a scheme: the next one begun by hand, and two compared."""

import pytest

from accounts.models import LedgerEntry
from assessments.models import Scheme, SchemeVersion
from assessments.schemes.versions import Comparison
from assessments.scoring import COLUMNS
from tests.assessments.graded import graded, put_scheme
from tests.assessments.schemes.test_worksheets import change as change_row
from tests.stage import layer

PAGE = "/assessments/schemes/ZJ-V-2026/"
TABLE = """scheme,ZJ-N-2026,办法,100,sum,,subject=village; series=ZJ-V,,,,一
section,1,班子,60,sum,,,,quarter,,二
item,1.1,评价,60,score,lead,,镇,quarter,,二
section,2,经济,40,sum,,,,quarter,,三
item,2.1,进度,40,share,progress,target=100,,quarter,,三
"""


@layer
def quarter(cast):
    return graded(cast)


@pytest.fixture
def county(cast, quarter, as_user):
    return as_user(cast.county)


def begin(client, **data):
    return client.post(f"{PAGE}version/", {"dated_on": "2026-11-20", "basis": "县委常委会"} | data)


def newest():
    return SchemeVersion.objects.filter(scheme__code="ZJ-V-2026").order_by("-number").first()


def versions(old, new):
    return [
        SchemeVersion(scheme=Scheme(code="X"), number=number, rows=rows)
        for number, rows in ((1, old), (2, new))
    ]


def rows(text):
    """[[number, cells]] of a table in csv lines."""
    lines = [line.split(",") for line in text.strip().splitlines()]
    return [[n, dict(zip(COLUMNS, line, strict=True))] for n, line in enumerate(lines, start=2)]


def compared(*replacements):
    text = TABLE
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    return Comparison(*versions(rows(TABLE), rows(text)))


def test_a_new_version_is_a_draft_with_the_same_table_a_date_and_a_basis(county):
    assert begin(county).headers["Location"] == PAGE
    old, new = SchemeVersion.objects.filter(scheme__code="ZJ-V-2026").order_by("number")
    assert (new.number, new.rows, new.hash, new.frozen_at) == (2, old.rows, old.hash, None)
    assert (str(new.dated_on), new.basis) == ("2026-11-20", "县委常委会")
    assert LedgerEntry.objects.about(new).get().action == "begin a version"
    assert old.frozen_at


@pytest.mark.parametrize("data", [{"basis": " "}, {"dated_on": ""}, {"dated_on": "2026-13-01"}])
def test_a_new_version_needs_a_date_and_a_basis(county, data):
    assert begin(county, **data).status_code == 422
    assert newest().number == 1


def test_beginning_twice_makes_one_draft_and_mends_its_basis(county):
    begin(county)
    begin(county, basis="县委组织部通知")
    assert (newest().number, newest().basis) == (2, "县委组织部通知")


def test_the_rows_of_the_new_version_can_be_edited_and_show_what_they_were(county):
    begin(county)
    answer = change_row(county, 4, points="290", page=PAGE)
    line = answer.context["lines"].by_number[4]
    assert line.was == {"points": "300"}
    assert newest().table.rule("1.1").points == 290


def test_two_versions_are_compared_cell_by_cell():
    found = compared(("share", "earn"), ("target=100", "each=1"), ("40", "30"), (",100,", ",90,"))
    told = {change.code: change.cells for change in found.changed}
    assert told["2"] == [("points", "40", "30")]
    assert told["2.1"] == [
        ("points", "40", "30"),
        ("method", "按比例", "计分"),
        ("params", "target=100", "each=1"),
    ]
    assert found.totals == (100, 90)
    assert [(rule.code, *sums) for rule, *sums in found.sums] == [("1", 60, 60), ("2", 40, 30)]
    assert not (found.added or found.removed or found.moved or found.is_same)


def test_rows_added_and_removed_are_told():
    found = compared(("item,2.1,", "item,2.2,"))
    assert [line.cells["code"] for line in found.added] == ["2.2"]
    assert [line.cells["code"] for line in found.removed] == ["2.1"]
    assert not found.changed


def test_a_section_that_went_has_a_sum_before_and_none_then():
    gone = TABLE[TABLE.index("section,2") :]
    found = compared((gone, ""), (",100,", ",60,"))
    assert [(rule.code, *sums) for rule, *sums in found.sums] == [("1", 60, 60), ("2", 40, None)]


def test_another_order_is_a_change_and_the_same_table_is_none():
    lines = TABLE.splitlines(keepends=True)
    found = Comparison(*versions(rows(TABLE), rows("".join([lines[0], *lines[3:], *lines[1:3]]))))
    assert found.moved and not found.is_same and not found.changed
    assert compared().is_same


def test_the_page_compares_the_newest_with_the_one_before(county):
    begin(county)
    change_row(county, 4, points="290", page=PAGE)
    answer = county.get(f"{PAGE}compare/")
    comparison = answer.context["comparison"]
    assert (comparison.old.number, comparison.new.number) == (1, 2)
    assert [change.code for change in comparison.changed] == ["1.1"]
    assert "<del>300</del>" in answer.content.decode()


def test_any_two_versions_of_the_series_can_be_chosen(county, cast):
    other = put_scheme(cast.places.county, TABLE).current
    old = newest()
    answer = county.get(f"{PAGE}compare/", {"old": other.pk, "new": old.pk})
    assert answer.context["comparison"].old == other
    assert answer.context["comparison"].removed == []


def test_a_version_of_another_county_or_series_cannot_be_chosen(county, cast):
    stranger = put_scheme(cast.places.other, TABLE).current
    answer = county.get(f"{PAGE}compare/", {"old": stranger.pk, "new": newest().pk})
    assert answer.status_code == 422
    assert "comparison" not in answer.context
