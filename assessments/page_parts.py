"""What higher rooms add to a page of a lower one, without that room knowing them.

    @adds_to("result_list")
    def second_signatures(user, scheme, period): return {"publications": [...]}

A room registers its parts in its `panels.py`; the view asks for them with what its page shows.
"""

from collections import defaultdict

PARTS = defaultdict(list)


def adds_to(page):
    """Register `part(user, *subject)`: a dict for the template of the page of that URL name."""

    def register(part):
        PARTS[page].append(part)
        return part

    return register


def parts_of(page, user, *subject):
    """The context that all parts of a page add together."""
    return {name: value for part in PARTS[page] for name, value in part(user, *subject).items()}
