"""Which closed periods have read what is about to change: nobody rewrites them by the way.

    @closes
    def published_cards(cadre, since): yield _("cards of 2026-Q1")

A room above registers what it has closed in its `closures.py`.
"""

CLOSES = []


def closes(find):
    """Register `find(cadre, since)`, which names what is closed on `since` or after it."""
    CLOSES.append(find)
    return find


def closures(cadre, since):
    """[words] of closed periods with a day on or after `since` that this cadre's unit went into."""
    return [words for find in CLOSES for words in find(cadre, since)]
