"""The tables of a report: their names and columns, their sums, and as rows for a file."""

from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook

from cadres.matters.models import Matter

TABLES = {
    "matters": (
        _("Matters by category"),
        [_("Category"), _("Answers due"), _("In time"), _("Too late or overdue")],
    ),
    "teams": (
        _("Work teams in the villages"),
        [_("Village"), _("In post"), _("Days to be there"), _("Days there")],
    ),
}


def sums(tables):
    """{table: [sum of each number column]} of the tables that have rows."""
    return {
        name: [sum(column) for column in list(zip(*rows, strict=True))[1:]]
        for name, rows in tables.items()
        if rows
    }


def spelt(name, rows):
    """The rows with the words of their first column."""
    words = dict(Matter.Category.choices) if name == "matters" else {}
    return [[str(words.get(row[0], row[0])), *row[1:]] for row in rows]


def with_sums(tables):
    """[(title, header, rows, last row)] of the tables that have rows, in the order of TABLES."""
    total = sums(tables)
    return [
        (
            str(TABLES[name][0]),
            [str(label) for label in TABLES[name][1]],
            spelt(name, rows),
            [str(_("Total")), *total[name]],
        )
        for name in TABLES
        if (rows := tables.get(name))
    ]


def workbook(tables):
    """One sheet per table with its total; a text is never a formula."""
    book = Workbook()
    book.remove(book.active)
    for name, header, rows, last in with_sums(tables) or [("—", ["—"], [], ["—"])]:
        sheet = book.create_sheet(name)
        for row in [header, *rows, last]:
            sheet.append(row)
            for cell in sheet[sheet.max_row]:
                cell.data_type = "s" if isinstance(cell.value, str) else "n"
    return book
