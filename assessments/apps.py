from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    name = "assessments"
    verbose_name = _("Assessments")

    def ready(self):
        """Adds scores to the village's pages and the phone; models can be imported only now."""
        import_module("assessments.desks.panels").register()
        import_module("assessments.my_cards.my_cards").register()
        import_module("assessments.desks.inbox")
        import_module("assessments.grading.notices")
        import_module("assessments.desks.menu")
