"""Merged cells: what a range shows holds for each row it covers, where the column allows it."""

from django.utils.translation import gettext as _

from .cells import Spoilt


class Merged(str):
    """What a range shows, in a cell below its first; `range` is its name, E2:E4."""

    def __new__(cls, shown, name):
        self = super().__new__(cls, shown)
        self.range = name
        return self


def split(shown, name):
    """A cell of a range that cannot be read as the whole range shows."""
    found = _("%(range)s are merged cells.") % {"range": name}
    return Spoilt(shown, found, _("Split them and fill in each cell."))


def spread(lines, merged, max_column):
    """Write what each range {name: (left, top, right, bottom)} shows into the cells it covers.

    Row 1 and blank rows stay as they are. Raises ValueError when ranges lie over each other.
    """
    room = len(lines) * max_column
    for name, (left, top, right, bottom) in merged.items():
        room -= (bottom - top + 1) * (right - left + 1)
        if room < 0:
            raise ValueError("merged ranges lie over each other")
        shown = _at(lines[top - 1], left)
        below = _covered(shown, name, Merged if top > 1 else split)
        beside = _covered(shown, name, split)
        for line in filter(any, lines[max(top - 1, 1) : bottom]):
            _write(line, left, [below] + [beside] * (right - left))
        if top > 1 and any(lines[top - 1]):
            _write(lines[top - 1], left, [shown])


def _covered(shown, name, wrap):
    return wrap(shown, name) if shown and not isinstance(shown, Spoilt) else shown


def _at(line, column):
    return line[column - 1] if column <= len(line) else ""


def _write(line, column, texts):
    line.extend([""] * (column - 1 + len(texts) - len(line)))
    line[column - 1 : column - 1 + len(texts)] = texts
