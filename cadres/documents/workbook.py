"""An annex as an Excel workbook that prints as an official paper (form 11.7): A4 landscape,
小标宋 title, 仿宋 body, merged group cells, the head on every page.
"""

import io

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from accounts.sheets import XLSX

TITLE = Font(name="方正小标宋简体", size=18)
LABEL = Font(name="黑体", size=14)
HEAD = Font(name="黑体", size=10)
BODY = Font(name="仿宋_GB2312", size=10)
SUM = Font(name="仿宋_GB2312", size=10, bold=True)
THIN, THICK = Side(style="thin"), Side(style="medium")
GRID = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
HEAD_ROW = 4


def build(*annexes):
    """Workbook with one sheet for each annex."""
    book = Workbook()
    book.remove(book.active)
    for annex in annexes:
        _fill(book.create_sheet(annex.name), annex)
    return book


def as_bytes(book):
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(sheet, annex):
    width = len(annex.columns)
    _top(sheet, annex, width)
    row = _body(sheet, annex, HEAD_ROW + 1)
    _write(sheet, row, 1, annex.total, SUM, annex.columns)
    _page(sheet, annex, row)


def _top(sheet, annex, width):
    draft = _("(draft)") if annex.is_draft else ""
    _put(sheet.cell(1, 1), f"{annex.name}{draft}", LABEL, LEFT)
    _put(sheet.cell(2, 1), annex.title, TITLE, MIDDLE)
    sheet.merge_cells(start_row=2, start_column=1, end_row=2, end_column=width)
    _put(sheet.cell(3, 1), _("Unit: %(organ)s") % {"organ": annex.organ}, BODY, LEFT)
    sheet.merge_cells(start_row=3, start_column=1, end_row=3, end_column=width // 2)
    right = sheet.cell(3, width // 2 + 1)
    _put(right, annex.on, BODY, Alignment(horizontal="right", vertical="center"))
    sheet.merge_cells(start_row=3, start_column=right.column, end_row=3, end_column=width)
    for index, column in enumerate(annex.columns, 1):
        _put(sheet.cell(HEAD_ROW, index), column.label, HEAD, MIDDLE).border = GRID
        sheet.column_dimensions[get_column_letter(index)].width = column.width
    sheet.row_dimensions[2].height = 34
    sheet.row_dimensions[HEAD_ROW].height = 30


def _body(sheet, annex, row):
    """Write the groups; returns the row after the last."""
    for group in annex.groups:
        first, wide = row, len(group.head)
        for index, cells in enumerate(group.rows):
            head = group.head if index == 0 else [None] * wide
            _write(sheet, row, 1, [*head, *cells], BODY, annex.columns)
            row += 1
        if row - first > 1:
            for column in range(1, wide + 1):
                sheet.merge_cells(
                    start_row=first, start_column=column, end_row=row - 1, end_column=column
                )
        if group.foot:
            _write(sheet, row, 1, group.foot, SUM, annex.columns)
            row += 1
    return row


def _write(sheet, row, column, cells, font, columns):
    for index, value in enumerate(cells):
        place = MIDDLE if columns[index].is_number or columns[index].width <= 10 else LEFT
        _put(sheet.cell(row, column + index), value, font, place).border = GRID
    sheet.row_dimensions[row].height = 26


def _put(cell, value, font, alignment):
    """Text is stored as text: a name that begins with = is no formula."""
    cell.value = value if isinstance(value, int) or value is None else str(value)
    if isinstance(value, str):
        cell.data_type = "s"
    cell.font, cell.alignment = font, alignment
    return cell


def _page(sheet, annex, last):
    sheet.freeze_panes = sheet.cell(HEAD_ROW + 1, 1)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet.print_area = f"A1:{get_column_letter(len(annex.columns))}{last}"
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.3
    sheet.page_margins.top = sheet.page_margins.bottom = 0.74
    sheet.oddFooter.center.text = "— &P —"


def download(annex):
    """HttpResponse with the workbook."""
    kind = _("public") if annex.is_public else _("internal")
    name = f"{annex.name} {annex.title} {kind}.xlsx"
    disposition = content_disposition_header(True, name)
    return HttpResponse(
        as_bytes(build(annex)), content_type=XLSX, headers={"Content-Disposition": disposition}
    )
