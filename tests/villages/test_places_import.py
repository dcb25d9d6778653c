"""Importing townships and villages: all or nothing, and a second time changes nothing."""

import pytest

from accounts.models import LedgerEntry
from villages.imports import PlacesImport
from villages.models import County, Township, Village, VillageClass

pytestmark = pytest.mark.both

HEADER = "township_code,township_name,village_code,village_name,class\n"
ROWS = (
    "441621102,龙窝镇,441621102223,洋头村民委员会,后进村\n"
    "441621102,龙窝镇,441621102001,琴口社区居民委员会,\n"
    "441621102,龙窝镇,,,山区镇\n"
)


def run(text, by=None, commit=True):
    importer = PlacesImport(by=by)
    sheet = importer.read(text.encode())
    return importer.commit(sheet) if commit else importer.check(sheet)


def faults(outcome):
    return [(fault.row, fault.column) for fault in outcome.faults]


def test_an_empty_database_gets_its_county_township_and_villages(db):
    outcome = run(HEADER + ROWS)
    assert outcome.totals == {
        "rows_read": 3,
        "accepted": 3,
        "rejected": 0,
        "blank": 0,
        "new": 3,
        "changed": 0,
        "unchanged": 0,
    }
    assert County.objects.get().name == "县441621"
    assert Township.objects.get().class_name == "山区镇"
    assert Village.objects.get(pk="441621102001").kind == "community"
    assert str(Village.objects.get(pk="441621102223")) == "洋头村"
    assert VillageClass.objects.get().name == "后进村"


def test_the_county_takes_the_name_that_the_table_gives(db):
    run(
        HEADER.replace("class", "县名称")
        + ROWS.replace("后进村", "紫金县").replace("山区镇", "紫金县")
    )
    assert County.objects.get().name == "紫金县"


def test_a_second_import_changes_nothing(db):
    run(HEADER + ROWS)
    entries, versions = LedgerEntry.objects.count(), list(Village.objects.values_list("version"))
    outcome = run(HEADER + ROWS)
    assert (outcome.new, outcome.changed, outcome.unchanged) == (0, 0, 3)
    assert LedgerEntry.objects.count() == entries
    assert list(Village.objects.values_list("version")) == versions


def test_a_new_name_is_a_change_with_its_ledger_row(db):
    run(HEADER + ROWS)
    outcome = run(HEADER + ROWS.replace("洋头村民", "阳头村民"))
    assert (outcome.new, outcome.changed, outcome.unchanged) == (0, 1, 2)
    village = Village.objects.get(pk="441621102223")
    assert (village.version, village.initials) == (2, "ytc")
    entry = LedgerEntry.objects.about(village).first()
    assert (entry.before["name"], entry.after["name"]) == ("洋头村民委员会", "阳头村民委员会")


def test_another_class_replaces_the_open_one(db):
    run(HEADER + ROWS)
    run(HEADER + ROWS.replace("后进村", "中间村"))
    assert VillageClass.objects.get().name == "中间村"


def test_one_bad_row_and_nothing_is_stored(db):
    outcome = run(HEADER + ROWS + "441621102,龙窝镇,441621103001,某村民委员会,\n")
    assert faults(outcome) == [(5, "village_code")]
    assert (outcome.rows_read, outcome.accepted, outcome.rejected) == (4, 3, 1)
    assert not Village.objects.exists()
    assert not LedgerEntry.objects.exists()


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("441621102,龙窝镇,441621102223,洋头村民委员会,", "village_code"),
        ("441621102,龙渦镇,441621102009,新村民委员会,", "township_name"),
        ("441621102,龙窝镇,441621102009,,", "village_name"),
        ("441621102,龙窝镇,,新村民委员会,", "village_code"),
        ("441621102,龙窝镇,,,", "township_code"),
        ("44162110,龙窝镇,441621102009,新村民委员会,", "township_code"),
        (",龙窝镇,441621102009,新村民委员会,", "township_code"),
    ],
)
def test_each_contradiction_is_named_at_its_cell(db, row, column):
    assert faults(run(f"{HEADER}{ROWS}{row}\n")) == [(5, column)]


def test_all_faults_come_in_one_pass(db):
    bad = "44162110,龙窝镇,44162110222,,\n441621102,龙渦镇,441621102009,,\n"
    assert {row for row, column in faults(run(HEADER + ROWS + bad))} == {5, 6}


def test_a_check_writes_nothing(db):
    assert run(HEADER + ROWS, commit=False).new == 3
    assert not County.objects.exists()


def test_a_county_cannot_import_places_of_another(cast):
    outcome = run(HEADER + ROWS, by=cast.stranger)
    assert {column for row, column in faults(outcome)} == {"township_code"}


def test_the_number_of_selects_does_not_grow_with_the_rows(db, django_assert_max_num_queries):
    def table(count):
        return HEADER + "".join(
            f"441621102,龙窝镇,441621102{n:03},第{n}村民委员会,中间村\n" for n in range(count)
        )

    run(table(100))
    with django_assert_max_num_queries(6):
        assert run(table(300), commit=False).new == 200


def test_a_failure_while_storing_leaves_nothing(db, monkeypatch):
    def fails(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("accounts.ledger.record_many", fails)
    with pytest.raises(RuntimeError):
        run(HEADER + ROWS)
    assert not County.objects.exists()
