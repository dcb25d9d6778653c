from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CadresConfig(AppConfig):
    name = "cadres"
    verbose_name = _("Cadres")

    def ready(self):
        """Adds the team to the village's pages; models can be imported from here on only."""
        import_module("cadres.panels").register()
