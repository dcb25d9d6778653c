"""A quarter's reports by real clicks: opened, written, handed in, returned, mended, accepted, and
compiled into the county's own, whose Word file adds up."""

import re
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from docx import Document
from playwright.sync_api import expect

from tests.browser.conftest import ROOT
from tests.browser.phones import press

pytestmark = pytest.mark.browser

QUARTER, PERIOD = "2026年第3季度", "2026-Q3"
# A quarter is handed in when it is over; of the demo's last one nothing has been written yet.
UNWRITTEN = f"""
from datetime import timedelta
from django.utils import timezone
from cadres.models import CountyReport, QuarterlyReport, ReportPeriod
for model in (CountyReport, QuarterlyReport):
    model.objects.filter(period="{PERIOD}").delete()
last = timezone.localdate() + timedelta(days=9)
days = dict.fromkeys(("due_on", "late_until", "closes_on"), last)
ReportPeriod.objects.filter(period="{PERIOD}").update(**days)
"""
TYPED = {
    "典型事例": "合作社试种春甜桔二十亩，工作队请来县里的农技员，剪枝示范到户；头一年保本，第二年每"
    "亩增收八百元，邻村三户跟着种。做法是先种给人看，再带着大家干。",
    "存在问题": "一是三处渠道水毁，村里无力修复，已报镇里；二是两名后备干部年龄偏大，要重新物色。",
    "下一步打算": "十二月底前修好三处渠道，驻村组长负责。\n年底前补齐后备干部，村支部书记负责。",
}
MENDED = "三是冬修水利的资金缺口五万元，卡在县水务局，已请求拨付。"
OF_UNIT = {
    "组织领导": "局党组研究驻村工作两次，局长到村一次，定下村道路灯项目。",
    "关心驻村干部": "补助按月发放，组织体检一次，走访家属五户。",
    "存在问题": "村道路灯后续管护经费没有着落。",
    "下一步打算": "年底前落实路灯管护人，联络员负责。",
}


@pytest.fixture(scope="module", autouse=True)
def _unwritten(site, site_env, tmp_path_factory):
    """For these walks only: afterwards the county has its reports of the quarter again."""
    live = site_env["DATABASE_URL"].removeprefix("sqlite:///")
    kept = tmp_path_factory.mktemp("kept") / "demo.sqlite3"
    copy(live, kept)
    command = [sys.executable, "manage.py", "shell", "-c", UNWRITTEN]
    subprocess.run(command, cwd=ROOT, env=site_env, check=True)
    yield
    copy(kept, live)


def copy(source, target):
    """One SQLite database over another, which may be in use."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def quiet(page):
    assert not page.faults, page.faults


def open_quarter(page):
    """The county opens the quarter from the list of reports."""
    page.get_by_role("link", name="报告", exact=True).click()
    page.get_by_role("button", name=f"开始{QUARTER}").click()
    expect(page.get_by_role("status").first).to_contain_text(QUARTER)


def own_report(page):
    page.goto(f"/cadres/reports/?period={PERIOD}")
    press(page, page.locator("table.reg tbody a").first)


def write(page, texts):
    """Fill the boxes, answer every promise of last time, save."""
    press(page, page.get_by_role("link", name="撰写", exact=True))
    for title, text in texts.items():
        page.get_by_label(re.compile(rf"^[一二三四五六七八九十]+\s+{title}$")).fill(text)
    for answer in page.locator(".promise select").all():
        answer.select_option("done")
    press(page, page.locator("main form button[type=submit]").first)


def confirm_all(page):
    """Agree with the numbers, section by section."""
    buttons = page.get_by_role("button", name=re.compile("^认可"))
    for left in range(buttons.count(), 0, -1):
        buttons.first.click()
        expect(buttons).to_have_count(left - 1)


def hand_in(page, name):
    page.get_by_role("button", name=name).click()
    expect(page.locator(".head .st")).to_contain_text("待审")


def paper_of(page, path):
    with page.expect_download() as download:
        page.get_by_role("link", name="Word 稿（.docx）").click()
    download.value.save_as(path)
    return Document(path)


def length(texts):
    return sum(len(re.sub(r"\s", "", text)) for text in texts)


def accept(county, address):
    county.goto(address)
    county.get_by_role("button", name="通过").click()
    expect(county.locator(".head .st")).to_contain_text("已通过")


def test_a_townships_report_goes_from_draft_to_the_countys_own(visit, tmp_path):
    county, clerk = visit("county"), visit("township")
    open_quarter(county)
    own_report(clerk)
    expect(clerk.get_by_role("button", name="提交", exact=False).first).to_be_disabled()
    write(clerk, TYPED)
    confirm_all(clerk)
    hand_in(clerk, re.compile("^提交"))

    county.goto(clerk.url)
    county.get_by_role("link", name="退回", exact=False).click()
    county.get_by_label("存在问题").fill("请写明资金缺口和卡在谁手里。")
    press(county, county.locator("main form button.btn-primary"))
    clerk.reload()
    expect(clerk.locator("#s-problems .notice-back")).to_contain_text("请写明资金缺口")
    write(clerk, {"存在问题": TYPED["存在问题"] + MENDED})
    hand_in(clerk, re.compile("提交"))
    clerk.get_by_role("link", name="第 1 次提交稿").click()
    expect(clerk.locator("table.versus mark").first).to_contain_text("资金缺口")
    clerk.go_back()

    accept(county, clerk.url)
    clerk.goto(f"{clerk.url.split('#')[0]}print/")
    document = paper_of(clerk, tmp_path / "township.docx")
    body = length(each.text for each in document.paragraphs)
    typed = length([*TYPED.values(), MENDED])
    assert any(MENDED in each.text for each in document.paragraphs)
    assert 3 * typed <= body, f"{typed} characters of {body} were typed"
    check_the_countys(county, tmp_path)
    for page in (county, clerk):
        quiet(page)


def check_the_countys(county, tmp_path):
    """Compiled twice: of the quarter just accepted, and of one in which everybody is in."""
    for quarter, rows in ((QUARTER, 1), ("2026年第2季度", 18)):
        county.goto("/cadres/reports/county/")
        county.get_by_role("button", name=f"汇总 {quarter}").click()
        document = paper_of(county, tmp_path / f"{rows}.docx")
        head, *towns, last = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
        assert len(towns) == rows
        for at in range(1, len(head)):
            assert sum(int(row[at]) for row in towns) == int(last[at])
    expect(county.locator("main")).to_contain_text("合计")


def test_a_liaisons_report_is_accepted(visit):
    county, liaison = visit("county"), visit("unit", "phone")
    open_quarter(county)
    own_report(liaison)
    write(liaison, OF_UNIT)
    confirm_all(liaison)
    hand_in(liaison, re.compile("^提交"))
    accept(county, liaison.url)
    liaison.reload()
    expect(liaison.locator(".head .st")).to_contain_text("已通过")
    for page in (county, liaison):
        quiet(page)
