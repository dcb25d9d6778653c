from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    name = "assessments"
    verbose_name = _("Assessments")

    def ready(self):
        """Adds scores to the village's pages and the phone; models can be imported only now."""
        import_module("assessments.panels").register()
        import_module("assessments.own").register()
        import_module("assessments.reminders")
        import_module("assessments.notices")
