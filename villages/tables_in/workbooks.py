"""Files as rows of text: csv (UTF-8 or GB18030) and xlsx, with every hostile shape refused.

A row is a list of `str`; a cell that cannot be taken at its word is a `Spoilt` with the reason.
"""

import csv
import io
import re
import zipfile
from datetime import date, datetime, time
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from openpyxl import load_workbook

from .cells import Spoilt, plain
from .marks import marks
from .merged import spread

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED = 100 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 100
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
INVISIBLE = " \t\r\n\u3000\xa0\u200b\u200e\u200f\ufeff"
CJK_3_BYTES = re.compile(rb"[\xe4-\xe9][\x80-\xbf][\x80-\xbf]")
NOTES_ZH = "说明"  # how the titles of the other sheets of our own templates begin


class Unreadable(Exception):
    """The file as a whole is refused; the text says why and what to do."""


def content(upload):
    """The bytes of a path, an upload or bytes; raises Unreadable when there are too many."""
    if isinstance(upload, bytes):
        data = upload
    elif hasattr(upload, "read"):
        upload.seek(0)
        data = upload.read(MAX_BYTES + 1)
    else:
        with open(upload, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise Unreadable(_("The file is larger than 10 MB. Split it."))
    if not data.strip():
        raise Unreadable(_("The file is empty. Start from the template."))
    return data


def rows(data):
    """(rows, warnings): the rows of a file as lists of text, trailing blank rows included."""
    if data.startswith(OLE):
        raise Unreadable(_ole(data))
    found, warnings = _xlsx_rows(data) if data.startswith(b"PK") else (_csv_rows(data), [])
    if not found:
        raise Unreadable(_("The file is empty. Start from the template."))
    return found, warnings


def _ole(data):
    if "EncryptedPackage".encode("utf-16-le") in data:
        return _("The workbook has a password. Save it again without one.")
    return _("This is an old Excel file (.xls). Save it as .xlsx.")


def _csv_rows(data):
    text = _decode(data)
    if text.lstrip().startswith("<"):
        raise Unreadable(_("This is a web page, not a table. Save it as .xlsx."))
    first = text.partition("\n")[0]
    delimiter = max(",\t;", key=first.count)
    try:
        found = []
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            found.append([cell.strip(INVISIBLE) for cell in row[:MAX_COLUMNS]])
            _stop_at_limit(found)
    except csv.Error:
        line = len(found) + 1
        raise Unreadable(
            _("The quotation marks from row %(n)d on do not match. Save the file as .xlsx.")
            % {"n": line}
        ) from None
    return found


def _decode(data):
    if b"\x00" in data[:4096] or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable(_("This is not a csv file in UTF-8 or GBK. Save it as .xlsx."))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        broken = error.start
    # Chinese in UTF-8 before the break: damaged UTF-8, which GB18030 would read as other words.
    if not CJK_3_BYTES.search(data[:broken]):
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError as error:
            broken = error.start
    line = data[:broken].count(b"\n") + 1
    raise Unreadable(
        _("Row %(n)d holds damaged characters. Save the file again as .xlsx.") % {"n": line}
    )


def _stop_at_limit(found):
    if len(found) > MAX_ROWS + 1 and any(found[-1]):
        raise Unreadable(_("More than 20,000 rows. Split the file."))


def open_book(data, **options):
    """An openpyxl workbook of checked bytes; raises Unreadable."""
    _inspect(data)
    try:
        return load_workbook(io.BytesIO(data), keep_links=False, **options)
    except Exception as error:  # a broken workbook raises nearly anything out of the reader
        raise Unreadable(_("The workbook is damaged. Open it, save it as .xlsx again.")) from error


def _inspect(data):
    """Refuse what should not even be unpacked. The reader never unpacks more than is declared."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise Unreadable(_("The file arrived incomplete. Send it again.")) from error
    names = {member.filename for member in members}
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        raise Unreadable(_("The workbook unpacks to more than 100 MB. Split it."))
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable(_("The workbook has a password. Save it again without one."))
    if len(names) != len(members) or "xl/workbook.xml" not in names:
        raise Unreadable(_("This is not an Excel workbook (.xlsx). Save it as .xlsx."))


def _xlsx_rows(data):
    book = open_book(data, read_only=True, data_only=True)
    try:
        sheet = visible_sheet(book)
        found = _cells(sheet)
        warnings = _unread(book, sheet)
        _spoil_formulas(data, found)
        if found:
            beside = marks(_xml(sheet), len(found), MAX_COLUMNS)
            spread(found, beside.merged, MAX_COLUMNS)
            warnings += _hidden(found, beside)
    except Unreadable:
        raise
    except Exception as error:  # as in open_book: sheets are parsed while they are read
        raise Unreadable(_("The workbook is damaged. Open it, save it as .xlsx again.")) from error
    finally:
        book.close()
    return found, warnings


def visible_sheet(book):
    """The first sheet that whoever opens the workbook sees; raises Unreadable."""
    if not book.worksheets:
        raise Unreadable(_("The workbook has no sheet. Start from the template."))
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            return sheet
    raise Unreadable(_("All sheets are hidden. Unhide the one to be read."))


def _xml(sheet):
    with sheet._get_source() as stream:
        return stream.read()


def _unread(book, sheet):
    """Which sheets were not read, but for our own notes."""
    others = [
        each
        for each in book.worksheets
        if each is not sheet and not each.title.startswith(NOTES_ZH)
    ]
    shown = [each.title for each in others if each.sheet_state == "visible"]
    hidden = [each.title for each in others if each.sheet_state != "visible"]
    only = _("Only the sheet “%(sheet)s” was read, not: %(names)s.")
    unseen = _("Hidden sheets were not read: %(names)s.")
    return [
        said % {"sheet": sheet.title, "names": ", ".join(names)}
        for said, names in ((only, shown), (unseen, hidden))
        if names
    ]


def _hidden(found, beside):
    """Which rows and columns were read though nobody sees them."""
    rows = [row for row in sorted(beside.hidden_rows) if row > 1 and any(found[row - 1])]
    header = enumerate(found[0], start=1)
    columns = [str(name) for at, name in header if name and at in beside.hidden_columns]
    said = []
    if rows:
        read = ngettext(
            "%(n)d hidden row was read: row %(rows)s.",
            "%(n)d hidden rows were read: rows %(rows)s.",
            len(rows),
        )
        said.append(read % {"n": len(rows), "rows": _ranges(rows)})
    if columns:
        said.append(_("Hidden columns were read: %(names)s.") % {"names": ", ".join(columns)})
    return said


def _ranges(rows):
    """[3, 5, 6, 7] → 3, 5–7"""
    ends = []
    for row in rows:
        if ends and ends[-1][1] == row - 1:
            ends[-1][1] = row
        else:
            ends.append([row, row])
    return ", ".join(f"{a}" if a == b else f"{a}–{b}" for a, b in ends)


def _cells(sheet):
    sheet.reset_dimensions()
    found, kept, gap = [], 0, None
    for row in sheet.iter_rows(max_col=MAX_COLUMNS):
        # Rows that the file leaves out come as one and the same tuple, a million times if need be.
        found.append([] if row is gap else [cell_text(cell) for cell in row])
        gap = row
        if any(found[-1]):
            kept = len(found)
            _stop_at_limit(found)
        else:
            found[-1] = []
    blank = len(found) - kept
    return found[:kept] + [[]] * min(blank, MAX_ROWS)


def cell_text(cell):
    """A cell as its exact text, as a person would type it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (int, float)):
        return _number(value, cell.number_format or "")
    text = str(value).strip(INVISIBLE)
    if cell.data_type == "e":
        return Spoilt(
            text, _("The formula fails: %(text)s.") % {"text": text}, _("Type the value.")
        )
    return text


def _number(value, number_format):
    if abs(value) >= 10**15:
        remedy = _("Set the cell to text and type all digits again.")
        return Spoilt(f"{value:.0f}", _("Excel has lost digits of this number."), remedy)
    # 15 significant digits are what Excel itself shows; the rest is binary noise.
    exact = Decimal(f"{value:.15g}")
    return f"{plain(exact * 100)}%" if "%" in number_format else plain(exact)


def _spoil_formulas(data, found):
    """A formula that was never calculated has no value: say so instead of reading it as empty."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/")]
        if not any(b"<f" in package.read(name) for name in sheets):
            return
    book = open_book(data, read_only=True)
    sheet = visible_sheet(book)
    sheet.reset_dimensions()
    for index, row in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS)):
        for at, cell in enumerate(row):
            if cell.data_type == "f" and index < len(found) and not _has(found[index], at):
                line = found[index] = list(found[index]) + [""] * (at + 1 - len(found[index]))
                line[at] = Spoilt(
                    str(cell.value), _("The formula has no value yet."), _("Paste it as a value.")
                )
    book.close()


def _has(row, at):
    return at < len(row) and bool(row[at])
