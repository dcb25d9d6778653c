"""What an import would change, all of it, in words and in pages."""

from django.core.paginator import Paginator

from accounts.ledger_display import names_of
from accounts.models import LedgerEntry

PER_PAGE = 100


def preview(changes, number):
    """A page of `Outcome.changes`: {kind, name, fresh, fields: [(label, before, after)]} each."""
    page = Paginator(changes, PER_PAGE).get_page(number)
    entries = [_entry(*change) for change in page]
    names = names_of(entries)
    pairs = zip(page, entries, strict=True)
    page.object_list = [_in_words(*change, entry, names) for change, entry in pairs]
    return page


def _entry(obj, before, after):
    """The ledger row of a change as it would be, never saved: it knows how to say itself."""
    differ = [name for name in after if before.get(name) != after[name] and name != "version"]
    return LedgerEntry(
        object_type=obj._meta.label_lower,
        before={name: before[name] for name in differ if name in before},
        after={name: after[name] for name in differ},
    )


def _in_words(obj, before, after, entry, names):
    fields = [
        (label, old, new)
        for label, old, new in entry.changes_in_words(names)
        if before or new != "—"
    ]
    owner = getattr(obj, "village", "")
    name = str(obj) if str(owner) in str(obj) else f"{owner} {obj}"
    fields = fields or _masked(obj, before, after)
    return {"kind": obj._meta.verbose_name, "name": name, "fresh": not before, "fields": fields}


def _masked(obj, before, after):
    """When nothing that is shown differs, it is digits behind a mask."""
    label = {field.name: field.verbose_name for field in obj._meta.concrete_fields}
    hidden = getattr(obj, "masked", {}) if before else {}
    return [(label[name], before[name], after[name]) for name in hidden]
