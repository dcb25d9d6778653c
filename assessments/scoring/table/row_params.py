"""Which params each kind of row takes (§2, §3)."""

from __future__ import annotations

from collections.abc import Mapping

from assessments.scoring.cells import grammar as g
from assessments.scoring.cells import params as p
from assessments.scoring.cells.conditions import condition
from assessments.scoring.cells.specs import NOT_APPLICABLE, TIES, Spec, Specs
from assessments.scoring.registry import BY_NAME

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
    "ties": Spec(TIES, "1224"),
    "na": Spec(NOT_APPLICABLE, g.Policy("full")),
    "min_class": Spec(p.whole, 3),
    "min_days": Spec(p.whole, 0),
}


NAMES: frozenset[str] = frozenset[str]().union(
    SCHEME, *OTHER_ROWS.values(), *(each.specs for each in BY_NAME.values())
)
"""Every name that a param of some row has."""


def specs_of(level: str, method: str) -> Specs | None:
    """The params a row of that level and method takes; None for an unknown method."""
    if level == "scheme":
        return SCHEME
    if level in OTHER_ROWS:
        return OTHER_ROWS[level]
    return BY_NAME[method].specs if method in BY_NAME else None
