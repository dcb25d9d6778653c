"""A paper keeps the names it was handed in with; a draft follows its offices."""

import importlib
import io
import re
from datetime import date, datetime
from pathlib import Path
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.apps import apps
from django.urls import reverse
from docx import Document

from cadres import migrations
from cadres.circulars.draft import open_circular
from cadres.models import Circular, CountyReport, QuarterlyReport, ReportVersion, Unit
from cadres.periods import Month, Quarter
from cadres.reports.county_report import begin
from cadres.reports.opening import open_period
from tests.stage import layer
from villages.models import County, Township

Q2 = Quarter(2026, 2)
NOON = datetime(2026, 7, 3, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
OLD, NEW = "县水务局", "县水利局"
at_noon = time_machine.travel(NOON, tick=False)


@pytest.fixture(autouse=True)
def _at_noon():
    with at_noon:
        yield


@layer
@at_noon
def report(cast):
    """The report of 县水务局, whole."""
    open_period(cast.places.county, Q2, NOON.date(), cast.county)
    found = QuarterlyReport.objects.get(unit=cast.water)
    found.sections = dict.fromkeys(found.outline, "已完成。")
    found.settled = dict.fromkeys(found.figures, OLD)
    found.save()
    return found


def rename(name=NEW):
    Unit.objects.filter(name__in=[OLD, NEW]).update(name=name)


def name_of_file(client, report, kind):
    answer = client.get(reverse(f"cadres:report_{kind}", args=[report.pk]))
    return unquote(answer["Content-Disposition"]), answer.content


def printed(client, report):
    """The whole page: its title, the signature, who printed it."""
    return client.get(reverse("cadres:report_print", args=[report.pk])).content.decode()


@pytest.mark.parametrize("verb", ["submit", "accept"])
def test_a_paper_in_other_hands_keeps_its_names(cast, as_user, report, verb):
    report.submit(cast.unit)
    if verb == "accept":
        report.accept(cast.county)
    rename()
    client = as_user(cast.county)
    paper = re.search(r"<article.*</article>", printed(client, report), re.DOTALL)[0]
    assert OLD in paper and NEW not in paper
    name, content = name_of_file(client, report, "paper")
    document = Document(io.BytesIO(content))
    assert OLD in name and NEW not in name
    assert document.core_properties.author == OLD
    assert OLD in document.core_properties.title
    assert OLD in name_of_file(client, report, "tables")[0]


def test_a_draft_and_one_that_came_back_follow(cast, as_user, report):
    rename()
    assert NEW in printed(as_user(cast.county), report)
    report.submit(cast.unit)
    report.send_back(cast.county, "请补数字")
    rename("县农水局")
    again = QuarterlyReport.objects.get(pk=report.pk)
    assert again.names["unit"] == "县农水局"
    again.submit(cast.unit)
    assert [version.names["unit"] for version in again.versions.all()] == ["县农水局", NEW]


def test_the_countys_report_and_a_circular_keep_theirs(cast, report):
    county = cast.places.county
    upward = begin(county, Q2, cast.county)
    upward.sections = dict.fromkeys(upward.outline, "写明。")
    upward.save()
    circular = open_circular(cast.township, county, cast.places.town, Month(2026, 5), NOON.date())
    draft = open_circular(cast.township, county, cast.places.town, Month(2026, 6), NOON.date())
    upward.sign(cast.county, "邓建军")
    circular.issue(cast.township, date(2026, 7, 3))
    County.objects.filter(pk=county.pk).update(name="新县")
    Township.objects.filter(pk=cast.places.town.pk).update(name="新镇")
    assert CountyReport.objects.get(pk=upward.pk).county_name == "紫金县"
    kept, following = (Circular.objects.get(pk=each.pk) for each in (circular, draft))
    assert "龙窝镇" in kept.issuer and "龙窝镇" in str(kept)
    assert "新镇" in following.issuer and "新镇" in str(following)


def test_papers_sent_before_keep_the_names_of_today(cast, report):
    report.submit(cast.unit)
    ReportVersion.objects.update(names={})
    [file] = Path(migrations.__file__).parent.glob("*_names_of_papers.py")
    importlib.import_module(f"cadres.migrations.{file.stem}").keep_names(apps, None)
    rename()
    assert QuarterlyReport.objects.get(pk=report.pk).names == {"county": "紫金县", "unit": OLD}
