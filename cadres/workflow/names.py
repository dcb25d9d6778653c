"""The names that a paper was sent under: kept with it, whatever the offices are called later.

A record has a JSONField for them, filled when it leaves its author's hands; a draft has none and
follows its offices.
"""


def names_of(record, *fields):
    """{field: the present name} of the offices and places that `record` names."""
    found = {field: getattr(record, field) for field in fields}
    return {field: str(each) for field, each in found.items() if each}


def in_words(names):
    """The kept names as the ledger shows them."""
    return "、".join(names.values())
