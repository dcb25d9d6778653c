"""The changes of ledger rows in words."""

from django import template

from .. import wording

register = template.Library()


@register.simple_tag
def names_of(entries):
    """The names of the records that the changes of `entries` point at, for `told`."""
    return wording.names_of(entries)


@register.filter
def told(entry, names):
    """[(field label, before, after)] of what a person reads; nothing where nothing stood."""
    changes = entry.told(names)
    return [change for change in changes if change[1] != change[2]]
