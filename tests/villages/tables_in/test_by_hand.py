"""What was changed by hand after a table was made is not undone by it."""

import pytest

from accounts import ledger
from accounts.models import LedgerEntry
from villages.imports import IMPORTS
from villages.models import AnnualFigure
from villages.tables_in.preview import preview

HEADER = "township_code,township_name,village_code,village_name\n"


def run(name):
    row = f"441621102,龙窝镇,441621102223,{name}\n"
    importer = IMPORTS["places"]()
    return importer.commit(importer.read((HEADER + row).encode()))


@pytest.fixture
def corrected(cast):
    """洋头村 was corrected in the browser to 阳头村."""
    village = cast.places.village
    village.name = "阳头村村民委员会"
    ledger.write(village, cast.county)
    return village


def test_a_table_that_brings_back_what_was_corrected_is_refused(corrected):
    outcome = run("洋头村村民委员会")
    (fault,) = outcome.faults
    assert fault.row == 2
    assert "county" in fault.found and "阳头村村民委员会" in fault.remedy
    corrected.refresh_from_db()
    assert corrected.name == "阳头村村民委员会"


def test_another_value_than_the_one_by_hand_is_remarked(corrected):
    outcome = run("洋口村村民委员会")
    assert (outcome.ok, outcome.changed) == (True, 1)
    (said,) = outcome.warnings
    assert "阳头村村民委员会" in said and "洋口村村民委员会" in said


def test_the_corrected_value_written_again_is_no_change(corrected):
    outcome = run("阳头村村民委员会")
    assert (outcome.unchanged, outcome.warnings, outcome.faults) == (1, [], [])


def test_what_an_import_wrote_another_import_may_take_back(cast):
    names = ["阳头村村民委员会", "洋头村村民委员会"]
    outcomes = [run(name) for name in names]
    assert [(each.ok, each.changed, each.warnings) for each in outcomes] == [(True, 1, [])] * 2


def test_a_correction_that_an_import_has_changed_since_no_longer_counts(corrected):
    assert run("洋口村村民委员会").ok
    assert run("洋头村村民委员会").ok
    assert LedgerEntry.objects.about(corrected).count() == 3


def test_a_value_that_somebody_confirmed_is_remarked_before_it_changes(cast):
    importer = IMPORTS["figures"](by=cast.county)
    table = "village_code,year,figure,value\n441621102223,2025,户数,{}\n"
    first, second = (importer.read(table.format(n).encode()) for n in (100, 120))
    importer.commit(first)
    AnnualFigure.objects.all().confirm(cast.township)
    outcome = importer.check(second)
    assert (outcome.ok, outcome.changed) == (True, 1)
    assert ["township" in said for said in outcome.warnings] == [True]


def test_a_telephone_of_which_only_hidden_digits_change_is_shown(cast):
    before = ledger.snapshot(cast.person)
    cast.person.phone = "13899995678"
    (change,) = preview([(cast.person, before, ledger.snapshot(cast.person))], 1)
    assert [(old, new) for _label, old, new in change["fields"]] == [("138****5678",) * 2]


def test_the_ledger_is_asked_once_for_hundreds_of_rows(cast, django_assert_max_num_queries):
    importer = IMPORTS["places"]()
    rows = "".join(f"441621102,龙窝镇,{441621102300 + n},第{n}村民委员会\n" for n in range(150))
    importer.commit(importer.read((HEADER + rows).encode()))
    sheet = importer.read((HEADER + rows.replace("民委", "委")).encode())
    with django_assert_max_num_queries(8):
        assert importer.check(sheet).changed == 150
