"""What tests share: rows built once for a module, seen by each test as if built for it alone.

A fixture marked `@layer` builds on other layers, named as its arguments, and on nothing else. The
layers that a test asks for stand in the database one over the other, each in a savepoint; the test
runs in one more, and gets a copy of the objects. A test that asks for fewer layers does not see the
rows of the others. Where real commits are tested nothing is shared: there each test builds its own.
"""

from copy import deepcopy
from functools import wraps
from inspect import Parameter, Signature, signature
from itertools import groupby

import pytest
from django.db import connection, transaction

COMMITS = {"transactional_db", "shared_database"}


def layer(build):
    """A fixture of what `build` returns; `build` depends on other layers only."""

    @wraps(build)
    def fixture(stage, db, **lower):
        return stage.copies[build] if build in stage.copies else build(**lower)

    names = ["stage", "db", *signature(build).parameters]
    fixture.__signature__ = Signature([Parameter(n, Parameter.KEYWORD_ONLY) for n in names])
    fixture.build = build
    return pytest.fixture(fixture)


class Stage:
    """The layers that stand now: [(build, its savepoint, {build: value} up to there)]."""

    def __init__(self):
        self.layers, self.copies = [], {}

    def show(self, builds):
        """Exactly these layers, in this order; what stands already is not built again."""
        while [each for each, *_rest in self.layers] != builds[: len(self.layers)]:
            self.drop()
        for build in builds[len(self.layers) :]:
            self.add(build)
        self.copies = self._copied()

    def add(self, build):
        values, savepoint = self._copied(), transaction.atomic()
        by_name = {each.__name__: value for each, value in values.items()}
        savepoint.__enter__()
        self.layers.append((build, savepoint, values))
        try:
            values[build] = build(**{name: by_name[name] for name in signature(build).parameters})
            connection.check_constraints()
        except BaseException:
            self.drop()
            raise

    def drop(self):
        _build, savepoint, _values = self.layers.pop()
        transaction.set_rollback(True)
        savepoint.__exit__(None, None, None)

    def _copied(self):
        return deepcopy(self.layers[-1][-1]) if self.layers else {}


def builds_of(item):
    """The layers that `item` asks for, lower ones first."""
    if COMMITS & set(item.fixturenames):
        return []
    known, found = item._fixtureinfo.name2fixturedefs, []

    def add(name):
        build = getattr(known[name][-1].func, "build", None) if name in known else None
        if build and build not in found:
            for lower in signature(build).parameters:
                add(lower)
            found.append(build)

    for name in sorted(item.fixturenames):
        add(name)
    return found


def uses_database(item):
    return "django_db_setup" in item.fixturenames or item.get_closest_marker("django_db")


def arrange(items):
    """Within a module those of the same layers together; the layers stand before anything else."""
    ordered = []
    for _module, group in groupby(items, key=lambda item: item.nodeid.partition("::")[0]):
        ordered += sorted(group, key=lambda item: [each.__name__ for each in builds_of(item)])
    items[:] = ordered
    for item in items:
        if uses_database(item):
            item.fixturenames.insert(0, "stage")
