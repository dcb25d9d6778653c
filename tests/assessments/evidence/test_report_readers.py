"""Reports by the clock of the county."""

from datetime import UTC, date, datetime

import pytest

from cadres.models import (
    QuarterlyReport,
)
from cadres.periods import Year
from tests.assessments.evidence.readings import TOWN, read

pytestmark = pytest.mark.both


def report(cast, period, township=None, unit=None, submitted=None, state="draft", sections=None):
    QuarterlyReport.objects.create(
        county=cast.places.county,
        township=township,
        unit=unit,
        period=period,
        due_on=date(2026, 7, 5),
        held_since=datetime(2026, 7, 1, tzinfo=UTC),
        first_submitted_at=submitted,
        state=state,
        sections=sections or {},
        layout=[
            {"key": key, "title": key, "sentence": "", "needs_text": True} for key in sections or {}
        ],
    )


def test_a_report_is_on_time_by_the_clock_of_the_county(cast):
    late = datetime(2026, 7, 5, 16, 1, tzinfo=UTC)  # 00:01 of July 6 in Shanghai
    in_time = datetime(2026, 7, 5, 15, 59, tzinfo=UTC)
    report(cast, "2026-Q2", township=cast.places.town, submitted=late)
    report(
        cast,
        "2026-Q2",
        unit=cast.water,
        submitted=in_time,
        state="accepted",
        sections={"economy": "修渠", "problems": "无"},
    )
    report(cast, "2026-Q1", unit=cast.water, sections={"economy": "修渠", "problems": " "})
    assert read("township", "reports.on_time") == {TOWN: 0, "441621103": "NA"}
    assert read("unit", "reports.on_time") == {"U01": 1, "U02": "NA"}
    assert read("unit", "reports.on_time_rate", Year(2026)) == {"U01": 50, "U02": "NA"}
    assert read("unit", "reports.due", Year(2026)) == {"U01": 2, "U02": 0}
    assert read("unit", "reports.accepted") == {"U01": 1, "U02": "NA"}
    assert read("unit", "reports.complete", Year(2026)) == {"U01": 1, "U02": "NA"}
    assert read("unit", "reports.complete_rate", Year(2026)) == {"U01": 50, "U02": "NA"}
