from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

INBOX = ("reports", "attendance", "matters", "leaders", "care", "acceptances")


class CadresConfig(AppConfig):
    name = "cadres"
    verbose_name = _("Cadres")

    def ready(self):
        """Fills the village's pages, the phone's state and the inbox; models can be imported only
        now."""
        import_module("cadres.overviews.village").register()
        import_module("cadres.phone.state").register()
        for room in INBOX:
            import_module(f"cadres.{room}.inbox")
        import_module("cadres.inbox.notices").register()
