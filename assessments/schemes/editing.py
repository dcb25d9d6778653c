"""在线编辑: a draft's table changed row by row, each time through the door of the import.

    edit = Edit(number=13, opened=cells, cells=typed)
    number, outcome = save(scheme, edit, user)

Without faults the whole table is stored as the scheme; with faults it is kept as typed in a
Worksheet, and the scheme stays what it was.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from accounts import ledger
from accounts.models import LedgerEntry
from assessments.scoring import COLUMNS, LEVELS

from .imports import SchemeImport
from .lines import SchemeLines
from .models.schemes import Scheme
from .models.worksheets import Worksheet
from .refusals import GradingRefused
from .workbook import scheme_csv

FIRST = 2  # the header is row 1
NOTED = 1000  # characters of a ledger note


class RowChanged(Exception):
    """Somebody changed the row since it was opened: its `number` and cells now, None when gone."""

    def __init__(self, number=None, current=None):
        super().__init__()
        self.number, self.current = number, current


@dataclass(frozen=True)
class Edit:
    """The row `number`, which read `opened`, becomes `cells`; with None it goes, and what is under
    it; with `below` the cells are a new row after it and what is under it."""

    number: int
    opened: dict
    cells: dict | None
    below: bool = False

    def apply(self, rows):
        """(the rows after it, the number of the row that was written); raises RowChanged."""
        place = self._place(rows)
        end = place + len(branch(rows, place))
        if self.below:
            return [*rows[:end], self.cells, *rows[end:]], end + FIRST
        if self.cells is None:
            return rows[:place] + rows[end:], place + FIRST
        return [*rows[:place], self.cells, *rows[place + 1 :]], place + FIRST

    def _place(self, rows):
        """Where the row is now: others may have put rows above it. A row to add below it cares
        for its code alone."""
        place, code = self.number - FIRST, self.opened["code"]
        named = [index for index, row in enumerate(rows) if row["code"] == code]
        alike = named if self.below else [i for i, row in enumerate(rows) if row == self.opened]
        if place in alike:
            return place
        if len(alike) == 1:
            return alike[0]
        raise RowChanged(named[0] + FIRST, rows[named[0]]) if named else RowChanged()

    def __str__(self):
        """For the ledger: 1.2 分值 20 → 25."""
        cells = self.cells
        if cells is None or self.below:
            action, row = (_("removed"), self.opened) if cells is None else (_("added"), cells)
            return f"{action} {_row_text(row)}"
        changed = [name for name in COLUMNS if self.opened[name] != cells[name]]
        changes = [f"{COLUMNS[name]} {self.opened[name]} → {cells[name]}" for name in changed]
        return f"{self.opened['code']} {'；'.join(changes)}"


def _row_text(row):
    """The cells of a row that are not empty, so that the ledger could give a removed one back."""
    texts = [LEVELS.get(row["level"], ""), *(row[name] for name in list(COLUMNS)[1:])]
    return " ".join(filter(None, texts))


def branch(rows, place):
    """The row at a place with the rows after it whose code lies under its own."""
    code = rows[place]["code"]
    end = place + 1
    while code and end < len(rows) and rows[end]["code"].startswith(f"{code}."):
        end += 1
    return rows[place:end]


def next_row(rows, number):
    """The cells of a new row below that one: its level, and the next code that is free."""
    row = rows[number - FIRST]
    inside = row["level"] == "section" or len(branch(rows, number - FIRST)) > 1
    prefix = row["code"] if inside else row["code"].rpartition(".")[0]
    level = {"scheme": "section", "section": "item"}.get(row["level"], row["level"])
    parts = [each["code"].rpartition(".") for each in rows if each["level"] != "scheme"]
    used = [int(last) for above, _dot, last in parts if above == prefix and last.isdecimal()]
    code = f"{prefix}.{max(used, default=0) + 1}".lstrip(".") if used or inside else ""
    return dict.fromkeys(COLUMNS, "") | {"level": level, "code": code}


def with_numbers(rows):
    """[(row number of the table, cells)]."""
    return list(enumerate(rows, start=FIRST))


def as_file(rows):
    """The rows as a clerk would upload them, in the language of the page."""
    return scheme_csv(with_numbers(rows), (get_language() or "zh").startswith("zh"))


def rows_of(version):
    """[{column: cell}] of a version's table as last typed."""
    kept = Worksheet.objects.filter(version=version).first()
    return kept.rows if kept else [dict(cells) for _number, cells in version.rows]


def judge(rows, by):
    """The Faults of a typed table, all there are; nothing is stored."""
    importer = SchemeImport(by=by)
    return importer.check(importer.read(as_file(rows))).faults


def lines_of(version, by=None):
    """The SchemeLines of a version; as last typed for `by`, who may edit it."""
    earlier = version.scheme.versions.filter(number__lt=version.number).first()
    before = earlier.rows if earlier else ()
    kept = Worksheet.objects.filter(version=version).first() if by else None
    if kept is None:
        return SchemeLines(version.rows, before=before)
    return SchemeLines(with_numbers(kept.rows), judge(kept.rows, by), before, typed=True)


def last_change(version):
    """The newest ledger entry of the version or its worksheet, None without any."""
    kept = Worksheet.objects.filter(version=version).first()
    entries = [LedgerEntry.objects.about(each).first() for each in (version, kept) if each]
    return max(filter(None, entries), key=lambda entry: entry.seq, default=None)


@transaction.atomic
def save(scheme, edit, by):
    """(number of the row written, Outcome of the import). RowChanged and GradingRefused."""
    importer = SchemeImport(by=by)
    importer.one_at_a_time()
    version = draft_of(Scheme.objects.select_for_update().get(pk=scheme.pk))
    rows, number = edit.apply(rows_of(version))
    sheet = importer.read(as_file(rows))
    outcome = importer.commit(sheet, note=str(edit)[:NOTED])
    if outcome.ok:
        discard(version, by)
    else:
        _keep(version, rows, by, str(edit)[:NOTED])
    return number, outcome


def draft_of(scheme):
    """The newest version while it may still be changed; else GradingRefused."""
    version = scheme.current
    if version is None or version.frozen_at:
        raise GradingRefused(_("The table is frozen. Make a new version to change it."))
    return version


def _keep(version, rows, by, note):
    kept = Worksheet.objects.filter(version=version).first() or Worksheet(version=version)
    kept.rows, kept.typed_by = rows, str(by)
    ledger.write(kept, by, gettext_noop("edit a row"), note)


@transaction.atomic
def discard(version, by):
    """Give up what was typed and could not be stored; whether there was anything."""
    kept = list(Worksheet.objects.select_for_update().filter(version=version))
    for worksheet in kept:
        ledger.erase(worksheet, by)
    return bool(kept)
