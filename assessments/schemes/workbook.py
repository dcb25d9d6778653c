"""A 考核办法 as a file: the template that a clerk fills, and any scheme written out again.

    template_xlsx()                                  xlsx bytes: an empty table, explained
    scheme_xlsx(version.rows, "ZJ-VILLAGE-2026")     xlsx bytes: the printed 考核细则
    scheme_csv(version.rows)                         csv bytes (UTF-8 with a mark)

`rows` are [(number, {column: text})] as `Scheme.to_rows()` gives and a SchemeVersion keeps. What is
written is read back by `import_table scheme` to the same rows (SCORING §2). With `chinese=False`
the headers and the names of levels, methods and periods are English; explanations stay Chinese.
"""

import csv
import io
import re
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from accounts.sheets import FORMULA_STARTS
from assessments.scoring import COLUMNS, LEVELS, METHODS, PERIODS
from cadres.documents.workbook import BODY, GRID, HEAD, LEFT, MIDDLE, SUM
from villages.tables_in.workbooks import NOTES_ZH

from . import workbook_guide

NAMED = {"level": LEVELS, "method": METHODS, "period": PERIODS}
WIDTHS = {
    "level": 9,
    "code": 17,
    "name": 26,
    "points": 7,
    "method": 9,
    "fact": 22,
    "params": 34,
    "scorer": 13,
    "period": 6,
    "applies": 14,
    "basis": 34,
}
CENTRED = ("level", "points", "method", "period")
STRONG = ("scheme", "section")
FILLED_ROWS = 500
GROUND = PatternFill("solid", start_color="FFEFECE5")
PLAIN_NUMBER = re.compile(r"(0|[1-9][0-9]{0,9})(\.[0-9]{0,3}[1-9])?")
TEXT = "@"


def template_xlsx(chinese=True):
    """The empty table on the first sheet, for nobody should import an example by mistake; on the
    说明 sheets the methods, the readers this county has, and an example with its sums."""
    book = _book([], "考核办法", chinese)
    for title, names, widths, rows in workbook_guide.sheets():
        _explain(book.create_sheet(f"{NOTES_ZH} {title}"), names, widths, rows)
    return _bytes(book)


def scheme_xlsx(rows, title, chinese=True):
    """The table of a scheme; `title` stands at the head of every printed page."""
    return _bytes(_book(rows, title, chinese))


def scheme_csv(rows, chinese=True):
    """The same as csv. A text that a spreadsheet would run gets an ideographic space in front: it
    no longer begins like a formula, GBK can hold it, and every import strips it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(header(chinese))
    writer.writerows([_inert(cell) for cell in cells(row, chinese)] for _number, row in rows)
    return text.getvalue().encode("utf-8-sig")


def header(chinese):
    return list(COLUMNS.values() if chinese else COLUMNS)


def cells(row, chinese):
    """The eleven texts of a row, named as its header is."""
    names = NAMED if chinese else {}
    return [names.get(column, {}).get(row[column], row[column]) for column in COLUMNS]


def _inert(text):
    return f"\u3000{text}" if text.startswith(FORMULA_STARTS) else text


def _book(rows, title, chinese):
    book = Workbook()
    sheet = book.active
    sheet.title = "考核办法"
    _head(sheet, header(chinese), WIDTHS.values())
    _columns(sheet)
    for _number, row in rows:
        _line(sheet, cells(row, chinese), row["level"] in STRONG)
    _lists(sheet, chinese, max(FILLED_ROWS, len(rows)) + 1)
    _page(sheet, title)
    return book


def _head(sheet, names, widths):
    sheet.append(list(names))
    for cell, width in zip(sheet[1], widths, strict=True):
        cell.font, cell.fill, cell.border, cell.alignment = HEAD, GROUND, GRID, MIDDLE
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.row_dimensions[1].height = 24


def _columns(sheet):
    """How cells look that are yet to be filled; as text a code of 1.10 stays 1.10."""
    for column, letter in zip(COLUMNS, _letters(sheet), strict=True):
        dimension = sheet.column_dimensions[letter]
        dimension.font, dimension.alignment = BODY, _place(column)
        dimension.number_format = "General" if column == "points" else TEXT
    sheet.print_options.gridLines = True


def _place(column):
    return MIDDLE if column in CENTRED else LEFT


def _letters(sheet):
    return [cell.column_letter for cell in sheet[1]]


def _line(sheet, texts, strong):
    row = sheet.max_row + 1
    for index, (column, text) in enumerate(zip(COLUMNS, texts, strict=True), start=1):
        cell = sheet.cell(row, index)
        cell.font, cell.border = SUM if strong else BODY, GRID
        cell.alignment = _place(column)
        _put(cell, text, column == "points")


def _put(cell, text, may_be_number=False):
    """Points are numbers, so that they can be added up; all else is text and no formula."""
    if may_be_number and PLAIN_NUMBER.fullmatch(text):
        cell.value = Decimal(text)
        cell.number_format = "General"
    elif text:
        cell.value, cell.data_type, cell.number_format = text, "s", TEXT


def _lists(sheet, chinese, last):
    """Drop-down lists of levels, methods and periods, down to row `last`."""
    letters = dict(zip(COLUMNS, _letters(sheet), strict=True))
    for column, names in NAMED.items():
        options = ",".join(dict.fromkeys(names.values() if chinese else names))
        rule = DataValidation("list", formula1=f'"{options}"', allow_blank=True)
        rule.showErrorMessage, rule.errorTitle = True, COLUMNS[column]
        rule.error = "请从下拉列表中选择。" if chinese else "Choose from the list."
        rule.add(f"{letters[column]}2:{letters[column]}{last}")
        sheet.add_data_validation(rule)


def _explain(sheet, names, widths, rows):
    _head(sheet, names, widths)
    for row in rows:
        sheet.append([""] * len(names))
        for cell, text in zip(sheet[sheet.max_row], row, strict=True):
            cell.font, cell.border, cell.alignment = BODY, GRID, LEFT
            _put(cell, text)
    _page(sheet, sheet.title)


def _page(sheet, title):
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.oddHeader.center.text = title[:80].replace("&", "&&")  # Excel refuses long ones
    sheet.oddFooter.center.text = "— &P —"


def _bytes(book):
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
