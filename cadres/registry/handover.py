"""What a posting leaves behind: named before it ends, settled in the transaction that ends it.

    @open_work(_("Leave"))
    def leave(posting): yield Left(str(row), row.get_absolute_url(), row.until)

    @on_end
    def end_leave(posting, by): …

A room above registers its own in `<room>/handover.py`, in the order of the rooms.
"""

from datetime import date
from typing import NamedTuple


class Left(NamedTuple):
    """One thing under way; `until` is the day by which it is to be done, or None."""

    text: str
    url: str
    until: date | None = None


OPEN, ENDINGS = [], []


def open_work(label):
    """Register `find(posting)`, which yields what is under way under this label."""

    def register(find):
        OPEN.append((label, find))
        return find

    return register


def on_end(settle):
    """Register `settle(posting, by)`, run when a posting got its last day (`posting.until`)."""
    ENDINGS.append(settle)
    return settle


def work_left(posting):
    """[(label, [Left])] of those with anything under way."""
    found = [(label, list(find(posting))) for label, find in OPEN]
    return [(label, rows) for label, rows in found if rows]


def settle_end(posting, by):
    for settle in ENDINGS:
        settle(posting, by)
