"""Each role logs in to the demo county and does its one main thing."""

import re

import pytest
from playwright.sync_api import expect

from .phones import press

pytestmark = pytest.mark.browser

TEXT = "上午参加支委会，商量后备干部人选，提出两名人选。"


def quiet(page):
    assert not page.faults, page.faults


def test_a_cadre_writes_one_entry_however_often_the_button_is_pressed(visit):
    page = visit("cadre", "phone")
    page.get_by_role("link", name="写今天的日记").click()
    page.get_by_text("班子建设").click()
    page.get_by_label("做了什么").fill(TEXT)
    button = page.get_by_role("button", name="写好了，发送")
    button.evaluate("button => { button.click(); button.click(); }")
    expect(page.locator("main")).to_contain_text("收条")
    page.goto("/cadres/diary/")
    expect(page.get_by_text(TEXT)).to_have_count(1)
    quiet(page)


def test_a_draft_outlives_a_closed_page(visit):
    page = visit("cadre", "phone")
    page.goto("/cadres/diary/write/")
    page.get_by_label("做了什么").fill("没写完的一句")
    expect(page.get_by_text(re.compile("已存在手机")).first).to_be_visible()
    again = page.context.new_page()
    page.close()
    again.goto("/cadres/diary/write/")
    expect(again.get_by_label("做了什么")).to_have_value("没写完的一句")


def test_a_township_returns_an_entry_with_a_reason(visit):
    page = visit("township")
    page.goto("/cadres/diary/week/")
    first = page.locator("form").filter(has=page.get_by_role("button", name="退回修改")).first
    first.locator("textarea, input[type=text]").first.fill("请补上参加人。")
    first.get_by_role("button", name="退回修改").click()
    expect(page.locator("main")).to_contain_text("请补上参加人。")
    quiet(page)


def test_the_county_accepts_a_waiting_report(visit):
    page = visit("county")
    page.get_by_role("link", name="季度报告待审").click()
    page.locator("table.reg tbody a").first.click()
    page.get_by_role("button", name=re.compile("通过|接受")).first.click()
    expect(page.locator("main")).to_contain_text("已通过")
    quiet(page)


def test_a_scorer_fills_the_gap_and_the_waiting_card_gets_its_total(visit):
    page = visit("scorer")
    page.goto("/assessments/entry/ZJ-VILLAGE-2026/2026-Q3/")
    page.get_by_role("link", name=re.compile("^九和镇")).click()
    row = page.get_by_role("row", name=re.compile("官坑村"))
    row.locator("input.in-v[value='']").fill("25")
    press(page, page.get_by_role("button", name="保存评分"))
    expect(page.get_by_role("status").first).to_be_visible()
    quiet(page)

    county = visit("county")
    county.goto("/assessments/ZJ-VILLAGE-2026/2026-Q3/grade/")
    expect(county.locator("main")).to_contain_text("官坑村")
    press(county, county.locator("main form button[type=submit]").first)
    county.goto("/assessments/ZJ-VILLAGE-2026/2026-Q3/?q=官坑村")
    expect(county.locator("main")).not_to_contain_text("待定，缺")
    quiet(county)


def test_two_people_editing_one_village_both_keep_their_words(visit):
    first, second = visit("county"), visit("township")
    for page in (first, second):
        page.goto("/villages/441621102223/edit/")
    first.get_by_label("地址").fill("龙窝镇洋头村委会")
    press(first, first.locator("main form button[type=submit]").first)
    second.get_by_label("地址").fill("洋头村上屋")
    second.locator("main form button[type=submit]").click()
    panel = second.locator("section.conflict")
    expect(panel).to_contain_text("龙窝镇洋头村委会")
    expect(panel).to_contain_text("洋头村上屋")


def test_a_leader_reads_and_changes_nothing(visit):
    page = visit("leader")
    expect(page.get_by_role("heading", name="乡镇 × 季度")).to_be_visible()
    assert page.goto("/villages/new/").status == 403


def test_a_liaison_opens_the_card_of_an_own_cadre(visit):
    page = visit("unit")
    page.locator("main table a[href*='/assessments/cards/']").first.click()
    expect(page.get_by_role("heading", name="得分明细")).to_be_visible()
    quiet(page)


def test_the_three_administrators_open_grant_and_read(visit):
    opening = visit("sysadmin")
    opening.get_by_role("link", name="开设账号").click()
    opening.get_by_label("用户名").fill("xinren")
    opening.get_by_label("姓名").fill("新人")
    opening.locator("main form button[type=submit]").click()
    expect(opening.locator("main")).to_contain_text("xinren")
    granting = visit("secadmin")
    granting.goto("/accounts/users/?q=xinren")
    expect(granting.locator("table.reg")).to_contain_text("xinren")
    reading = visit("auditor")
    expect(reading.locator("main")).to_contain_text("xinren")
    for page in (opening, granting, reading):
        quiet(page)
