"""Tables in: a file becomes a `Sheet` of typed rows with every fault named in one pass.

    sheet = read(upload, columns)        csv or xlsx; a path, bytes or an uploaded file
    sheet.rows[0]["value"]               typed value; None when the cell is empty or faulty
    sheet.faults                         [Fault(row, column, found, remedy)]; nothing is raised
    mark(upload, sheet.faults)           the same workbook as xlsx bytes, bad cells red

Rows are numbered as in the file; the header is row 1. A fault of the file as a whole has row 0.
"""

import io
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from . import cells, workbooks
from .cells import Spoilt
from .merged import Merged, split
from .workbooks import Unreadable

LISTED = 500  # faults listed on a page or a terminal; all are counted
RED = PatternFill("solid", start_color="FFF4B6AE")


@dataclass(frozen=True)
class Column:
    """A column: `name` and `label` are its English and Chinese headers, both accepted.

    `parse` turns the cell's text into a value or raises BadCell. `optional` columns may be absent
    from the file; a `blank` cell is allowed (optional columns always allow it). A merged cell of a
    `shared` column holds for each row it covers; elsewhere those rows are refused.
    """

    name: str
    label: str
    parse: Callable = cells.text()
    optional: bool = False
    blank: bool = False
    shared: bool = False

    @property
    def may_be_blank(self):
        return self.blank or self.optional

    @property
    def header(self):
        """The header of templates in the language of the reader."""
        return self.name if (get_language() or "").startswith("en") else self.label


@dataclass(frozen=True)
class Fault:
    """One wrong cell, or row when `column` is empty.

    As text: 第 14 行「分值」: 12,5 不是数字。写成 12.5。

    `column` is Column.name, `header` the header as it stands in the file.
    """

    row: int
    column: str
    found: str
    remedy: str
    header: str = ""

    def __str__(self):
        said = f"{self.found}{'' if self.found.endswith('。') else ' '}{self.remedy}".strip()
        place = {"row": self.row, "column": self.header or self.column, "said": said}
        if not self.row:
            return said
        if not self.column:
            return _("Row %(row)d: %(said)s") % place
        return _("Row %(row)d “%(column)s”: %(said)s") % place


@dataclass
class Row:
    """One row: `row["value"]` is typed, None when empty or faulty; `text` gives '' instead."""

    number: int
    values: dict

    def __getitem__(self, name):
        return self.values.get(name)

    def text(self, name):
        return self.values.get(name) or ""


@dataclass
class Sheet:
    """What was read. `rows` holds every row that is not blank, the faulty ones too."""

    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    blank: int = 0
    headers: dict[str, str] = field(default_factory=dict)  # {Column.name: header in the file}

    @property
    def rows_read(self):
        return len(self.rows) + self.blank

    def has(self, name):
        """Whether the file has the column (an absent column changes nothing on import)."""
        return name in self.headers

    def fault(self, row, column, found, remedy):
        """The Fault of a row number and a column name, with the header as it stands in the file."""
        return Fault(row, column, found, remedy, self.headers.get(column, ""))


def read(upload, columns):
    """The Sheet of a csv or xlsx file. Never raises on content: see `Sheet.faults`."""
    sheet = Sheet()
    try:
        lines, sheet.warnings = workbooks.rows(workbooks.content(upload))
    except Unreadable as refusal:
        sheet.faults.append(sheet.fault(0, "", str(refusal), ""))
        return sheet
    places = _places(lines[0], columns, sheet)
    if not sheet.faults:
        for number, line in enumerate(lines[1:], start=2):
            _read_row(sheet, number, line, places)
    return sheet


def _key(header):
    return header.strip(workbooks.INVISIBLE + "*").lower()


def _places(header, columns, sheet):
    """[(Column, index in the file)]; notes missing, doubled and unknown columns."""
    wanted = {_key(name): column for column in columns for name in (column.name, column.label)}
    places = {}
    for index, shown in enumerate(header):
        column = wanted.get(_key(shown))
        if column is None:
            if shown:
                said = _("The column “%(name)s” is not known and was left out.")
                sheet.warnings.append(said % {"name": shown[:40]})
        elif column in places:
            twice = _("This column stands twice."), _("Keep one of them.")
            sheet.faults.append(sheet.fault(1, column.name, *twice))
        else:
            places[column] = index
            sheet.headers[column.name] = shown
    for column in columns:
        if column not in places and not column.optional:
            found = _("The column “%(name)s” is missing.") % {"name": column.header}
            remedy = _("Use the header of the template in row 1.")
            sheet.faults.append(sheet.fault(1, "", found, remedy))
    return list(places.items())


def _read_row(sheet, number, line, places):
    if not any(line):
        sheet.blank += 1
        return
    row = Row(number, {})
    for column, index in places:
        shown = line[index] if index < len(line) else ""
        try:
            row.values[column.name] = _value(column, shown)
        except cells.BadCell as bad:
            sheet.faults.append(sheet.fault(number, column.name, bad.found, bad.remedy))
    sheet.rows.append(row)


def _value(column, shown):
    if isinstance(shown, Merged) and not column.shared:
        shown = split(shown, shown.range)
    if isinstance(shown, Spoilt):
        raise cells.BadCell(shown.found, shown.remedy)
    if shown:
        return column.parse(shown)
    if not column.may_be_blank:
        raise cells.BadCell(_("It is empty."), _("Fill it in."))
    return None


def mark(upload, faults):
    """The file as xlsx bytes with each faulty cell red and the remedy as a comment."""
    data = workbooks.content(upload)
    book = (
        workbooks.open_book(data) if data.startswith(b"PK") else _book_of(workbooks.rows(data)[0])
    )
    sheet = workbooks.visible_sheet(book)
    index = {
        str(cell.value).strip(workbooks.INVISIBLE): cell.column for cell in sheet[1] if cell.value
    }
    said = defaultdict(list)
    for fault in faults:
        said[max(fault.row, 1), index.get(fault.header, 1)].append(f"{fault.found} {fault.remedy}")
    for (row, column), sentences in said.items():
        cell = _shown(sheet, sheet.cell(row, column))
        cell.fill = RED
        cell.comment = Comment("\n".join(sentences), _("Import"), width=260)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _shown(sheet, cell):
    """The cell itself, or the first of the merged cells that hide it."""
    if not isinstance(cell, MergedCell):
        return cell
    merged = next(each for each in sheet.merged_cells.ranges if cell.coordinate in each)
    return sheet.cell(merged.min_row, merged.min_col)


def _book_of(lines):
    """A workbook of text cells: no cell of a csv may become a formula."""
    book = Workbook()
    for number, line in enumerate(lines, start=1):
        for index, shown in enumerate(line, start=1):
            if shown:
                cell = book.worksheets[0].cell(number, index)
                cell.value, cell.data_type = cells.CONTROL.sub("", shown), "s"
    return book
