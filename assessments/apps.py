from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    name = "assessments"
    verbose_name = _("Assessments")

    def ready(self):
        """Adds the scores to the village's pages; models can be imported from here on only."""
        import_module("assessments.panels").register()
