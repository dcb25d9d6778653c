"""A table in an official paper: ruled, its head on every page, rows that do not break."""

from decimal import Decimal

from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Pt, Twips

from .layout import element, off_the_grid, typeset

SIZE = 12
ROW = 454  # twips: 0.8 cm
WIDTH = 8845  # twips: 156 mm


def add_table(document, header, rows, font, head_font):
    """`rows` of text and numbers; a number stands at the right, None is —."""
    table = document.add_table(rows=0, cols=len(header))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    _add(table, header, head_font, lambda value: ALIGN.CENTER)
    table.rows[0]._tr.get_or_add_trPr().append(element("w:tblHeader"))
    for row in rows:
        _add(table, row, font, _place)
    for column, width in zip(table.columns, _widths([header, *rows]), strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
    return table


def _widths(rows):
    """Shares of the text's width by the longest cell of each column, 3 to 14 characters; the head
    may break into two lines."""
    head, *body = rows
    longest = [
        max(_length(label) / 2 + 1, *(_length(row[at]) for row in body), 3)
        for at, label in enumerate(head)
    ]
    bounded = [min(length, 14) for length in longest]
    return [Twips(round(WIDTH * length / sum(bounded))) for length in bounded]


def _length(value):
    return sum(0.5 if character.isascii() else 1 for character in str(value)) + 1


def _place(value):
    return ALIGN.RIGHT if _is_number(value) else ALIGN.LEFT


def _is_number(value):
    return isinstance(value, (int, Decimal))


def _add(table, values, font, place):
    row = table.add_row()
    properties = row._tr.get_or_add_trPr()
    properties.append(element("w:cantSplit"))
    properties.append(element("w:trHeight", val=ROW, hRule="atLeast"))
    for cell, value in zip(row.cells, values, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.alignment = place(value)
        paragraph.paragraph_format.line_spacing = Pt(18)
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        off_the_grid(paragraph)
        typeset(paragraph.add_run("—" if value is None else str(value)), font, SIZE)
