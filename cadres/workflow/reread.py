"""Records read again into a draft: what they said before is kept, and one reading is taken back.

What a person has typed is no part of it and stays, typed before the reading or since.
"""

from functools import partial

from django.db import models
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts.models import Versioned

from .fingerprints import outline_of
from .transitions import transition


class Reread(Versioned):
    """`before` {field: value} of READ is what the last reading replaced; {} when there is none."""

    READ = ("figures", "tables", "taken_at")
    masked = {"before": outline_of}

    before = models.JSONField(_("what the last reading replaced"), default=dict, editable=False)

    class Meta:
        abstract = True

    def reading(self):
        """What is kept of the present reading before the next."""
        taken = self.taken_at and self.taken_at.isoformat()
        return {name: getattr(self, name) for name in self.READ} | {"taken_at": taken}

    def take_reading_back(self, by, when, **restored):
        """The reading before, while `when(row)`; `restored` says what follows from it."""
        was = {name: partial(_was, name) for name in self.READ}
        return transition(
            self,
            by,
            gettext_noop("take the reading back"),
            when=lambda row: bool(row.before) and when(row),
            **restored,
            **was,
            before={},
        )


def _was(name, row):
    value = row.before[name]
    return parse_datetime(value) if name == "taken_at" and value else value
