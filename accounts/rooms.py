"""Rooms: the parts of an app, each a package of its own (docs/architecture.md)."""

from importlib import import_module
from importlib.util import find_spec


def modules(app, rooms, name):
    """The modules `<app>.<room>.<name>` of those rooms that have one, in the order of `rooms`."""
    found = (f"{app}.{room}.{name}" for room in rooms)
    return [import_module(module) for module in found if find_spec(module)]
