"""The changes of ledger rows in words."""

from django import template

from .. import ledger_display

register = template.Library()


@register.simple_tag
def names_of(entries):
    """The names of the records that the changes of `entries` point at, for `changes_in_words`."""
    return ledger_display.names_of(entries)


@register.filter
def changes_in_words(entry, names):
    """[(field label, before, after)] of what a person reads; nothing where nothing stood."""
    changes = entry.changes_in_words(names)
    return [change for change in changes if change[1] != change[2]]
