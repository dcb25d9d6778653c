"""The list of villages and one village's file."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse
from pytest_django.asserts import assertInHTML

from accounts.models import LedgerEntry
from tests.villages.conftest import keep
from villages import panels
from villages.imports import PlacesImport
from villages.models import AnnualFigure, Village, VillageClass, VillageFlag

pytestmark = pytest.mark.both

LIST = "/villages/"


def names(response):
    return [str(row.record) for row in response.context["table"].page.object_list]


def add_villages(places, count):
    start = Village.objects.filter(township=places.town).count()
    for n in range(start, start + count):
        village = Village.objects.create(
            code=f"441621102{n + 300}", name=f"第{n}村民委员会", township=places.town
        )
        keep(village)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=洋头", ["洋头村"]),
        ("?q=lkc", ["礼坑村"]),
        ("?q=LKC", ["礼坑村"]),
        ("?q=441621103", ["五一村"]),
        ("?township=441621103", ["五一村"]),
        ("?kind=community", []),
        ("?class_name=后进村", ["洋头村"]),
        ("?flag=poor", ["洋头村"]),
        ("?flag=weak", []),
        ("?sort=-code", ["五一村", "礼坑村", "洋头村"]),
        ("?sort=name", ["礼坑村", "五一村", "洋头村"]),
        ("?q=没有这个村", []),
    ],
)
def test_the_list_is_narrowed_and_sorted(kept, cast, as_user, query, found):
    assert names(as_user(cast.county).get(LIST + query)) == found


@pytest.mark.parametrize(
    "query",
    ["?township=abc", "?flag=nothing", "?page=99", "?per=7", "?sort=nothing", "?class_name='--"],
)
def test_a_wrong_filter_is_answered_and_not_an_error(kept, cast, as_user, query):
    assert as_user(cast.county).get(LIST + query).status_code in {200, 404}


def test_totals_are_those_of_the_whole_result(kept, cast, as_user):
    AnnualFigure.objects.create(
        village=cast.places.second, year=2024, kind_id="collective_income", value="26200"
    )
    totals = as_user(cast.county).get(LIST).context["table"].totals
    assert "3" in totals["code"]
    assert "20,000" in totals["collective_income"]
    assert "1" in totals["flags"]


def test_a_village_without_figures_shows_a_dash_not_zero(cast, as_user):
    response = as_user(cast.county).get(LIST)
    row = response.context["table"].rows[0]
    assert row.get_cell("households") == "—"


@pytest.mark.parametrize("query", ["", "?q=c&sort=-collective_income"])
def test_the_list_takes_the_same_selects_for_three_times_the_villages(
    cast, as_user, django_assert_max_num_queries, query
):
    client = as_user(cast.county)
    for count in (5, 15):
        add_villages(cast.places, count)
        with django_assert_max_num_queries(14):
            assert client.get(LIST + query).status_code == 200


def test_an_export_can_be_imported_and_changes_nothing(kept, cast, as_user):
    response = as_user(cast.county).get(LIST + "?export=csv")
    importer = PlacesImport(by=cast.county)
    outcome = importer.check(importer.read(response.content))
    assert (outcome.faults, outcome.unchanged, outcome.new, outcome.changed) == ([], 3, 0, 0)
    assert LedgerEntry.objects.filter(action="export").count() == 1


def test_no_exported_cell_is_a_formula(cast, as_user):
    Village.objects.filter(pk=cast.places.second.pk).update(name="=HYPERLINK(1)")
    content = as_user(cast.county).get(LIST + "?export=csv").content.decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(content)) for cell in row]
    assert "'=HYPERLINK(1)" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]


def test_a_long_name_stays_readable(cast, as_user):
    Village.objects.filter(pk=cast.places.second.pk).update(name="很" * 60)
    assert "很" * 60 in as_user(cast.county).get(LIST).content.decode()


@pytest.mark.parametrize(
    "tab", ["overview", "people", "figures", "activities", "changes", "nothing"]
)
def test_every_part_of_the_file_opens(kept, cast, as_user, tab):
    url = reverse("villages:village_page", args=[cast.places.village.pk])
    assert as_user(cast.cadre).get(url, {"tab": tab}).status_code == 200


def test_the_file_takes_the_same_selects_however_much_is_kept(
    kept, cast, as_user, django_assert_max_num_queries
):
    client, village = as_user(cast.county), cast.places.village
    for year in (2022, 2023, 2024):
        AnnualFigure.objects.create(village=village, year=year, kind_id="households", value=year)
        village.reserves.create(name=f"后备{year}")
        village.committee.create(name=f"委员{year}", village_post="member")
        village.activities.create(kind="culture", on=date(year, 1, 1), title="清洁")
        with django_assert_max_num_queries(36):
            assert client.get(village.url).status_code == 200


def test_a_bare_village_has_a_file_too(cast, as_user):
    response = as_user(cast.county).get(cast.places.second.url)
    assert response.status_code == 200


def test_names_are_escaped(cast, as_user):
    Village.objects.filter(pk=cast.places.second.pk).update(name="<script>alert(1)</script>")
    assert b"<script>alert" not in as_user(cast.county).get(cast.places.second.url).content


def test_the_print_has_three_years_and_the_official_title(kept, cast, as_user):
    url = reverse("villages:village_print", args=[cast.places.village.pk])
    page = as_user(cast.county).get(url).content.decode()
    assert "洋头村村情档案" in page


def test_panels_and_columns_of_other_apps_are_shown(cast, as_user, monkeypatch):
    monkeypatch.setattr(panels, "PANELS", {})
    monkeypatch.setattr(panels, "COLUMNS", {})
    told = {"count": 7, "history": []}
    panels.add_panel(panels.Panel("diary", "日记本", "villages/_dated.html", lambda v, u: told))
    panels.add_panel(panels.Panel("none", "不在", "villages/_dated.html", lambda v, u: None))
    page = as_user(cast.county).get(cast.places.village.url).content.decode()
    assertInHTML('<a href="?tab=diary">日记本 <span>7</span></a>', page)
    assert "不在" not in page


def test_registering_a_village_finds_its_township(cast, as_user):
    data = {"code": "441621102500", "name": "新村民委员会", "kind": "village"}
    client = as_user(cast.county)
    assert client.post("/villages/new/", data).status_code == 302
    assert Village.objects.get(pk="441621102500").township == cast.places.town
    second = client.post("/villages/new/", data)
    assert second.context["form"].errors["code"]
    assert LedgerEntry.objects.filter(object_id="441621102500").count() == 1


@pytest.mark.parametrize("code", ["44162110250", "441622100500", "abc", "441621999001"])
def test_a_code_without_a_township_here_is_refused(cast, as_user, code):
    data = {"code": code, "name": "新村民委员会", "kind": "village"}
    response = as_user(cast.county).post("/villages/new/", data)
    assert response.context["form"].errors["code"]


def test_a_stale_form_gets_the_difference_and_nothing_is_lost(cast, as_user):
    village = cast.places.village
    url = reverse("villages:village_edit", args=[village.pk])
    client = as_user(cast.county)
    opened = client.get(url).context["form"]["opened"].value()
    theirs = {"name": "阳头村民委员会", "kind": "village", "opened": opened}
    mine = {"name": "羊头村民委员会", "kind": "village", "address": "圩边", "opened": opened}
    assert client.post(url, theirs).status_code == 302
    answer = client.post(url, mine)
    assert answer.status_code == 409
    (conflict,) = answer.context["form"].conflicts
    assert (conflict["theirs"], conflict["mine"]) == ("阳头村民委员会", "羊头村民委员会")
    assert "圩边" in answer.content.decode()
    village.refresh_from_db()
    assert village.name == "阳头村民委员会"
    again = mine | {"opened": answer.context["form"]["opened"].value(), "use_name": "mine"}
    assert client.post(url, again).status_code == 302
    village.refresh_from_db()
    assert (village.name, village.address) == ("羊头村民委员会", "圩边")


def test_class_and_flags_of_today_are_shown_not_those_of_the_past(cast, as_user):
    village = cast.places.village
    VillageClass.objects.create(village=village, name="先进村", until=date(2020, 1, 1))
    VillageFlag.objects.create(village=village, kind="weak", until=date(2020, 1, 1))
    shown = as_user(cast.county).get(village.url).context
    assert shown["village"].class_name == ""
    assert list(shown["held_flags"]) == []
