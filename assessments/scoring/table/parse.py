"""Rows of a table → a scheme, or every fault with its row, column and remedy (§9)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from assessments.scoring.cells.faults import WARNING, Fault, Wrong
from assessments.scoring.cells.grammar import Policy
from assessments.scoring.cells.names import SUBJECTS, english
from assessments.scoring.cells.rules import Rule
from assessments.scoring.method import Table
from assessments.scoring.table.build import Builder
from assessments.scoring.table.checks import Checks, KnownReaders
from assessments.scoring.table.outline import Outline, outline
from assessments.scoring.table.scheme import Row, Scheme
from assessments.scoring.table.warnings import warnings

_DEFAULTS: Mapping[str, Any] = {"na": Policy("full"), "ties": "1224"}


@dataclass(frozen=True)
class Parsed:
    """The scheme, None when any fault is an error, and the faults in the order of the rows.

    A table with errors is not searched for contradictions: a row that cannot be read would put
    its parent's sum in the wrong."""

    scheme: Scheme | None
    faults: list[Fault]

    @property
    def errors(self) -> list[Fault]:
        return [fault for fault in self.faults if fault.is_error]

    @property
    def warnings(self) -> list[Fault]:
        return [fault for fault in self.faults if not fault.is_error]


def parse(rows: Iterable[Row], *, known_readers: KnownReaders = None) -> Parsed:
    """Read a scheme table (§2): pairs of a row's number in its file and its cells by English column
    key. Nothing is raised for a bad table: its faults say row, column and remedy (§9).

    `known_readers` says which dotted fact codes exist (a collection, or a function that tells);
    None leaves that unchecked."""
    sheet = outline(rows)
    rules = _rules(sheet)
    head = rules.get(sheet.scheme.code) if sheet.scheme else None
    table = _table(sheet, head, rules)
    sheet.faults.extend(Checks(sheet, table, known_readers).faults())
    if head is not None:
        _check_subject(sheet, head)
        if not any(fault.is_error for fault in sheet.faults):
            sheet.faults.extend(warnings(head, table))
    faults = sorted(sheet.faults, key=lambda fault: fault.row)
    broken = any(fault.is_error for fault in faults)
    return Parsed(None if broken or head is None else _scheme(head, rules), faults)


def _rules(sheet: Outline) -> dict[str, Rule]:
    """The rules by code in table order; the scheme row is built first, for its defaults."""
    head = sheet.scheme
    defaults = dict(_DEFAULTS)
    if head is not None:
        rule = Builder(sheet, _DEFAULTS).rule(head)
        defaults.update(rule.params if rule else {})
    builder = Builder(sheet, defaults)
    others = (builder.rule(node) for node in sheet.nodes.values() if node is not head)
    built = [rule, *others] if head is not None else list(others)
    return {rule.code: rule for rule in built if rule is not None}


def _table(sheet: Outline, head: Rule | None, rules: Mapping[str, Rule]) -> Table:
    subject = english(SUBJECTS, head.params["subject"]) if head else None
    return Table(sheet.scheme.code if sheet.scheme else "", subject or "village", rules)


def _check_subject(sheet: Outline, head: Rule) -> None:
    text = head.params["subject"]
    if english(SUBJECTS, text) is None:
        wrong = Wrong("not_a_choice", text, options="、".join(SUBJECTS))
        sheet.faults.append(wrong.at(head.row, "params"))
    elif "subject=" not in head.cells["params"]:
        sheet.faults.append(Wrong("no_subject", text).at(head.row, "params", WARNING))


def _scheme(head: Rule, rules: Mapping[str, Rule]) -> Scheme:
    params = head.params
    return Scheme(
        code=head.code,
        name=head.name,
        points=head.points,
        subject=english(SUBJECTS, params["subject"]) or "village",
        year=params["year"],
        series=params["series"] or re.sub(r"-[0-9]{4}$", "", head.code),
        decimals=params["decimals"],
        ties=params["ties"],
        na=params["na"],
        min_class=params["min_class"],
        min_days=params["min_days"],
        rules=tuple(rules.values()),
    )
