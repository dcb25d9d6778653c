"""Tables out: csv and xlsx downloads in which no cell can become a formula."""

import csv
import io
import re
from datetime import datetime
from decimal import Decimal

from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.http import content_disposition_header
from django.utils.timezone import localtime
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA_STARTS = tuple("=+-@\t\r\n\0＝＋－＠")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def plain(value):
    """A csv cell: text that a spreadsheet would run gets a quote in front, numbers stay numbers."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return stamp(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return value if NUMBER.fullmatch(value) else f"'{value}"
    return value


def stamp(moment):
    """2026-05-08 09:30 by the wall clock here."""
    return date_format(localtime(moment), "Y-m-d H:i")


def csv_bytes(header, rows, encoding="utf-8-sig"):
    """UTF-8, with a mark unless told otherwise, so that a double click opens it in Chinese."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([plain(cell) for cell in row] for row in rows)
    return text.getvalue().encode(encoding)


def xlsx_bytes(header, rows):
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    bold = [WriteOnlyCell(sheet, value=str(name)) for name in header]
    for cell in bold:
        cell.font = Font(bold=True)
    sheet.append(bold)
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _cell(sheet, value):
    if value is None or isinstance(value, (int, float)):
        return value
    if isinstance(value, Decimal):
        cell = WriteOnlyCell(sheet, value=value)
        cell.number_format = number_format(value)
        return cell
    text = stamp(value) if isinstance(value, datetime) else str(value)
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    return cell


def number_format(number):
    """Decimals as they are written, idle zeros after the second left out: 786.50, 786, 1.2345."""
    places = -number.as_tuple().exponent
    if places > 2:
        places = max(2, -number.normalize().as_tuple().exponent)
    return f"0.{'0' * places}" if places > 0 else "General"


def download(name, kind, header, rows):
    """HttpResponse of a table; `kind` is csv or xlsx, `name` without ending."""
    make, content_type = {"csv": (csv_bytes, "text/csv"), "xlsx": (xlsx_bytes, XLSX)}[kind]
    return HttpResponse(
        make(header, rows),
        content_type=content_type,
        headers={"Content-Disposition": content_disposition_header(True, f"{name}.{kind}")},
    )
