"""What higher apps add to the pages of a village, without this app knowing them.

A room registers in its `panels.py`:

    add_panel(Panel("team", _("Work team"), "cadres/registry/panel_team.html", team_context, ASIDE))
    add_column(ListColumn("leader", leader_column, with_leader))

A panel's `context(village, user)` returns a dict for its template, or None to stay away; `count` in
it stands beside the title of a tab. The template also gets `village` and `panel`. It is called for
one village and one person; keep it to a constant number of queries.
A column's `column(user)` makes the column of the table; `annotate(queryset, user)` adds what it
shows to the visible villages; `totals` is {column name: aggregate} for the foot.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from accounts.roles import BUSINESS

FACTS = "facts"  # in the strip under the head: <div><dt>…</dt><dd>…</dd></div>
MAIN = "main"  # a block of the overview, left: <section class="block">
ASIDE = "aside"  # a block of the overview, right
TAB = "tab"  # a tab of its own, ?tab=key


@dataclass(frozen=True)
class Panel:
    key: str
    title: str
    template: str
    context: Callable
    place: str = TAB
    order: int = 50
    roles: frozenset = BUSINESS


def unchanged(villages, user):
    """For a column whose neighbour has already added what it shows."""
    return villages


@dataclass(frozen=True)
class ListColumn:
    name: str
    column: Callable
    annotate: Callable = unchanged
    totals: dict = field(default_factory=dict)
    roles: frozenset = BUSINESS


PANELS: dict[str, Panel] = {}
COLUMNS: dict[str, ListColumn] = {}


def add_panel(panel):
    """Register a panel; the same key again replaces it."""
    PANELS[panel.key] = panel


def add_column(column):
    """Register a column of the village list, right of the ones before it."""
    COLUMNS[column.name] = column


def columns_for(user):
    return [column for column in COLUMNS.values() if user.role in column.roles]


def panels_for(village, user, *places):
    """[(panel, context)] in order, for the places asked for."""
    wanted = sorted(
        (each for each in PANELS.values() if each.place in places and user.role in each.roles),
        key=lambda each: each.order,
    )
    told = [(panel, panel.context(village, user)) for panel in wanted]
    return [
        (panel, {**context, "panel": panel, "village": village})
        for panel, context in told
        if context is not None
    ]
