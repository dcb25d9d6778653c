"""How a param is read, what it is when left out, and the params that many rows share (§3, §5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from assessments.scoring.cells import grammar as g
from assessments.scoring.cells import params as p

REQUIRED = object()
"""Default of a param that must be there."""
UNSET = object()
"""Default of `floor`, `cap` and `na`: what it means is known once the whole table is read."""


class Spec(NamedTuple):
    read: Callable[[str], Any]
    default: Any = REQUIRED


Specs = Mapping[str, Spec]

WANT = Spec(p.choice("high", "low"), "high")
PARTIAL = Spec(p.choice("linear", "floor", "ceil"), "linear")
TIES = p.choice("1224", "1223")
OF = Spec(g.line_reference, "")

MISSING = g.policy("wait", "zero", "full", "fixed")
NOT_APPLICABLE = g.policy("full", "zero", "mean", "fixed", "rescale")

BOUNDS: Specs = {
    "floor": Spec(p.number_or_none, UNSET),
    "cap": Spec(p.number_or_none, UNSET),
}
POLICIES: Specs = {
    "missing": Spec(MISSING, g.Policy("wait")),
    "na": Spec(NOT_APPLICABLE, UNSET),
}
LEAF: Specs = {**BOUNDS, **POLICIES, "combine": Spec(g.combine, g.Combine("mean"))}
