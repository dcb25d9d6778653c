"""The empty workbook of a kind of table: headers to fill under, and a sheet that explains them."""

import io

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from .workbooks import NOTES_ZH


def template(importer):
    """xlsx bytes. The example stands on the second sheet: nobody imports it by mistake."""
    book = Workbook()
    table = book.active
    table.title = str(importer.label)[:31]
    table.append([column.header for column in importer.columns])
    table.freeze_panes = "A2"
    for index, cell in enumerate(table[1], start=1):
        cell.font = Font(bold=True)
        letter = get_column_letter(index)
        table.column_dimensions[letter].width = 18
        table.column_dimensions[letter].number_format = "@"  # long codes stay whole
    _explain(book.create_sheet(NOTES_ZH), importer)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _explain(sheet, importer):
    sheet.append([_("Column"), "", _("Needed"), _("Example")])
    examples = (*importer.example, *[""] * len(importer.columns))
    for column, example in zip(importer.columns, examples, strict=False):
        needed = _("may be empty") if column.may_be_blank else _("needed")
        sheet.append([column.label, column.name, needed, example])
    sheet.append([])
    for note in importer.notes:
        sheet.append([str(note)])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for letter, width in zip("ABCD", (16, 18, 12, 30), strict=True):
        sheet.column_dimensions[letter].width = width
    for (cell,) in sheet.iter_rows(max_col=1):
        cell.alignment = Alignment(vertical="top")
