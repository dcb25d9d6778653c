"""What a sheet of a workbook says beside its cells: merged ranges, hidden rows and columns.

The reader of large workbooks (openpyxl, read-only) passes over them. Here the sheet's XML is read a
second time, without building a tree, and only where the file speaks of them at all.
"""

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from openpyxl.utils.cell import range_boundaries

SPEAKS = re.compile(rb"mergeCell|hidden=")
MOST_MERGED = 100_000  # ranges; a table of 20,000 rows has fewer
TRUE = {"1", "true"}


@dataclass
class Marks:
    """`merged` is {E2:E4: (first column, first row, last column, last row)}; all count from 1."""

    merged: dict[str, tuple[int, int, int, int]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def marks(xml, max_row, max_column):
    """The Marks of a sheet, within so many rows and columns.

    Raises ValueError or expat.ExpatError on what no honest sheet says.
    """
    sheet = _Sheet(max_row, max_column)
    if SPEAKS.search(xml):
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = sheet.start
        parser.StartDoctypeDeclHandler = _refuse
        parser.Parse(xml, True)
    return sheet.marks


def _refuse(*_declared):
    raise ValueError("a sheet declares no document type")


class _Sheet:
    """Takes down what is of interest, element by element."""

    def __init__(self, max_row, max_column):
        self.marks, self.row = Marks(), 0
        self.max_row, self.max_column = max_row, max_column
        self.known = {"row": self._row, "col": self._columns, "mergeCell": self._merged}

    def start(self, tag, given):
        note = self.known.get(tag.rpartition(" ")[2])
        if note:
            note(given)

    def _row(self, given):
        self.row = int(given.get("r", self.row + 1))
        if given.get("hidden") in TRUE and self.row <= self.max_row:
            self.marks.hidden_rows.add(self.row)

    def _columns(self, given):
        if given.get("hidden") in TRUE:
            last = min(int(given["max"]), self.max_column)
            self.marks.hidden_columns.update(range(int(given["min"]), last + 1))

    def _merged(self, given):
        left, top, right, bottom = range_boundaries(given["ref"])
        if right < left or bottom < top:
            raise ValueError("a range runs backwards")
        if top > self.max_row or left > self.max_column:
            return
        most = min(right, self.max_column), min(bottom, self.max_row)
        self.marks.merged[given["ref"]] = left, top, *most
        if len(self.marks.merged) > MOST_MERGED:
            raise ValueError("too many merged ranges")
