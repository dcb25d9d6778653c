"""Second reading of a table: each row of the outline becomes a typed rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assessments.scoring.arithmetic.numbers import number_text
from assessments.scoring.cells import specs
from assessments.scoring.cells.faults import Wrong
from assessments.scoring.cells.grammar import Policy, names
from assessments.scoring.cells.names import english, listed
from assessments.scoring.cells.params import join_params, number, unquoted
from assessments.scoring.cells.rules import Applies, Rule
from assessments.scoring.method import own_code
from assessments.scoring.registry import BY_NAME, METHODS
from assessments.scoring.table.outline import Node, Outline
from assessments.scoring.table.row_params import OTHER_ROWS, specs_of

ZERO = Decimal(0)
_FULL_WIDTH = str.maketrans("，、＠", ",,@")


@dataclass
class Builder:
    """Builds the rules of one outline; faults go to the outline."""

    outline: Outline
    defaults: Mapping[str, Any]

    def rule(self, node: Node) -> Rule | None:
        """The row as a rule; None when anything in it is wrong."""
        method = self._method(node)
        points = self._points(node)
        params = self._params(node, method)
        applies = self._applies(node)
        if not node.sound:
            return None
        self._inherit(params)
        floor, cap = self._bounds(node, points, params)
        return Rule(
            row=node.row,
            level=node.level,
            code=node.code,
            name=node.cells["name"],
            points=points,
            method=method,
            fact=node.cells["fact"],
            fact_codes=self._fact_codes(node, method, params),
            params=params,
            scorer=node.cells["scorer"],
            period=self.outline.period(node),
            applies=applies,
            basis=node.cells["basis"],
            parent=node.parent,
            children=tuple(node.children),
            bonus=node.bonus,
            floor=floor,
            cap=cap,
            missing=params.get("missing", Policy("wait")),
            na=params.get("na", Policy("full")),
            cells=self._tidy_cells(node, method, points),
        )

    def _method(self, node: Node) -> str:
        text = node.cells["method"]
        if node.level in OTHER_ROWS:
            return ""
        if not text and (node.children or node.level in ("scheme", "section")):
            return "sum"
        method = english(METHODS, text)
        wrong = self._wrong_method(node, text, method)
        if wrong is not None:
            self.outline.refuse(node, "method", wrong)
            return ""
        return method or ""

    @staticmethod
    def _wrong_method(node: Node, text: str, method: str | None) -> Wrong | None:
        if not text:
            return Wrong("no_method", text, **listed(METHODS))
        if method is None:
            return Wrong("unknown_method", text, **listed(METHODS))
        is_group = BY_NAME[method].is_group
        if node.level == "scheme":
            return None if method == "sum" else Wrong("not_a_choice", text, options="sum")
        if node.children:
            return None if is_group else Wrong("group_method", text)
        if method == "sum" and node.level == "section":
            return None
        return Wrong("leaf_method", text) if is_group else None

    def _points(self, node: Node) -> Decimal:
        text = node.cells["points"]
        optional = not (node.is_scored or node.level == "scheme") or node.bonus
        if not text and (optional or self._under_start_full(node)):
            return ZERO
        try:
            points = number(text)
            if points < 0:
                raise Wrong("negative", text)
            if points and self._under_start_full(node):
                raise Wrong("points_under_start_full", text)
            return points
        except Wrong as wrong:
            self.outline.refuse(node, "points", wrong if text else Wrong("no_points", text))
            return ZERO

    def _params(self, node: Node, method: str) -> dict[str, Any]:
        known = specs_of(node.level, method)
        unread = node.cells["params"] and not node.pairs and not node.sound
        if known is None or unread:
            return {}
        for name in node.pairs:
            if name not in known:
                wrong = Wrong("unknown_param", name, options="、".join(known))
                self.outline.refuse(node, "params", wrong)
        return {name: self._param(node, name, spec) for name, spec in known.items()}

    def _param(self, node: Node, name: str, spec: specs.Spec) -> Any:
        if name not in node.pairs:
            if spec.default is specs.REQUIRED:
                self.outline.refuse(node, "params", Wrong("missing_param", name))
            return spec.default
        try:
            return spec.read(node.pairs[name])
        except Wrong as wrong:
            self.outline.refuse(node, "params", wrong)
            return None

    @staticmethod
    def _fact_codes(node: Node, method: str, params: Mapping[str, Any]) -> tuple[str, ...]:
        codes_of = BY_NAME[method].fact_codes if method else own_code
        return codes_of(node.cells["fact"], params)

    def _applies(self, node: Node) -> Applies:
        text = node.cells["applies"]
        parts = names(text)
        fixed = [part.translate(_FULL_WIDTH) if part == unquoted(part) else part for part in parts]
        if fixed != parts:
            key = "full_width_name" if set(text) & set("，、") else "full_width"
            self.outline.refuse(node, "applies", Wrong(key, text, fix=",".join(fixed)))
        if text and node.level == "scheme":
            self.outline.refuse(node, "applies", Wrong("scheme_applies", text))
        classes = frozenset(unquoted(part) for part in parts if not part.startswith("@"))
        return Applies(classes, frozenset(part[1:] for part in parts if part.startswith("@")))

    def _inherit(self, params: dict[str, Any]) -> None:
        for name in ("na", "ties"):
            if params.get(name) is specs.UNSET:
                params[name] = self.defaults[name]

    def _bounds(
        self, node: Node, points: Decimal, params: dict[str, Any]
    ) -> tuple[Decimal | None, Decimal | None]:
        """The bounds in force; under a `start=full` group they default to none and 0."""
        minus = self._under_start_full(node)
        floor, cap = params.pop("floor", specs.UNSET), params.pop("cap", specs.UNSET)
        if floor is specs.UNSET:
            floor = None if minus else ZERO
        if cap is specs.UNSET:
            cap = ZERO if minus else points
        return floor, cap

    def _under_start_full(self, node: Node) -> bool:
        above = self.outline.nodes.get(node.parent)
        return above is not None and above.pairs.get("start") == "full"

    def _tidy_cells(self, node: Node, method: str, points: Decimal) -> Mapping[str, str]:
        cells = dict(node.cells)
        cells["level"] = node.level
        cells["method"] = method if cells["method"] else ""
        cells["points"] = number_text(points) if cells["points"] else ""
        cells["period"] = self.outline.period(node) if cells["period"] else ""
        cells["params"] = join_params(node.pairs)
        cells["applies"] = ",".join(names(cells["applies"]))
        return cells
