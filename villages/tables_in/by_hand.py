"""What people wrote by hand since a table was made: it must not be undone unnoticed.

The ledger knows who wrote a field last; what an import wrote is not by hand.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts import ledger_display
from accounts.models import LedgerEntry

BATCH = 500
BOOKKEEPING = frozenset({"version", "row", "entered_by", "entered_at", "confirmed_at"})
CONFIRMING = "confirmed_by"  # goes with the value that was confirmed


@dataclass(frozen=True)
class Overwritten:
    """A field that a person wrote last, in `entry`, and that a table would write anew."""

    obj: Model
    name: str
    entry: LedgerEntry
    new: Any

    @property
    def is_undone(self):
        """Whether the table has just what the person replaced: it is older than the decision."""
        before = self.entry.before
        return self.name != CONFIRMING and self.name in before and before[self.name] == self.new

    def said(self, names):
        """What the sentences about it are made of."""
        field = self.entry.field(self.name)
        here, new = self.entry.after[self.name], self.new
        return {
            "what": str(self.obj),
            "field": field.verbose_name,
            "value": ledger_display.in_words(field, here, names),
            "new": ledger_display.in_words(field, new, names),
            "who": self.entry.actor_name or self.entry.actor,
            "day": localtime(self.entry.at).date(),
        }

    def refusal(self, names):
        """(found, remedy)"""
        said = self.said(names)
        found = _("%(what)s: %(who)s changed “%(field)s” from %(new)s to %(value)s on %(day)s.")
        remedy = _("Write %(value)s; to change it back, use the page of the record.")
        return found % said, remedy % said

    def remark(self, number, names):
        text = _(
            "Row %(n)d: %(what)s: %(who)s wrote “%(field)s” by hand on %(day)s: "
            "%(value)s; it would become %(new)s."
        )
        return text % {"n": number, **self.said(names)}


def overwritten(changes):
    """[Overwritten] among an import's changes [(object, before, after)]."""
    last, found = _last_writings(changes), []
    for obj, before, after in changes:
        for name in after:
            entry = last.get((obj._meta.label_lower, str(obj.pk), name))
            if entry and entry.action != "import" and before.get(name) != after[name]:
                found.append(Overwritten(obj, name, entry, after[name]))
    return found


def names_in(found):
    """The names of the records that these writings point at (`ledger_display.names_of`)."""
    return ledger_display.names_of([each.entry for each in found])


def _last_writings(changes):
    """{(model label, key, field): the ledger row that wrote it last} of what stood before."""
    keys, last = defaultdict(list), {}
    for obj, before, _after in changes:
        if before:
            keys[obj._meta.label_lower].append(str(obj.pk))
    for label, pks in keys.items():
        for start in range(0, len(pks), BATCH):
            some = pks[start : start + BATCH]
            rows = LedgerEntry.objects.filter(object_type=label, object_id__in=some)
            for entry in rows.order_by("seq"):
                for name in entry.after.keys() - BOOKKEEPING:
                    if ledger_display.has_label(entry.field(name)):
                        last[label, entry.object_id, name] = entry
    return last
