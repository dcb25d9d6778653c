"""The acceptance on a village's page."""

from django.utils.translation import gettext_lazy as _

from accounts.roles import PROGRAMME
from villages.panels import FACTS, Panel, add_panel

from .models.acceptances import Acceptance


def acceptance_facts(village, user):
    """The village's last acceptance; None while none was opened."""
    rows = Acceptance.objects.visible_to(user).filter(village=village).newest()
    last = rows.order_by("-batch__code").first()
    return last and {"acceptance": last}


add_panel(
    Panel(
        "acceptance",
        _("Acceptance of three years"),
        "cadres/acceptances/panel.html",
        acceptance_facts,
        FACTS,
        30,
        PROGRAMME,
    )
)
