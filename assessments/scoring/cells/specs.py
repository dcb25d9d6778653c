"""Which params each kind of row takes, how each is read, and what it is when left out (§2, §3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from assessments.scoring.cells import grammar as g
from assessments.scoring.cells import params as p
from assessments.scoring.cells.conditions import condition

ZERO, ONE = Decimal(0), Decimal(1)
REQUIRED = object()
"""Default of a param that must be there."""
UNSET = object()
"""Default of `floor`, `cap` and `na`: what it means is known once the whole table is read."""


class Spec(NamedTuple):
    read: Callable[[str], Any]
    default: Any = REQUIRED


Specs = Mapping[str, Spec]

_WANT = Spec(p.choice("high", "low"), "high")
_PARTIAL = Spec(p.choice("linear", "floor", "ceil"), "linear")
_TIES = p.choice("1224", "1223")
_OF = Spec(g.line_reference, "")

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

GROUP_METHODS: Mapping[str, Specs] = {
    "sum": {"start": Spec(p.choice("0", "full"), "0"), **BOUNDS},
    "blend": {
        "weights": Spec(g.child_weights),
        "absent": Spec(p.choice("wait", "reweigh"), "wait"),
        **BOUNDS,
        "missing": POLICIES["missing"],
    },
}
LEAF_METHODS: Mapping[str, Specs] = {
    "deduct": {
        "each": Spec(p.at_least_zero),
        "grace": Spec(p.at_least_zero, ZERO),
        "limit": Spec(p.at_least_zero_or_none, None),
    },
    "earn": {"each": Spec(p.number)},
    "share": {"target": Spec(p.positive)},
    "step": {
        "target": Spec(p.number),
        "width": Spec(p.positive, ONE),
        "each": Spec(p.at_least_zero),
        "want": _WANT,
        "side": Spec(p.choice("wrong", "both"), "wrong"),
        "partial": _PARTIAL,
    },
    "band": {"bands": Spec(g.bands)},
    "pass": {"when": Spec(g.threshold), "else": Spec(p.number, ZERO)},
    "label": {"map": Spec(g.label_map)},
    "score": {"drop": Spec(p.whole, 0)},
    "votes": {
        "weights": Spec(g.label_weights),
        "count": Spec(p.choice("valid", "all"), "valid"),
        "min": Spec(p.at_least_zero, ZERO),
    },
    "rank": {"of": _OF, "want": _WANT, "give": Spec(g.give), "ties": Spec(_TIES, UNSET)},
    "best": {"of": _OF, "want": _WANT},
    "mean": {
        "of": _OF,
        "want": _WANT,
        "each": Spec(p.at_least_zero),
        "width": Spec(p.positive, ONE),
        "unit": Spec(p.choice("percent", "plain"), "percent"),
        "partial": _PARTIAL,
    },
    "from": {
        "scheme": Spec(p.words),
        "subject": Spec(p.choice("self", "township", "village", "team", "unit"), "self"),
        "value": Spec(p.choice("share", "total"), "share"),
        "factor": Spec(p.number, ONE),
    },
}
OTHER_ROWS: Mapping[str, Specs] = {
    "veto": {"effect": Spec(g.effect)},
    "grade": {"when": Spec(condition, ()), "quota": Spec(g.quota, None)},
    "outcome": {
        "when": Spec(condition),
        "years": Spec(p.between(1, 99), 1),
        "amount": Spec(p.number, None),
        "grade_down": Spec(p.whole, 0),
    },
}
SCHEME: Specs = {
    "subject": Spec(p.words, "village"),
    "year": Spec(p.between(1000, 9999), None),
    "series": Spec(p.words, ""),
    "decimals": Spec(p.between(0, 4), 2),
    "ties": Spec(_TIES, "1224"),
    "na": Spec(NOT_APPLICABLE, g.Policy("full")),
    "min_class": Spec(p.whole, 3),
    "min_days": Spec(p.whole, 0),
}

NEEDS_FACT = frozenset(LEAF_METHODS) - {"rank", "best", "mean", "from"}
COHORT = frozenset({"rank", "best", "mean"})


def specs_of(level: str, method: str) -> Specs | None:
    """The params a row of that level and method takes; None for an unknown method."""
    if level == "scheme":
        return SCHEME
    if level in OTHER_ROWS:
        return OTHER_ROWS[level]
    if method in GROUP_METHODS:
        return GROUP_METHODS[method]
    return {**LEAF_METHODS[method], **LEAF} if method in LEAF_METHODS else None
