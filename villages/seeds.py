"""What a new database begins with: csv files beside the rooms that use them, planted by migrations.

A file has one column per field, named by it, in UTF-8. Like its migration it is final once
released: a row that comes, changes or goes later has a migration of its own (docs/operations.md).
"""

import csv
from typing import NamedTuple

from django.conf import settings
from django.db.migrations import RunPython


class Table(NamedTuple):
    model: str
    path: str  # from the project's folder
    key: tuple[str, ...]  # the fields that tell its rows apart


def rules(*rooms):
    """The Table of each folder's `rules.csv`, numbers of the programme."""
    return [Table("villages.ProgrammeRule", f"{room}/rules.csv", ("code",)) for room in rooms]


def rows(path):
    """[{field: text}] of a file, in its order."""
    with open(settings.BASE_DIR / path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def seed(*tables):
    """The operation that plants their rows, and uproots them on the way back; one for all, since
    each draws up all models anew."""

    def plant(apps, schema_editor):
        for table in tables:
            model = apps.get_model(table.model)
            model.objects.bulk_create(model(**row) for row in rows(table.path))

    def uproot(apps, schema_editor):
        for table in tables:
            planted = apps.get_model(table.model).objects
            for row in rows(table.path):
                planted.filter(**{name: row[name] for name in table.key}).delete()

    return RunPython(plant, uproot)
