"""Versions of a scheme: the next one begun from a frozen one, and two of them compared."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_noop

from accounts import ledger
from assessments.scoring import COLUMNS

from .lines import SchemeLines, cell_text
from .models.schemes import Scheme, SchemeVersion
from .models.worksheets import Worksheet
from .refusals import newest_version


@transaction.atomic
def begin(scheme, dated_on, basis, by):
    """The next version as a draft with the table of the frozen one; of a draft, its date and basis.

    What was typed on the frozen version before it was frozen comes along."""
    scheme = Scheme.objects.select_for_update().get(pk=scheme.pk)
    newest = newest_version(scheme)
    draft = newest if newest.frozen_at is None else _copy(newest, by)
    draft.dated_on, draft.basis = dated_on, basis
    ledger.write(draft, by, gettext_noop("begin a version"))
    for typed in Worksheet.objects.filter(version=newest).exclude(version=draft):
        typed.version = draft
        ledger.write(typed, by)
    return draft


def _copy(version, by):
    return SchemeVersion(
        scheme=version.scheme,
        number=version.number + 1,
        rows=version.rows,
        hash=version.hash,
        warnings=version.warnings,
        imported_by=str(by),
    )


@dataclass(frozen=True)
class Change:
    """A row in both versions: [(column, text before, text then)] of the cells that differ."""

    code: str
    name: str
    cells: list


class Comparison:
    """Two SchemeVersions row by row; a row is known by its code."""

    def __init__(self, old, new):
        self.old, self.new = old, new
        before, then = SchemeLines(old.rows), SchemeLines(new.rows)
        was, now = _by_code(before), _by_code(then)
        self.added = [now[code] for code in now if code not in was]
        self.removed = [was[code] for code in was if code not in now]
        changes = [_change(was[code], line) for code, line in now.items() if code in was]
        self.changed = [change for change in changes if change.cells]
        self.moved = [code for code in was if code in now] != [code for code in now if code in was]
        self.totals = before.table.points, then.table.points
        self.sums = _sums(before, then)

    @property
    def is_same(self):
        return not (self.added or self.removed or self.changed or self.moved)


def _by_code(lines):
    """The scheme row is the scheme row, whatever the scheme is called."""
    return {"" if line.is_scheme else line.cells["code"]: line for line in lines}


def _change(old, new):
    cells = [
        (column, cell_text(column, old.cells[column]), cell_text(column, new.cells[column]))
        for column in COLUMNS
        if old.cells[column] != new.cells[column]
    ]
    return Change(new.cells["code"], new.cells["name"], cells)


def _sums(before, then):
    """[(section of either, points before, points then)]; None where there is no such section."""
    old, new = (
        {rule.code: rule for rule in lines.table.of_level("section")} for lines in (before, then)
    )
    return [
        (
            new.get(code) or old[code],
            *(each[code].points if code in each else None for each in (old, new)),
        )
        for code in dict.fromkeys([*old, *new])
    ]
