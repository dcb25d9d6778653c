"""Annual figures: the form of a year, conflicts, confirmation, the table over the years."""

from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.models import LedgerEntry
from villages.imports import FiguresImport
from villages.models import AnnualFigure
from villages.year_table import year_table

pytestmark = pytest.mark.both

INCOME, HOMES = "figure_collective_income", "figure_households"


@pytest.fixture
def url(cast):
    return reverse("villages:year_edit", args=[cast.places.village.pk, 2025])


def opened(client, url):
    return client.get(url).context["form"]["opened"].value()


def figures(village):
    return {each.kind_id: each for each in AnnualFigure.objects.filter(village=village)}


def test_a_year_is_entered_in_one_form(cast, as_user, url):
    client = as_user(cast.township)
    data = {INCOME: "13800.5", HOMES: "412", "source": "台账", "opened": opened(client, url)}
    assert client.post(url, data).status_code == 302
    held = figures(cast.places.village)
    assert held["collective_income"].value == Decimal("13800.5")
    assert (held["households"].source, held["households"].entered_by) == ("台账", "township")
    assert LedgerEntry.objects.filter(object_type="villages.annualfigure").count() == 2


def test_the_source_is_needed(cast, as_user, url):
    client = as_user(cast.township)
    form = client.post(url, {INCOME: "1", "opened": opened(client, url)}).context["form"]
    assert form.errors["source"]
    assert not figures(cast.places.village)


@pytest.mark.parametrize(
    ("typed", "right"), [("0.69万", "6900"), ("１２", "12"), ("6,900", "6900")]
)
def test_a_number_that_is_nearly_right_is_told_the_right_one(cast, as_user, url, typed, right):
    client = as_user(cast.township)
    data = {INCOME: typed, "source": "台账", "opened": opened(client, url)}
    assert right in client.post(url, data).context["form"].errors[INCOME][0]


def test_last_years_value_stands_beside(cast, as_user, kept):
    url = reverse("villages:year_edit", args=[cast.places.village.pk, 2026])
    form = as_user(cast.county).get(url).context["form"]
    assert "13,800" in form.fields[INCOME].help_text


def test_emptying_a_figure_erases_it_with_a_ledger_row(kept, cast, as_user, url):
    client = as_user(cast.county)
    data = {INCOME: "", "source": "台账", "opened": opened(client, url)}
    assert client.post(url, data).status_code == 302
    assert not figures(cast.places.village)
    assert LedgerEntry.objects.get(action="delete").before["value"] in {"13800", "13800.0000"}


def test_saving_twice_changes_nothing(kept, cast, as_user, url):
    client = as_user(cast.county)
    data = {INCOME: "13800", "source": "台账", "opened": opened(client, url)}
    client.post(url, data)
    assert figures(cast.places.village)["collective_income"].version == 1
    assert not LedgerEntry.objects.filter(object_type="villages.annualfigure").exists()


def test_a_new_source_alone_holds_for_the_whole_form(kept, cast, as_user, url):
    client = as_user(cast.county)
    client.post(url, {INCOME: "13800", "source": "新台账", "opened": opened(client, url)})
    assert figures(cast.places.village)["collective_income"].source == "新台账"


@pytest.mark.parametrize(("choice", "left"), [("mine", "6000"), ("theirs", "5000")])
def test_a_stale_form_asks_per_figure_and_keeps_the_rest(kept, cast, as_user, url, choice, left):
    client = as_user(cast.county)
    start = opened(client, url)
    client.post(url, {INCOME: "5000", "source": "他的", "opened": start})
    mine = {INCOME: "6000", HOMES: "412", "source": "我的", "opened": start}
    answer = client.post(url, mine)
    assert answer.status_code == 409
    (conflict,) = answer.context["form"].conflicts
    assert (conflict["opened"], conflict["theirs"], conflict["mine"]) == (
        "13,800",
        "5,000",
        "6,000",
    )
    assert "households" not in figures(cast.places.village)
    fresh = answer.context["form"]["opened"].value()
    assert client.post(url, mine | {"opened": fresh, f"use_{INCOME}": choice}).status_code == 302
    held = figures(cast.places.village)
    assert held["collective_income"].value == Decimal(left)
    assert held["households"].value == 412


def test_figures_that_others_changed_meanwhile_stay_theirs(kept, cast, as_user, url):
    client = as_user(cast.county)
    start = opened(client, url)
    client.post(url, {INCOME: "5000", "source": "他的", "opened": start})
    mine = {INCOME: "13800", HOMES: "412", "source": "我的", "opened": start}
    assert client.post(url, mine).status_code == 302
    held = figures(cast.places.village)
    assert (held["collective_income"].value, held["households"].value) == (5000, 412)


@pytest.mark.parametrize("forged", ["", "x", "eyJhIjoxfQ:1:x"])
def test_a_form_without_its_seal_is_refused(cast, as_user, url, forged):
    answer = as_user(cast.county).post(url, {INCOME: "1", "source": "台账", "opened": forged})
    assert answer.context["form"].non_field_errors()


@pytest.mark.parametrize("year", [1948, 2100])
def test_a_year_that_cannot_be_is_not_there(cast, as_user, year):
    url = reverse("villages:year_edit", args=[cast.places.village.pk, year])
    assert as_user(cast.county).get(url).status_code == 404


def test_nobody_confirms_what_he_entered_himself(cast, as_user, url):
    village = cast.places.village
    confirm = reverse("villages:year_confirm", args=[village.pk, 2025])
    client = as_user(cast.township)
    client.post(url, {INCOME: "1", "source": "台账", "opened": opened(client, url)})
    client.post(confirm)
    assert figures(village)["collective_income"].confirmed_at is None
    as_user(cast.county).post(confirm)
    assert figures(village)["collective_income"].confirmed_by == "county"
    assert LedgerEntry.objects.filter(action="confirm").count() == 1


def test_a_changed_figure_waits_for_confirmation_again(cast, as_user, url):
    village = cast.places.village
    client = as_user(cast.township)
    client.post(url, {INCOME: "1", "source": "台账", "opened": opened(client, url)})
    as_user(cast.county).post(reverse("villages:year_confirm", args=[village.pk, 2025]))
    client = as_user(cast.township)
    client.post(url, {INCOME: "2", "source": "台账", "opened": opened(client, url)})
    assert figures(village)["collective_income"].confirmed_at is None


def test_growth_is_exact_and_a_gap_is_not_zero(cast):
    village = cast.places.village
    for year, value in ((2021, "14210"), (2022, "15120"), (2024, "16840")):
        AnnualFigure.objects.create(
            village=village, year=year, kind_id="income_per_head", value=value
        )
    AnnualFigure.objects.create(village=village, year=2023, kind_id="households", value=1)
    table = year_table(village)
    row = table.row("income_per_head")
    assert table.years == [2021, 2022, 2023, 2024]
    assert row.growth == [None, Decimal("6.4"), None, None]
    assert row.cells[2] is None


def test_an_export_of_figures_can_be_imported_and_changes_nothing(kept, cast, as_user):
    content = as_user(cast.county).get("/villages/figures/?export=csv").content
    importer = FiguresImport(by=cast.county)
    outcome = importer.check(importer.read(content))
    assert (outcome.faults, outcome.unchanged, outcome.new) == ([], 1, 0)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 1),
        ("?q=ytc", 1),
        ("?q=lkc", 0),
        ("?year=2024", 0),
        ("?waiting=true", 1),
        ("?year=x", 0),
    ],
)
def test_the_list_of_figures_is_narrowed(kept, cast, as_user, query, count):
    assert as_user(cast.county).get("/villages/figures/" + query).context["found"] == count


def test_the_list_of_figures_takes_constant_selects(cast, as_user, django_assert_max_num_queries):
    client = as_user(cast.county)
    for year in (2000, 2008, 2016):
        for n in range(8):
            AnnualFigure.objects.create(
                village=cast.places.village, year=year + n, kind_id="households", value=n
            )
        with django_assert_max_num_queries(12):
            client.get("/villages/figures/")


def test_a_village_of_the_neighbour_shows_no_figures(kept, cast, as_user):
    assert as_user(cast.neighbour).get("/villages/figures/").context["found"] == 0


def test_a_figure_says_that_it_waits_for_confirmation(kept, cast, as_user):
    page = as_user(cast.county).get(cast.places.village.url + "?tab=figures").content.decode()
    assert "待确认" in page
