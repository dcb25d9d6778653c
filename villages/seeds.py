"""What a new database begins with: csv files beside the rooms that use them, planted by migrations.

A file has one column per field, named by it, in UTF-8. Like its migration it is final once
released: a row that comes, changes or goes later has a migration of its own (docs/operations.md).
"""

import csv

from django.conf import settings
from django.db.migrations import RunPython


def rows(path):
    """[{field: text}] of a file, in its order; `path` from the project's folder."""
    with open(settings.BASE_DIR / path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def seed(label, path, *key):
    """The operation that plants the rows of a file, and by the fields `key` uproots them again."""

    def plant(apps, schema_editor):
        model = apps.get_model(label)
        model.objects.bulk_create(model(**row) for row in rows(path))

    def uproot(apps, schema_editor):
        model = apps.get_model(label)
        for row in rows(path):
            model.objects.filter(**{name: row[name] for name in key}).delete()

    return RunPython(plant, uproot)


def seed_rules(*rooms):
    """One operation for each folder's `rules.csv`, numbers of the programme."""
    return [seed("villages.ProgrammeRule", f"{room}/rules.csv", "code") for room in rooms]
