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
    """A code of ours: no spaces, up to 32 characters, as it was typed."""
    if any(sign.isspace() or sign == "/" for sign in value):
        found = _("%(text)s contains a space or a slash.") % {"text": value[:40]}
        raise cells.BadCell(found, _("Write the code without it."))
    return cells.intact(cells.text(32))(value)


def given(**values):
    """Only the values that were filled in."""
    return {name: value for name, value in values.items() if value is not None}


class RegistryImport(TableImport):
    """What the four tables share: rows of the importing user's area, and codes that stay with whom
    they were given to."""

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

    def remark(self, row, what, changes):
        """Name by row what would be called otherwise than before."""
        said = _("Row %(n)d: %(what)s: %(changes)s. Is it the same?")
        self.warn(said % {"n": row.number, "what": what, "changes": in_words(changes)})

    def remark_doubles(self, judged, stored, *marks):
        """Name by row who has the same values as another code. `judged` is [(row, object)], a mark
        the names of fields that are never equal by chance."""
        rows = [(row, each) for row, each in judged if row.number not in self.bad]
        first = {}
        for each in [*stored, *(each for _row, each in rows)]:
            for mark in _marks(each, marks):
                first.setdefault(mark, each.pk)
        for row, each in rows:
            alike = {}
            for mark in _marks(each, marks):
                alike.setdefault(first[mark], {}).update(dict.fromkeys(mark[0]))
            for other, names in alike.items():
                if other != each.pk:
                    self._remark_double(row, each, other, names)

    def _remark_double(self, row, obj, other, names):
        said = _("Row %(n)d: %(code)s and %(other)s are the same by %(what)s. Use one code.")
        what = ", ".join(str(obj._meta.get_field(name).verbose_name) for name in names)
        self.warn(said % {"n": row.number, "code": obj.pk, "other": other, "what": what})


def _marks(obj, marks):
    """[(field names, values)] of the marks of which every value is known."""
    found = [(names, tuple(getattr(obj, name) for name in names)) for names in marks]
    return [mark for mark in found if not {None, ""} & set(mark[1])]


def changed(obj, **values):
    """{field name: (label, before, after) in words} of what a stored object would say otherwise.

    What is not known on one side is no change."""
    if obj._state.adding:
        return {}
    differ = {}
    for name, value in values.items():
        field, before = obj._meta.get_field(name), getattr(obj, name)
        if before not in (None, "", value) and value not in (None, ""):
            differ[name] = field.verbose_name, _said(field, before), _said(field, value)
    return differ


def in_words(changes):
    """姓名 温国强 → 王新来, 性别 女 → 男"""
    return ", ".join(f"{label} {before} → {after}" for label, before, after in changes.values())


def _said(field, value):
    """A value of a field as people read it; another record by its name."""
    return str(value if field.is_relation else dict(field.flatchoices).get(value, value))
