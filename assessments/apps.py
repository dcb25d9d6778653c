from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounts.rooms import modules

from . import ROOMS

# What a room adds to pages of others, by the name of the module that adds it.
ADDITIONS = ("menu", "inbox", "notices", "panels", "closures", "readings")


class AssessmentsConfig(AppConfig):
    name = "assessments"
    verbose_name = _("Assessments")

    def ready(self):
        """Lets each room add its own; models can be imported only now."""
        for name in ADDITIONS:
            modules("assessments", ROOMS, name)
