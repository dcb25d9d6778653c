"""What the four tables of the registry share: official words, codes, rows of the user's area."""

from django.utils.translation import gettext as _

from villages.tables_in import cells
from villages.tables_in.table_import import TableImport

LEVELS = {
    "province": ("省", "省级", "省直"),
    "city": ("市", "市级", "市直"),
    "county": ("县", "县级", "县直"),
    "township": ("乡", "镇", "乡镇", "乡镇级", "镇级"),
}


def word(table, length=20):
    """A parser that knows official words in Chinese and English and keeps any other text."""
    known = {name: code for code, names in table.items() for name in (code, *names)}

    def parse(value):
        return known.get(value) or cells.text(length)(value)

    return parse


def code(value):
    """A code of ours: no spaces, up to 32 characters."""
    if any(sign.isspace() or sign == "/" for sign in value):
        found = _("%(text)s contains a space or a slash.") % {"text": value[:40]}
        raise cells.BadCell(found, _("Write the code without it."))
    return cells.text(32)(value)


def given(**values):
    """Only the values that were filled in."""
    return {name: value for name, value in values.items() if value is not None}


class RegistryImport(TableImport):
    """What the four tables share: rows of the importing user's area."""

    def mine(self, queryset):
        """All rows for the command line, those of the area in the browser."""
        return self.known(queryset if self.by is None else queryset.within(self.area))

    def find(self, row, column, known, message):
        """The row's object by its code, or a fault that names the code."""
        key = row[column]
        if key is not None and key not in known:
            self.fault(
                row, column, message % {"code": key}, _("Import it first, or correct the code.")
            )
        return known.get(key)
