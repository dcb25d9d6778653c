"""A clerk's first scheme: a mistake and its red cell, a trial, a period, a changed fact."""

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from .phones import press

pytestmark = pytest.mark.browser

CODE, PERIOD, QUARTER = "ZJ-TRY-2026", "2026-Q3", "2026年第3季度"
WRONG, RIGHT = "3O", "30"
ROWS = [
    ("办法", CODE, "村级试行办法", "100", "合计", "", "subject=village; year=2026", "", "", ""),
    ("类别", "1", "班子建设", "60", "合计", "", "", "", "季", "二(一)"),
    ("指标", "1.1", "书记主任一肩挑", WRONG, "达标", "branch.one_shoulder", "when=>=1", "", "", ""),
    ("指标", "1.2", "交叉任职", "30", "按比例", "branch.cross_appointment_rate", "target=75"),
    ("类别", "2", "办事", "40", "合计", "", "", "", "季", "二(四)"),
    ("指标", "2.1", "民情按时答复", "20", "按比例", "matters.on_time_rate", "target=100"),
    ("指标", "2.2", "班子评价", "20", "评分", "try_score", "missing=fixed:10", "县委组织部"),
    ("加分", "7", "表彰", "5", "计分", "try_praise", "each=5; missing=zero", "", "季"),
    ("否决", "V1", "财务违规", "", "", "try_fraud", "effect=cap:合格", "县纪委", "季"),
    ("等次", "A", "优秀", "", "", "", "when=percent>=90; quota=20%", "", "季"),
    ("等次", "B", "合格", "", "", "", "", "", "季"),
    ("结果运用", "O1", "提醒谈话", "", "", "", "when=total<60 & bottom=1", "", "季"),
]


def fill(path):
    """Write the rows under the header of the template, in its own column order."""
    book = load_workbook(path)
    names = [cell.value for cell in book.worksheets[0][1]]
    order = ("层级", "编号", "名称", "分值", "方法", "数据项", "参数", "评分主体", "周期", "依据")
    for number, row in enumerate(ROWS, start=2):
        for name, text in zip(order, row, strict=False):
            book.worksheets[0].cell(number, names.index(name) + 1).value = text or None
    book.save(path)
    return len(book.sheetnames)


def red_cells(path):
    """{(row, column): comment} of the marked workbook."""
    sheet = load_workbook(path).worksheets[0]
    cells = (cell for row in sheet.iter_rows() for cell in row if cell.comment)
    return {cell.coordinate: (cell.fill.start_color.rgb, cell.comment.text) for cell in cells}


def download(page, name, path):
    with page.expect_download() as download:
        page.get_by_role("link", name=name).click()
    download.value.save_as(path)
    return path


def upload(page, path):
    page.get_by_label("表格").set_input_files(path)
    page.get_by_role("button", name="检查文件").click()


def test_a_clerk_writes_tries_and_runs_a_first_scheme(visit, tmp_path):
    page = visit("county")
    page.get_by_role("link", name="考核", exact=True).click()
    page.get_by_role("link", name="导入考核办法").click()
    table = download(page, "下载模板", tmp_path / "办法.xlsx")
    assert fill(table) > 2
    upload(page, table)

    # The mistake is told with its remedy, and stands red in the workbook that comes back.
    expect(page.get_by_role("alert")).to_contain_text("第 4 行「分值」")
    marked = download(page, "下载标红的工作簿", tmp_path / "标出.xlsx")
    assert list(red_cells(marked)) == ["D4"]
    colour, comment = red_cells(marked)["D4"]
    assert colour == "FFF4B6AE" and "不是数字" in comment
    book = load_workbook(marked)
    book.worksheets[0]["D4"].value = RIGHT
    book.save(marked)
    upload(page, marked)
    page.get_by_role("button", name="入库 12 行").click()
    expect(page.get_by_role("status").first).to_contain_text("12")

    # Tried on last year's facts; nothing is saved.
    page.get_by_role("link", name="试算").click()
    page.get_by_label("用哪一期的数据").select_option("2025")
    page.get_by_role("button", name="试算").click()
    expect(page.get_by_role("heading", name="谁升谁降")).to_be_visible()
    expect(page.locator("main")).to_contain_text("第 1–50 行，共 303 行")

    # A period is opened and graded; the card says each point.
    page.get_by_role("link", name=CODE).click()
    page.get_by_label("开启周期").select_option(PERIOD)
    page.get_by_role("button", name="冻结并开启").click()
    expect(page.get_by_role("status").first).to_contain_text("冻结")
    grade(page)
    press(page, page.get_by_role("link", name="看结果"))
    page.goto(f"{page.url}?q=城西村")
    page.locator("table.reg").get_by_role("link", name="城西村").click()
    expect(page.locator("main")).to_contain_text("缺「班子评价」，按办法处理，得 10")

    # One fact changed: before anything is saved the page says who moves, and from what to what.
    page.goto(f"/assessments/schemes/{CODE}/")
    page.get_by_role("listitem").filter(has_text=QUARTER).get_by_role("link", name="评分").click()
    page.get_by_role("row").filter(has_text="城西村").locator("input.in-v").first.fill("20")
    press(page, page.get_by_role("button", name="保存评分"))
    expect(page.get_by_role("status").first).to_be_visible()
    page.goto(f"/assessments/{CODE}/{PERIOD}/grade/")
    moves = page.locator("table.reg tbody tr").first
    expect(moves).to_contain_text("城西村")
    expect(moves).to_contain_text("合格 → 优秀")
    page.get_by_role("button", name="计分").click()
    expect(page.locator("main")).to_contain_text("已完成")
    assert [fault for fault in page.faults if "422" not in fault] == []  # the mistake's answer


def grade(page):
    press(page, page.locator("aside").get_by_role("link", name=QUARTER).first)
    press(page, page.get_by_role("button", name="计分"))
