"""A scheme's table as its page prints it: the rows in words, and what is said of each."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from django.utils.translation import get_language

from assessments.scoring import LEVELS, METHODS, PERIODS, Rule, parse
from assessments.scoring.arithmetic.numbers import NUMBER

from .remarks import unknown_subjects

NAMED = {"level": LEVELS, "method": METHODS, "period": PERIODS}


@dataclass
class SchemeLine:
    """One row. `rule` is None while the table has faults; `wrong` and `remarks` are sentences,
    `by_column` {column: sentences of the faults there}; `was` {column: text before} of a change."""

    number: int
    cells: dict
    rule: Rule | None = None
    wrong: list = field(default_factory=list)
    remarks: list = field(default_factory=list)
    by_column: dict = field(default_factory=dict)
    was: dict = field(default_factory=dict)

    @property
    def anchor(self):
        """What a link to the row is called: its code, once codes are sure to be there."""
        return self.rule.code if self.rule else self.number

    @property
    def is_scheme(self):
        return self.cells["level"] == "scheme"

    @property
    def shown_code(self):
        """The scheme row is called what it is: its own code stands above the table."""
        return cell_text("level", "scheme") if self.is_scheme else self.cells["code"]

    @property
    def is_head(self):
        code = self.cells["code"]
        return self.cells["level"] in {"scheme", "section"} or (
            self.cells["level"] == "bonus" and "." not in code
        )

    @property
    def depth(self):
        return min(self.cells["code"].count(".") + 1, 3)

    @property
    def marks(self):
        """Full marks as a number; None of a row that has none or no number there."""
        text = self.cells["points"]
        if self.rule:
            return self.rule.points if self.rule.is_scored or self.is_scheme else None
        return Decimal(text) if NUMBER.fullmatch(text) else None

    @property
    def method(self):
        return cell_text("method", self.rule.method if self.rule else self.cells["method"])

    @property
    def period(self):
        """The row's own period or the one it inherits."""
        return cell_text("period", self.rule.period if self.rule else self.cells["period"])


def cell_text(column, text):
    """A cell in the language of the page: `deduct` → 扣分."""
    if not (get_language() or "zh").startswith("zh"):
        return text
    return NAMED.get(column, {}).get(text, text)


class SchemeLines:
    """The rows of a table, [(number, cells)]; `faults` are those of the import, if it has any,
    `before` the rows of the version before, whose changed cells are shown; `typed` says that the
    table is a worksheet, not what is stored."""

    def __init__(self, rows, faults=(), before=(), typed=False):
        self.typed = typed
        self.parsed = parse(rows)
        self.table = None if faults else self.parsed.scheme
        self.faults = list(faults)
        rules = {rule.row: rule for rule in self.table.rules} if self.table else {}
        self.rows = [SchemeLine(number, dict(cells), rules.get(number)) for number, cells in rows]
        self._tell_faults()
        self._tell_remarks()
        self._tell_changes({cells["code"]: cells for _number, cells in before})

    def __iter__(self):
        return iter(self.rows)

    @property
    def cells(self):
        return [line.cells for line in self.rows]

    @cached_property
    def by_number(self):
        return {line.number: line for line in self.rows}

    def _tell_faults(self):
        """Faults of no row stand above the table: `general`."""
        self.general = []
        for fault in self.faults:
            line = self.by_number.get(fault.row)
            (line.wrong if line else self.general).append(str(fault))
            if line:
                said = f"{fault.found} {fault.remedy}".strip()
                line.by_column.setdefault(fault.column, []).append(said)

    def _tell_remarks(self):
        """What should be looked at, of a table without faults; `remarks` has (line, sentence)."""
        found = [*self.parsed.warnings, *unknown_subjects(self.table)] if self.table else []
        said = defaultdict(list)
        for fault in sorted(found, key=lambda fault: fault.row):
            said[fault.row].append(fault.text(get_language() or "zh"))
        for number, sentences in said.items():
            self.by_number[number].remarks = sentences
        self.remarks = [(line, text) for line in self.rows for text in line.remarks]

    def _tell_changes(self, before):
        for line in self.rows:
            old = before.get(line.cells["code"])
            if old:
                line.was = {
                    column: cell_text(column, old[column]) or "—"
                    for column, text in line.cells.items()
                    if old[column] != text
                }

    @property
    def sections(self):
        """[(rule, sum of the rows right below, None where they are not simply added)]."""
        return [(rule, _below(self.table, rule)) for rule in self.table.of_level("section")]

    @property
    def own(self):
        """Full marks that the system's own records supply: leaves whose fact has a dot."""
        leaves = (rule for rule in self.table.scored if rule.is_leaf and not rule.bonus)
        return sum(rule.points for rule in leaves if "." in rule.fact)


def _below(table, section):
    points = [rule.points for rule in table.scored if rule.parent == section.code]
    return sum(points) if points and section.method == "sum" and any(points) else None
