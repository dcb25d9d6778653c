"""A table with groups, the same on the screen, on paper and in a workbook."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Column:
    label: str
    width: int = 10
    is_number: bool = False


@dataclass(frozen=True)
class Group:
    """`head`: cells that span the rows of the group; `rows`: the others; `foot`: a subtotal."""

    head: list
    rows: list
    foot: list | None = None


@dataclass(frozen=True)
class Annex:
    """`columns` are those of `head` and `rows` together; a cell is text, int or None (—)."""

    number: int
    title: str
    organ: str
    on: str
    is_draft: bool
    is_public: bool
    columns: list
    groups: list
    total: list

    @property
    def name(self):
        return _("Annex %(n)d") % {"n": self.number}

    @property
    def lines(self):
        """For a table with spans: (kind, cells, span, head) row by row."""
        for group in self.groups:
            for index, row in enumerate(group.rows):
                yield "row", row, len(group.rows), group.head if index == 0 else []
            if group.foot:
                yield "foot", group.foot, 1, []
