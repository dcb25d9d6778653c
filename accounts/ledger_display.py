"""How the ledger's stored values are said to people: official words, names, local time."""

from collections import defaultdict

from django.db.models import DateTimeField
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

EMPTY = (None, "", "[]", "{}")


def has_label(field):
    """Keys, hashes and codes carry no words of their own and stay out of a timeline."""
    return field is None or isinstance(getattr(field, "verbose_name", None), Promise)


def in_words(field, value, names=()):
    """One stored value in words; `names` is what `names_of` found for the keys of other records."""
    if value in EMPTY:
        return "—"
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if _points(field):
        return dict(names).get(_key(field, value), value)
    if isinstance(field, DateTimeField):
        moment = parse_datetime(str(value))
        return date_format(localtime(moment), "SHORT_DATETIME_FORMAT") if moment else value
    return _choices(field).get(value, value)


def names_of(entries):
    """{(model label, key as text): name} of the records that these rows point at.

    One query for each kind of record.
    """
    wanted = defaultdict(set)
    for entry in entries:
        for name in {**entry.before, **entry.after}:
            field = entry.field(name)
            if _points(field) and has_label(field):
                wanted[field.related_model] |= {entry.before.get(name), entry.after.get(name)}
    return {
        (model._meta.label_lower, str(pk)): str(obj)
        for model, pks in wanted.items()
        for pk, obj in _with_parents(model).in_bulk(pks - {None, ""}).items()
    }


def _with_parents(model):
    """Records with what their names are made of: whatever they cannot be without."""
    return model._base_manager.select_related(*_parents(model) or [None])


def _parents(model):
    """The paths of the keys that are never empty; such keys form no circle."""
    paths = []
    for field in model._meta.fields:
        if _points(field) and not field.null:
            paths += [field.name]
            paths += [f"{field.name}__{path}" for path in _parents(field.related_model)]
    return paths


def _points(field):
    return bool(getattr(field, "many_to_one", None) or getattr(field, "one_to_one", None))


def _key(field, value):
    return field.related_model._meta.label_lower, str(value)


def _choices(field):
    """A field's own, or the official words of a field that takes a county's own as well."""
    if found := getattr(field, "flatchoices", ()):
        return dict(found)
    named = getattr(getattr(field, "model", None), field.name.capitalize(), None) if field else None
    return dict(getattr(named, "choices", ()))
