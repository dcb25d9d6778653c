"""What the timeline says: words, names, local time; keys and hashes stay in the ledger."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from accounts import ledger
from accounts.ledger_display import names_of
from accounts.models import LedgerEntry
from villages.models import AnnualFigure


def told(entry):
    return {
        str(label): (str(a), str(b)) for label, a, b in entry.changes_in_words(names_of([entry]))
    }


def stored(label, before, after):
    return LedgerEntry(object_type=label, before=before, after=after)


def test_a_new_posting_is_told_with_names_and_official_words(cast):
    posting = type(cast.posting)(
        cadre=cast.other, team=cast.team, role="deputy", since=date(2027, 1, 4)
    )
    ledger.write(posting, cast.county)
    words = told(LedgerEntry.objects.about(posting).first())
    assert list(words)[:3] == ["干部", "工作组", "角色"]
    assert words["干部"] == ("—", "李海燕")
    assert words["工作组"] == ("—", "洋头村工作组")
    assert words["角色"] == ("—", "副组长")
    assert words["起"] == ("—", "2027-01-04")


def test_a_moment_is_told_in_local_time():
    late = datetime(2026, 7, 8, 18, 30, tzinfo=UTC).isoformat(" ")
    entry = stored("cadres.diaryentry", {}, {"received_at": late})
    assert told(entry) == {"收到时间（服务器）": ("—", "2026-07-09 02:30")}


def test_keys_hashes_and_derived_values_are_not_told(cast):
    cast.water.name = "县林业局"
    ledger.write(cast.water, cast.county)
    entry = LedgerEntry.objects.about(cast.water).first()
    assert set(entry.after) == {"name"}
    scheme = stored("assessments.schemeversion", {}, {"id": 7, "hash": "f" * 64, "basis": "修订"})
    assert told(scheme) == {"变更依据": ("—", "修订")}
    assert len(scheme.changes) == 3


def test_an_equal_decimal_is_no_change(places):
    figure = AnnualFigure(
        village=places.village, year=2025, kind_id="households", value=Decimal("732.0000")
    )
    assert ledger.snapshot(figure)["value"] == "732"
    figure.value = Decimal("100")
    assert ledger.snapshot(figure)["value"] == "100"


@pytest.mark.parametrize("value", [None, "", "[]"])
def test_nothing_is_a_dash(value):
    entry = stored("assessments.gradingrun", {"notes": value}, {"notes": "x"})
    assert told(entry)["说明"] == ("—", "x")


def test_names_cost_one_query_for_each_kind_of_record(cast, django_assert_num_queries):
    entries = [
        stored("cadres.posting", {}, {"cadre": code, "team": "T223"}) for code in ("C001", "C002")
    ]
    with django_assert_num_queries(2):
        assert set(names_of(entries).values()) == {"温国强", "李海燕", "洋头村工作组"}


def test_a_record_that_is_gone_is_told_by_its_code(db):
    assert told(stored("cadres.cadre", {"unit": "U7"}, {"unit": ""})) == {"派出单位": ("U7", "—")}
