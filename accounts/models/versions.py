"""Optimistic locking: a stale form never overwrites (the version stands in the WHERE clause)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StaleRecord(Exception):
    """Somebody saved first. `current` is the row as it stands in the database."""

    def __init__(self, current):
        super().__init__(str(current))
        self.current = current


class Versioned(models.Model):
    """A row that people edit in forms; `version` grows by one with every save."""

    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        abstract = True

    def save(self, **kwargs):
        self.set_keys()
        super().save(**kwargs)

    def set_keys(self):
        """Derive what follows from other fields; called before every save, not by bulk writes."""

    def save_if_current(self):
        """Write every concrete field if nobody wrote since this row was read.

        Raises StaleRecord with the present row, and writes nothing, otherwise.
        """
        self.set_keys()
        fields = [f for f in self._meta.concrete_fields if not f.primary_key]
        values = {f.attname: getattr(self, f.attname) for f in fields}
        values["version"] = self.version + 1
        manager = type(self)._base_manager
        if not manager.filter(pk=self.pk, version=self.version).update(**values):
            raise StaleRecord(manager.get(pk=self.pk))
        self.version += 1
