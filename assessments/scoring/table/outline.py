"""First reading of a table: which rows there are, and which lies under which."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from assessments.scoring.cells.faults import Fault, Wrong
from assessments.scoring.cells.names import COLUMNS, LEVELS, PERIODS, english, listed
from assessments.scoring.cells.params import split_params
from assessments.scoring.cells.rules import SCORED
from assessments.scoring.table.row_params import NAMES
from assessments.scoring.table.scheme import Row

_CODE = re.compile(r"[\w-]+(\.[\w-]+)*")
_SEPARATOR = re.compile(rf"\s*；\s*(?=(?:{'|'.join(sorted(NAMES))})\s*=)")
_PERIOD_ALIASES = {"季度": "quarter", "年度": "year"}


@dataclass
class Node:
    """One row with its cells stripped. `prefix` is the code before the last dot; `parent` and
    `children` are the sums: a bonus row adds to the total even when its code lies in a section."""

    row: int
    cells: Mapping[str, str]
    level: str
    code: str
    pairs: Mapping[str, str]
    parent: str = ""
    children: list[str] = field(default_factory=list)
    bonus: bool = False
    sound: bool = True

    @property
    def prefix(self) -> str:
        return self.code.rpartition(".")[0]

    @property
    def is_scored(self) -> bool:
        return self.level in SCORED


@dataclass
class Outline:
    """The rows by code in the order of the table, and what is wrong so far. `unread` has the codes
    of rows whose level nobody knows, so that the rows below are not blamed for it."""

    nodes: dict[str, Node]
    faults: list[Fault]
    unread: set[str] = field(default_factory=set)

    @property
    def scheme(self) -> Node | None:
        return next((node for node in self.nodes.values() if node.level == "scheme"), None)

    def refuse(self, node: Node, column: str, wrong: Wrong) -> None:
        """Note the fault; the row is not built."""
        self.faults.append(wrong.at(node.row, column))
        node.sound = False

    def period(self, node: Node) -> str:
        """`quarter` or `year`: the row's own, else that of the nearest row above it, else year."""
        while True:
            text = node.cells["period"]
            if text:
                return english(PERIODS, text) or _PERIOD_ALIASES.get(text, "year")
            above = self._above(node)
            if above is None:
                return "year"
            node = above

    def _above(self, node: Node) -> Node | None:
        code = node.prefix
        while code and code not in self.nodes:
            code = code.rpartition(".")[0]
        above = self.nodes.get(code) or self.scheme
        return None if above is node else above


def outline(rows: Iterable[Row]) -> Outline:
    """Read levels, codes and params, and put the rows under their parents."""
    result = Outline({}, [])
    for number, cells in rows:
        tidy = {column: (cells.get(column) or "").strip() for column in COLUMNS}
        if any(tidy.values()):
            _read(result, number, tidy)
    _check_scheme_row(result)
    for node in result.nodes.values():
        _check_period(result, node)
        if node.is_scored:
            _put_under_parent(result, node)
    _mark_bonus(result)
    return result


def _read(result: Outline, number: int, cells: Mapping[str, str]) -> None:
    level = english(LEVELS, cells["level"])
    if level is None:
        wrong = Wrong("unknown_level", cells["level"], **listed(LEVELS))
        result.faults.append(wrong.at(number, "level"))
        result.unread.add(cells["code"])
        return
    code = cells["code"]
    if not _CODE.fullmatch(code) or unicodedata.normalize("NFKC", code) != code:
        result.faults.append(Wrong("bad_code", code, fix=_repaired(code)).at(number, "code"))
        return
    if code in result.nodes:
        wrong = Wrong("code_twice", code, first=result.nodes[code].row)
        result.faults.append(wrong.at(number, "code"))
        return
    cells = {**cells, "params": _SEPARATOR.sub("; ", cells["params"])}
    node = Node(number, cells, level, code, {})
    result.nodes[code] = node
    try:
        node.pairs = split_params(cells["params"])
    except Wrong as wrong:
        result.refuse(node, "params", wrong)


def _repaired(code: str) -> str:
    """The code that was probably meant: `１。1.` → `1.1`."""
    parts = unicodedata.normalize("NFKC", code).replace("。", ".").split(".")
    fix = ".".join(filter(None, map(str.strip, parts)))
    return fix if _CODE.fullmatch(fix) else "1.1"


def _check_scheme_row(result: Outline) -> None:
    schemes = [node for node in result.nodes.values() if node.level == "scheme"]
    first = next(iter(result.nodes.values()), None)
    if not schemes:
        result.faults.append(Wrong("no_scheme", "").at(first.row if first else 0, "level"))
    for extra in schemes[1:]:
        result.refuse(extra, "level", Wrong("scheme_twice", extra.code, first=schemes[0].row))
    if schemes and schemes[0] is not first:
        result.refuse(schemes[0], "level", Wrong("scheme_not_first", schemes[0].code))


def _check_period(result: Outline, node: Node) -> None:
    text = node.cells["period"]
    if text and english(PERIODS, text) is None and text not in _PERIOD_ALIASES:
        wrong = Wrong("unknown_period", text, **listed(PERIODS))
        result.refuse(node, "period", wrong)


def _put_under_parent(result: Outline, node: Node) -> None:
    if not node.prefix:
        if node.level == "item":
            result.refuse(node, "code", Wrong("item_without_section", node.code))
        return
    above = result.nodes.get(node.prefix)
    if node.prefix in result.unread:
        return
    if above is None:
        result.refuse(node, "code", Wrong("no_parent", node.code, parent=node.prefix))
    elif node.level == "section":
        result.refuse(node, "code", Wrong("section_under", node.code))
    elif not above.is_scored:
        level, title = above.level, LEVELS[above.level]
        wrong = Wrong("wrong_parent", node.code, parent=above.code, level=level, title=title)
        result.refuse(node, "code", wrong)


def _mark_bonus(result: Outline) -> None:
    """A row is bonus when it says so or lies under a bonus row; sums never mix the two."""
    for node in sorted(result.nodes.values(), key=lambda node: node.code.count(".")):
        above = result.nodes.get(node.prefix)
        node.bonus = node.level == "bonus" or (above is not None and above.bonus)
    for node in result.nodes.values():
        above = result.nodes.get(node.prefix)
        if above is not None and node.is_scored and node.bonus == above.bonus:
            node.parent = above.code
            above.children.append(node.code)
