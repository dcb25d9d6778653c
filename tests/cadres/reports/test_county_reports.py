"""The county's report upward: sums that equal their parts, who is missing, signed and frozen."""

import io
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from docx import Document

from accounts.models import LedgerEntry
from cadres.models import CountyReport, QuarterlyReport
from cadres.periods import Quarter
from cadres.reports.county_paper import docx
from cadres.reports.county_report import add_up, begin, by_township, compile_again
from cadres.reports.numbers import NUMBERS
from cadres.reports.opening import open_period
from cadres.workflow.transitions import WrongState

Q2 = Quarter(2026, 2)


@pytest.fixture(autouse=True)
def _third_of_july():
    with time_machine.travel(datetime(2026, 7, 3, 12, tzinfo=ZoneInfo("Asia/Shanghai"))):
        yield


@pytest.fixture
def reports(cast):
    """Both townships' reports accepted, the units' still drafts."""
    open_period(cast.places.county, Q2, date(2026, 7, 3))
    towns = QuarterlyReport.objects.filter(township__isnull=False).order_by("township")
    tables = {"matters": [["roads", 3, 2, 1]], "teams": []}
    towns.update(state="accepted", tables=tables)
    return list(towns)


@pytest.fixture
def county(reports, cast):
    return begin(cast.places.county, Q2, cast.county)


def test_every_sum_equals_its_parts(reports, county):
    for code, number in NUMBERS.items():
        parts = [report.figures[code] for report in reports if report.figures[code]]
        if not number.of and parts:
            assert county.figures[code] == str(sum(map(int, parts)))


@pytest.mark.parametrize(
    ("parts", "rate"),
    [
        ([(8, 10), (1, 2)], "75"),
        ([(9, 10), (None, None)], "90"),
        ([(0, 0), (0, 0)], None),
        ([], None),
    ],
)
def test_a_share_is_that_of_the_sums_and_no_mean_of_shares(parts, rate):
    said = [
        {"matters.on_time": a if a is None else str(a), "matters.due": b if b is None else str(b)}
        for a, b in parts
    ]
    assert add_up(said)["matters.on_time_rate"] == rate


def test_the_table_by_township_ends_with_the_figures_of_the_report(reports, county):
    codes, rows, total = by_township(county)
    assert [row[0] for row in rows] == ["龙窝镇", "九和镇"]
    for at, code in enumerate(codes):
        assert str(sum(int(row[at + 1]) for row in rows)) == total[at] == county.figures[code]
    assert county.tables["matters"] == [["roads", 6, 4, 2]]


def test_it_names_who_is_missing(county):
    assert county.missing == [["县水务局", "draft"], ["县交通局", "draft"]]


def test_only_what_is_accepted_is_summed_up_and_again_when_more_is(reports, cast):
    QuarterlyReport.objects.filter(pk=reports[1].pk).update(state="submitted")
    county = begin(cast.places.county, Q2, cast.county)
    assert [part["body"] for part in county.parts] == ["龙窝镇"]
    assert county.missing[0] == ["九和镇", "submitted"]
    county.sections = {"measures": "写过的"}
    county.save()
    QuarterlyReport.objects.update(state="accepted")
    compile_again(county, cast.county)
    assert [part["body"] for part in county.parts] == ["龙窝镇", "九和镇"]
    assert (county.missing, county.sections) == ([], {"measures": "写过的"})


def test_compiling_again_is_taken_back(county, reports, cast, as_user):
    before = {name: getattr(county, name) for name in ("figures", "parts", "missing", "taken_at")}
    QuarterlyReport.objects.filter(pk=reports[0].pk).update(state="returned")
    compile_again(county, cast.county)
    assert len(county.parts) == 1
    as_user(cast.county).post(reverse("cadres:county_report_read_back", args=[county.pk]))
    county.refresh_from_db()
    assert {name: getattr(county, name) for name in before} == before


def test_it_is_begun_once(county, cast):
    assert begin(cast.places.county, Q2, cast.county) == county
    assert CountyReport.objects.count() == 1


def test_it_is_signed_once_the_quarter_is_over(county, cast):
    county.sections = dict.fromkeys(county.outline, "写明。")
    county.save()
    last_day = datetime(2026, 6, 30, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
    with time_machine.travel(last_day), pytest.raises(ValidationError, match="2026-06-30"):
        county.sign(cast.county, "邓建军")
    assert county.sign(cast.county, "邓建军").state == "signed"


def test_it_is_signed_when_every_section_is_answered_and_then_frozen(county, cast):
    with pytest.raises(ValidationError, match="主要做法"):
        county.sign(cast.county, "邓建军")
    county.sections = dict.fromkeys(county.outline, "写明。")
    county.save()
    with pytest.raises(ValidationError):
        county.sign(cast.county, " ")
    county.sign(cast.county, "邓建军")
    assert LedgerEntry.objects.latest("seq").action == "sign"
    for verb in (lambda: county.sign(cast.county, "别人"), lambda: compile_again(county, None)):
        with pytest.raises(WrongState):
            verb()


def test_the_county_compiles_writes_and_signs_on_its_pages(reports, cast, as_user):
    client = as_user(cast.county)
    assert client.get(reverse("cadres:county_report_list")).context["found"] == 0
    page = client.post(reverse("cadres:county_report_begin"), {"period": "2026-Q2"}).url
    report = CountyReport.objects.get()
    edit = reverse("cadres:county_report_edit", args=[report.pk])
    form = client.get(edit).context["form"]
    sent = dict.fromkeys(report.outline, "写明。") | {"opened": form["opened"].value()}
    assert client.post(edit, sent).status_code == 302
    client.post(reverse("cadres:county_report_sign", args=[report.pk]), {"signer": "邓建军"})
    assert "邓建军" in client.get(page).content.decode()
    assert client.get(edit).status_code == 409


@pytest.mark.parametrize("period", ["", "2026-Q5", "x"])
def test_a_period_that_is_none_is_refused(cast, as_user, period):
    page = reverse("cadres:county_report_begin")
    assert as_user(cast.county).post(page, {"period": period}).status_code == 400


def test_its_paper_carries_the_signer_the_table_and_who_is_missing(county, cast):
    county.sections = dict.fromkeys(county.outline, "写明。")
    county.save()
    county.sign(cast.county, "邓建军")
    document = Document(io.BytesIO(docx(county)))
    texts = [each.text for each in document.paragraphs]
    assert texts[0] == "中共紫金县委组织部文件"
    assert texts[1].endswith("签发人：邓建军")
    towns, matters, missing = document.tables
    assert [cell.text for cell in towns.rows[-1].cells][:2] == ["合计", "3"]
    assert [cell.text for cell in matters.rows[-1].cells] == ["合计", "6", "4", "2"]
    assert [row.cells[0].text for row in missing.rows[1:]] == ["县水务局", "县交通局"]


def test_a_unit_or_township_does_not_see_it(county, cast):
    for who in ("township", "unit", "cadre", "stranger", "scorer"):
        assert not CountyReport.objects.visible_to(getattr(cast, who)).exists()
