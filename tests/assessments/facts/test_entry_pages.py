"""The scorer's sheet: all or nothing, within bounds, nobody's value overwritten unseen."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import LedgerEntry
from assessments.models import Fact
from tests.assessments.graded import PERIOD, graded, more_villages, put
from tests.stage import layer

SHEET = f"/assessments/entry/ZJ-V-2026/{PERIOD}/"
YANGTOU, LIKENG = "441621102223", "441621102224"


@layer
def county(cast):
    graded(cast)
    return cast


def lead(village):
    return Fact.objects.filter(subject_code=village, period=PERIOD, code="lead").first()


def sheet(client, path=SHEET):
    return client.get(path).context["sheet"]


def typed(sheet, **values):
    """What the browser sends: every cell as it stands, with `values` typed over it."""
    data = {"township": sheet.township}
    for row in sheet.rows:
        data[f"reason-{row.member.code}"] = values.get(f"why_{row.member.code}", "")
        for cell in row.cells:
            data[cell.name] = values.get(f"c{row.member.code}", cell.was)
            data[f"was-{cell.name}"] = cell.was
    return data


def test_a_township_enters_the_lines_that_name_it_for_its_villages(county, as_user):
    found = sheet(as_user(county.township))
    assert [rule.name for rule in found.rules] == ["班子评价"]
    assert [row.member.code for row in found.rows] == [YANGTOU, LIKENG]
    assert [row.cells[0].was for row in found.rows] == ["280", "200"]


def test_values_are_saved_with_who_and_the_value_before(county, as_user):
    client = as_user(county.township)
    answer = client.post(SHEET, typed(sheet(client), **{f"c{YANGTOU}": "275.5"}))
    assert answer.status_code == 302
    assert (lead(YANGTOU).value, lead(YANGTOU).entered_by) == ("275.5", "township")
    entry = LedgerEntry.objects.get(object_type="assessments.fact", action="update")
    assert (entry.before["value"], entry.after["value"]) == ("280", "275.5")


def test_nothing_is_saved_when_one_value_is_out_of_bounds(county, as_user):
    client = as_user(county.township)
    values = {f"c{YANGTOU}": "270", f"c{LIKENG}": "301"}
    answer = client.post(SHEET, typed(sheet(client), **values))
    page = answer.content.decode()
    assert lead(YANGTOU).value == "280"
    assert "没有保存" in page
    assert 'value="301"' in page and 'value="270"' in page
    assert page.count("invalid-feedback") == 1


@pytest.mark.parametrize("text", ["２８０", "28O", "-1", "1,5", "good"])
def test_what_is_no_number_is_refused_at_its_cell(county, as_user, text):
    client = as_user(county.township)
    answer = client.post(SHEET, typed(sheet(client), **{f"c{YANGTOU}": text}))
    assert len(answer.context["sheet"].faults) == 1
    assert lead(YANGTOU).value == "280"


def test_not_applicable_needs_its_reason(county, as_user):
    client = as_user(county.township)
    values = {f"c{YANGTOU}": "不涉及"}
    assert len(client.post(SHEET, typed(sheet(client), **values)).context["sheet"].faults) == 1
    values[f"why_{YANGTOU}"] = "班子空缺，由镇代管"
    assert client.post(SHEET, typed(sheet(client), **values)).status_code == 302
    fact = lead(YANGTOU)
    assert (fact.not_applicable, fact.value, fact.source) == (True, "", "班子空缺，由镇代管")


def test_an_emptied_cell_is_missing_again_and_the_ledger_keeps_it(county, as_user):
    client = as_user(county.township)
    client.post(SHEET, typed(sheet(client), **{f"c{YANGTOU}": ""}))
    assert lead(YANGTOU) is None
    entry = LedgerEntry.objects.get(object_type="assessments.fact", action="delete")
    assert entry.before["value"] == "280"


def test_a_stale_cell_is_refused_with_the_value_of_the_other(county, as_user):
    client = as_user(county.township)
    data = typed(sheet(client), **{f"c{YANGTOU}": "270"})
    put(YANGTOU, "lead", "290")
    answer = client.post(SHEET, data)
    assert "290" in answer.context["sheet"].faults[0].fault
    assert lead(YANGTOU).value == "290"
    again = typed(answer.context["sheet"], **{f"c{YANGTOU}": "270"})
    assert client.post(SHEET, again).status_code == 302
    assert lead(YANGTOU).value == "270"


def test_an_untouched_cell_that_another_changed_is_left_alone(county, as_user):
    client = as_user(county.township)
    data = typed(sheet(client), **{f"c{YANGTOU}": "270"})
    put(LIKENG, "lead", "222")
    assert client.post(SHEET, data).status_code == 302
    assert lead(LIKENG).value == "222"


def test_a_second_click_changes_nothing(county, as_user):
    client = as_user(county.township)
    data = typed(sheet(client), **{f"c{YANGTOU}": "270"})
    client.post(SHEET, data)
    before = LedgerEntry.objects.count()
    client.post(SHEET, data)
    assert lead(YANGTOU).value == "270"
    assert LedgerEntry.objects.count() == before


def test_a_township_cannot_write_for_its_neighbour(county, as_user):
    client = as_user(county.neighbour)
    data = typed(sheet(client)) | {"township": "441621102", f"v-{YANGTOU}-0": "1"}
    client.post(SHEET, data)
    assert lead(YANGTOU).value == "280"


def test_an_office_sees_its_own_lines_of_the_whole_county(county, as_user):
    county.scorer.office = "县农业农村局"
    county.scorer.save()
    found = sheet(as_user(county.scorer))
    assert [rule.fact for rule in found.rules] == ["progress"]
    assert [name for _code, name, _size in found.townships] == ["龙窝镇", "九和镇"]


def test_a_unit_scores_its_own_people_only(county, as_user):
    found = sheet(as_user(county.unit), f"/assessments/entry/ZJ-C-2026/{PERIOD}/")
    assert [row.member.code for row in found.rows] == ["C001"]
    assert [rule.fact for rule in found.rules] == ["unit_score"]


def test_who_scores_nothing_is_told_so(county, as_user):
    assert "没有由您单位评分的条目" in as_user(county.unit).get(SHEET).content.decode()


def test_the_sheet_asks_equally_often_for_more_villages(county, as_user):
    client = as_user(county.township)

    def selects():
        with CaptureQueriesContext(connection) as queries:
            client.get(SHEET)
        return sum(query["sql"].startswith("SELECT") for query in queries)

    few = selects()
    more_villages(county, 6)
    assert selects() == few


def test_facts_are_listed_in_scope_and_found_by_initials(county, as_user):
    answer = as_user(county.township).get("/assessments/facts/?q=ytc&code=lead")
    assert [row.record.subject_code for row in answer.context["table"].rows] == [YANGTOU]
    assert as_user(county.neighbour).get("/assessments/facts/").context["found"] == 2


def test_a_fact_shows_every_value_it_had(county, as_user):
    client = as_user(county.township)
    client.post(SHEET, typed(sheet(client), **{f"c{YANGTOU}": "270"}))
    page = client.get(f"/assessments/facts/{lead(YANGTOU).pk}/").content.decode()
    assert "280 → 270" in page or ("280" in page and "270" in page)


def test_a_fact_is_confirmed_once_on_a_basis(county, as_user):
    client, pk = as_user(county.county), lead(YANGTOU).pk
    client.post(f"/assessments/facts/{pk}/confirm/", {"basis": " "})
    assert lead(YANGTOU).confirmed_by == ""
    client.post(f"/assessments/facts/{pk}/confirm/", {"basis": "会议纪要"})
    client.post(f"/assessments/facts/{pk}/confirm/", {"basis": "又一次"})
    assert lead(YANGTOU).confirmed_by == "county"
    assert [e.note for e in LedgerEntry.objects.filter(action="confirm")] == ["会议纪要"]
