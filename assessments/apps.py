from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

REGISTERS = ("inbox", "notices", "panels")


class AssessmentsConfig(AppConfig):
    name = "assessments"
    verbose_name = _("Assessments")

    def ready(self):
        """Each room adds what it has to the inbox, the notices and other pages, in the order of the
        rooms' names; models can be imported only now."""
        for room in iter_modules(self.module.__path__, f"{self.name}."):
            for each in REGISTERS:
                if room.ispkg and find_spec(name := f"{room.name}.{each}"):
                    import_module(name)
