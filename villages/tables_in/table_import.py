"""Importing a table: judged whole, stored whole or not at all, and a second time changes nothing.

A kind of table is a subclass, listed in its app's `imports.IMPORTS = {cls.kind: cls, ...}`:

    class UnitsImport(TableImport):
        kind = "units"                          # on the command line and in the URL
        label = _("Units")
        columns = (Column("unit_code", "单位代码", cells.text(32)), ...)
        example = ("U01", "县水务局", "county")    # one row of the template
        notes = (_("One row per unit."),)       # lines on the template's second sheet
        roles = frozenset({"county"})           # who may import in the browser

        def load(self, sheet):                  # a constant number of SELECTs
            self.units = {unit.pk: unit for unit in self.known(Unit.objects.within(self.area))}

        def judge(self, row):                   # once per row, faulty rows too: a faulty or empty
            if not self.once(row, row["unit_code"], "unit_code"):    # cell is None
                return
            unit = self.units.get(row["unit_code"]) or Unit(code=row["unit_code"])
            self.put(row, unit, name=row["unit_name"])

    run = UnitsImport(by=user)                  # by=None: the command line, no limit of area
    sheet = run.read(upload)
    outcome = run.check(sheet)                  # writes nothing
    outcome = run.commit(sheet, note="a.xlsx")  # checks again and stores, one transaction

`judge` refuses with `self.fault(row, column, found, remedy)` and remarks with `self.warn(text)`;
`finish()` runs after the last row for what only the whole table can show. Then a row that would
bring back what somebody changed by hand is refused (`by_hand`). What `put` collected is written by
bulk_create and bulk_update in the order in which the models first appeared, `version` grows by one
on change, and each object new or changed gets its ledger row (action `import`).
"""

from collections import Counter
from dataclasses import dataclass

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts import ledger

from . import sheets
from .by_hand import names_in, overwritten
from .table_template import template

LOCK = 0x494D504F5254  # advisory lock key of imports on PostgreSQL
BATCH = 500


@dataclass(frozen=True)
class Outcome:
    """What an import would do, or did. rows_read = accepted + rejected + blank.

    `changes` is [(object, before, after)] of everything new or changed, personal values masked.
    """

    new: int
    changed: int
    unchanged: int
    rejected: int
    blank: int
    faults: list
    warnings: list
    changes: list

    @property
    def ok(self):
        return not self.faults

    @property
    def accepted(self):
        return self.new + self.changed + self.unchanged

    @property
    def rows_read(self):
        return self.accepted + self.rejected + self.blank

    @property
    def totals(self):
        """The control totals, {name: count}."""
        names = "rows_read", "accepted", "rejected", "blank", "new", "changed", "unchanged"
        return {name: getattr(self, name) for name in names}


class TableImport:
    kind = ""
    label = ""
    columns = ()
    example = ()
    notes = ()
    roles = frozenset({"county"})

    def __init__(self, by=None, progress=None):
        """`progress(done, all)` is called now and then while rows are judged."""
        self.by = by
        self.area = by.area_code if by else ""
        self.progress = progress or (lambda done, total: None)
        self.storing = False

    # What subclasses write

    def load(self, sheet):
        """Fetch what `judge` needs."""

    def judge(self, row):
        """Judge one row by `fault`, `warn`, `once` and `put`."""
        raise NotImplementedError

    def finish(self):
        """Judge the table as a whole."""

    # What subclasses call

    def known(self, queryset):
        """The queryset, its rows locked while storing so that no form saves in between."""
        return queryset.select_for_update(of=("self",)) if self.storing else queryset

    def in_area(self, code):
        return code.startswith(self.area)

    def fault(self, row, column, found, remedy):
        self.faults.append(self.sheet.fault(row.number, column, found, remedy))
        self.bad.add(row.number)

    def warn(self, text):
        if text not in self.warnings:
            self.warnings.append(text)

    def once(self, row, key, column):
        """True when no cell of the key is missing and no earlier row had the key."""
        if key is None or (isinstance(key, tuple) and None in key):
            return False
        first = self.seen.setdefault((column, key), row.number)
        if first == row.number:
            return True
        found = _("The same as row %(n)d.") % {"n": first}
        self.fault(row, column, found, _("Keep one of the two rows."))
        return False

    def put(self, row, obj, /, **values):
        """Give a found or fresh object these values; the row is then new, changed or unchanged."""
        if row.number in self.bad:
            return
        fresh = obj._state.adding
        differs = any(getattr(obj, name, None) != value for name, value in values.items())
        first = id(obj) not in self.changes
        if first and (fresh or differs):
            self.row_of[id(obj)] = row
            before = {} if fresh else ledger.snapshot(obj)
            raw = {f.attname: getattr(obj, f.attname) for f in obj._meta.concrete_fields}
            self.changes[id(obj)] = obj, before, raw
        if differs or (first and fresh):
            self.states[row.number] = max(self.states[row.number], 2 if fresh else 1)
        for name, value in values.items():
            if getattr(obj, name, None) != value:  # 13800 is not written over 13800.0000
                setattr(obj, name, value)

    # What callers call

    def leads_to(self):
        """The path of what was stored; '' when there is no one page of it."""
        return ""

    def template(self):
        """xlsx bytes: the empty table, to be filled."""
        return template(self)

    def read(self, upload):
        return sheets.read(upload, self.columns)

    def check(self, sheet):
        """The Outcome of storing the sheet now. Writes nothing; may be called again."""
        self.sheet, self.faults, self.warnings = sheet, list(sheet.faults), list(sheet.warnings)
        self.bad = {fault.row for fault in sheet.faults}
        self.changes, self.row_of, self.seen = {}, {}, {}
        self.states = Counter({row.number: 0 for row in sheet.rows})
        self.load(sheet)
        for done, row in enumerate(sheet.rows, start=1):
            self.judge(row)
            if not done % BATCH:
                self.progress(done, len(sheet.rows))
        self.finish()
        self._heed_hands()
        return self._outcome()

    def commit(self, sheet, note=""):
        """Check and store in one transaction; with any fault nothing is stored."""
        try:
            with transaction.atomic():
                self.one_at_a_time()
                self.storing = True
                outcome = self.check(sheet)
                if outcome.ok and self.changes:
                    self._store()
                    ledger.record_many(self.by, gettext_noop("import"), self._changes(), note)
        except IntegrityError:
            said = _("Somebody else saved one of these rows just now."), _("Import again.")
            self.faults = [sheet.fault(0, "", *said)]
            self.changes = {}
            outcome = self._outcome()
        finally:
            self.storing = False
        return outcome

    def _heed_hands(self):
        """Refuse what would undo a change made by hand; remark what would overwrite one."""
        found = overwritten(self._changes())
        names = names_in(found)
        for each in found:
            row = self.row_of[id(each.obj)]
            if each.is_undone:
                self.fault(row, "", *each.refusal(names))
            else:
                self.warn(each.remark(row.number, names))

    def _outcome(self):
        good = Counter(state for number, state in self.states.items() if number not in self.bad)
        return Outcome(
            new=good[2],
            changed=good[1],
            unchanged=good[0],
            rejected=sum(number in self.bad for number in self.states),
            blank=self.sheet.blank,
            faults=sorted(self.faults, key=lambda fault: fault.row),
            warnings=self.warnings,
            changes=self._changes(),
        )

    def _changes(self):
        return [(obj, before, ledger.snapshot(obj)) for obj, before, raw in self.changes.values()]

    def one_at_a_time(self):
        """Imports wait for each other; called in the transaction that stores."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])

    def _store(self):
        by_model = {}
        for obj, _before, raw in self.changes.values():
            if hasattr(obj, "set_keys"):
                obj.set_keys()
            by_model.setdefault(type(obj), []).append((obj, raw))
        for model, pairs in by_model.items():
            fresh = [obj for obj, raw in pairs if obj._state.adding]
            self._update(model, [(obj, raw) for obj, raw in pairs if not obj._state.adding])
            model._base_manager.bulk_create(fresh, batch_size=BATCH)

    def _update(self, model, pairs):
        fields = set()
        for obj, raw in pairs:
            if hasattr(obj, "version"):
                obj.version += 1
            fields |= {name for name, value in raw.items() if getattr(obj, name) != value}
        if fields:
            objects = [obj for obj, raw in pairs]
            model._base_manager.bulk_update(objects, sorted(fields), batch_size=BATCH)
