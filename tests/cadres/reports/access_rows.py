"""Who may open which page around the reports: one row per URL and method."""

from datetime import UTC, date, datetime

from cadres.models import (
    CountyReport,
    QuarterlyReport,
    ReportDispute,
    ReportPeriod,
    ReportSection,
    ReportVersion,
)
from tests.cadres.access_work import OFFICES, of_report, people_abroad, report, row, station

COUNTY, OFFICE, AUTHORS = {"county"}, {"county", "leader"}, {"township", "unit"}
DAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)


def own(cast, state="draft"):
    return QuarterlyReport.objects.get(**report(cast.places.county, station(cast), state))


def abroad(cast, state="draft"):
    return QuarterlyReport.objects.get(
        **report(cast.places.other, people_abroad(cast)[0].unit, state)
    )


def disputed(found):
    dispute, _new = ReportDispute.objects.get_or_create(
        report=found, code="matters.due", defaults={"claimed": "9", "reason": "三件已上报"}
    )
    return {"pk": found.pk, "dispute": dispute.pk}


def submitted_once(found):
    version, _new = ReportVersion.objects.get_or_create(
        report=found, number=1, defaults={"by": "镇", "at": NOON}
    )
    return {"pk": found.pk, "number": version.number}


def period(county):
    found, _new = ReportPeriod.objects.get_or_create(
        county=county,
        kind="township",
        period="2026-Q1",
        defaults={"due_on": DAY, "late_until": DAY, "closes_on": DAY},
    )
    return {"pk": found.pk}


def of_period(url, method):
    return row(
        url,
        COUNTY,
        method,
        lambda cast: period(cast.places.county),
        lambda cast: period(cast.places.other),
    )


def county_report(county):
    found, _new = CountyReport.objects.get_or_create(
        county=county,
        period="2026-Q1",
        defaults={"tables": {"matters": []}, "taken_at": NOON, "layout": []},
    )
    return {"pk": found.pk}


def of_county(url, allow, method="get"):
    return row(
        url,
        allow,
        method,
        lambda cast: county_report(cast.places.county),
        lambda cast: county_report(cast.places.other),
        lambda cast: {"signer": "邓建军"},
    )


def a_section(cast):
    return {"pk": ReportSection.objects.order_by("pk").first().pk}


ROWS = [
    row("report_grid", OFFICE),
    row("report_hands", OFFICE),
    of_report("report_pen", AUTHORS, "post"),
    of_report("report_confirm", AUTHORS, "post"),
    of_report("report_dispute", AUTHORS, "post"),
    of_report("report_read", AUTHORS, "post"),
    of_report("report_read_back", AUTHORS, "post"),
    row(
        "report_hand_over",
        COUNTY,
        "post",
        lambda cast: {"pk": own(cast, "submitted").pk},
        lambda cast: {"pk": abroad(cast, "submitted").pk},
        lambda cast: {"to": cast.county.pk, "reason": "出差"},
    ),
    row(
        "report_answer",
        COUNTY,
        "post",
        lambda cast: disputed(own(cast)),
        lambda cast: disputed(abroad(cast)),
        lambda cast: {"answer": "已更正"},
    ),
    row(
        "report_compare",
        OFFICES,
        "get",
        lambda cast: submitted_once(own(cast)),
        lambda cast: submitted_once(abroad(cast)),
    ),
    row("report_period_list", COUNTY),
    of_period("report_period_edit", "get"),
    of_period("report_period_edit", "post"),
    of_period("report_period_reopen", "get"),
    of_period("report_period_reopen", "post"),
    row("report_section_list", COUNTY),
    row("report_section_create", COUNTY),
    row("report_section_create", COUNTY, "post"),
    row("report_section_edit", COUNTY, "get", a_section),
    row("report_section_edit", COUNTY, "post", a_section),
    of_report("report_paper", OFFICES),
    of_report("report_tables", OFFICES),
    row("county_report_list", OFFICE),
    row("county_report_begin", COUNTY, "post") | {"data": lambda cast: {"period": "2026-Q1"}},
    of_county("county_report_page", OFFICE),
    of_county("county_report_edit", COUNTY),
    of_county("county_report_edit", COUNTY, "post"),
    of_county("county_report_compile", COUNTY, "post"),
    of_county("county_report_read_back", COUNTY, "post"),
    of_county("county_report_sign", COUNTY, "post"),
    of_county("county_report_paper", OFFICE),
    row("holiday_list", COUNTY),
    row("holiday_create", COUNTY),
    row("holiday_create", COUNTY, "post"),
    row("holiday_edit", COUNTY, "get", lambda cast: {"pk": "2026-05-04"}),
    row("holiday_edit", COUNTY, "post", lambda cast: {"pk": "2026-05-04"}),
]
