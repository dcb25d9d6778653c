from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

INBOX = ("reports", "people", "villages", "visits", "care", "acceptances")


class CadresConfig(AppConfig):
    name = "cadres"
    verbose_name = _("Cadres")

    def ready(self):
        """Fills the village's pages, the phone's state and the inbox; models can be imported only
        now."""
        import_module("cadres.panels").register()
        import_module("cadres.phone_state").register()
        for sources in INBOX:
            import_module(f"cadres.inbox_{sources}")
        import_module("cadres.notices").register()
