"""Importing annual figures: exact values, new kinds with a warning, confirmation lost on change."""

from decimal import Decimal

import pytest
from django.utils import timezone

from accounts.models import LedgerEntry
from villages.imports import FiguresImport
from villages.models import AnnualFigure, FigureKind

pytestmark = pytest.mark.both

HEADER = "village_code,year,figure,value,source\n"
ROW = "441621102223,2025,集体经济年纯收入,13800.5,镇三资台账\n"


def run(text, by=None, commit=True):
    importer = FiguresImport(by=by)
    sheet = importer.read(text.encode())
    return importer.commit(sheet) if commit else importer.check(sheet)


def test_a_figure_is_found_by_name_or_code_and_stored_exactly(places):
    run(HEADER + ROW)
    outcome = run(HEADER + ROW.replace("集体经济年纯收入", "collective_income"))
    assert (outcome.new, outcome.unchanged) == (0, 1)
    assert AnnualFigure.objects.get().value == Decimal("13800.5")


def test_the_same_figure_by_name_and_by_code_is_a_double(places):
    outcome = run(HEADER + ROW + ROW.replace("集体经济年纯收入", "collective_income"))
    assert [(fault.row, fault.column) for fault in outcome.faults] == [(3, "figure")]


def test_an_unknown_figure_is_new_and_the_nearest_is_named(places):
    outcome = run(HEADER + ROW.replace("年纯收入", "纯收入"))
    assert "集体经济年纯收入" in outcome.warnings[0]
    assert FigureKind.objects.filter(code="集体经济纯收入").exists()


def test_a_township_cannot_make_a_new_kind_of_figure(cast):
    outcome = run(HEADER + ROW.replace("年纯收入", "纯收入"), by=cast.township)
    assert outcome.faults[0].column == "figure"


def test_a_township_imports_only_its_own_villages(cast):
    table = HEADER + ROW.replace("441621102223", "441621103201")
    assert run(table, by=cast.township).faults[0].column == "village_code"
    assert run(table, by=cast.neighbour).new == 1


def test_a_changed_value_loses_its_confirmation(cast):
    run(HEADER + ROW, by=cast.township)
    AnnualFigure.objects.update(confirmed_by="county", confirmed_at=timezone.now())
    outcome = run(HEADER + ROW, by=cast.county)
    assert outcome.unchanged == 1
    assert AnnualFigure.objects.get().confirmed_at
    run(HEADER + ROW.replace("13800.5", "13800.6"), by=cast.county)
    figure = AnnualFigure.objects.get()
    assert (figure.confirmed_at, figure.entered_by, figure.version) == (None, "county", 2)


def test_an_empty_source_leaves_the_source_as_it_is(places):
    run(HEADER + ROW)
    assert run(HEADER + ROW.replace("镇三资台账", "")).unchanged == 1
    assert AnnualFigure.objects.get().source == "镇三资台账"


def test_each_new_figure_has_its_ledger_row(places):
    run(HEADER + ROW)
    entry = LedgerEntry.objects.get(object_type="villages.annualfigure")
    assert (entry.action, entry.after["value"]) == ("import", "13800.5")
    assert entry.object_name == "洋头村 2025 集体经济年纯收入"


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("441621102999,2025,户数,1,", "village_code"),
        ("441621102223,25,户数,1,", "year"),
        ("441621102223,2025,户数,,", "value"),
        ("441621102223,2025,户数,一百,", "value"),
        ("441621102223,2025,户 数,1,", "figure"),
    ],
)
def test_each_bad_row_is_named_and_nothing_is_stored(places, row, column):
    outcome = run(HEADER + ROW + row + "\n")
    assert [(fault.row, fault.column) for fault in outcome.faults] == [(3, column)]
    assert not AnnualFigure.objects.exists()


def test_the_number_of_selects_does_not_grow_with_the_rows(places, django_assert_num_queries):
    def table(years):
        return HEADER + "".join(
            ROW.replace("2025", str(year)) for year in range(1990, 1990 + years)
        )

    counts = []
    for years in (5, 15):
        with django_assert_num_queries(3):
            counts.append(run(table(years), commit=False).new)
    assert counts == [5, 15]
