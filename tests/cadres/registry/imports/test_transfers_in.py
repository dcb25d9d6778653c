"""A roster that names another unit is a transfer from its day on, not a rewriting of the past."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from cadres.models import Cadre, CadreUnit
from cadres.registry.models.sending import Sending

from .tables import run

pytestmark = pytest.mark.both
HEAD = ("cadre_code", "name", "unit_code", "since")


@pytest.fixture(autouse=True)
def _on_that_day():
    with time_machine.travel(datetime(2026, 11, 30, 4, tzinfo=UTC), tick=False):
        yield


def test_another_unit_begins_on_the_day_of_the_import(cast):
    run("cadres", HEAD, ("C001", "温国强", "U02", ""), by=cast.county)
    assert Cadre.objects.get(pk="C001").unit_id == "U02"
    sending = Sending("441621")
    assert sending.unit_on("C001", date(2026, 11, 29), "U02") == "U01"
    assert sending.unit_on("C001", date(2026, 11, 30), "U02") == "U02"


def test_or_on_the_day_the_table_gives(cast):
    run("cadres", HEAD, ("C001", "温国强", "U02", "2026-11-01"), by=cast.county)
    assert Sending("441621").unit_on("C001", date(2026, 11, 1), "U02") == "U02"


def test_a_second_time_changes_nothing(cast):
    rows = HEAD, ("C001", "温国强", "U02", "2026-11-01")
    run("cadres", *rows, by=cast.county)
    before = list(CadreUnit.objects.values_list("since", "unit"))
    run("cadres", *rows, by=cast.county)
    assert list(CadreUnit.objects.values_list("since", "unit")) == before


def test_a_day_to_come_is_refused(cast):
    outcome = run("cadres", HEAD, ("C001", "温国强", "U02", "2026-12-24"), by=cast.county)
    assert [fault.row for fault in outcome.faults] == [2]
    assert not CadreUnit.objects.exists()
