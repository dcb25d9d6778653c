"""Commitments and votes on a village's page."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import FIELD, KEEPERS, PROGRAMME
from cadres.matters.panels import MANY
from villages.panels import TAB, Panel, add_panel

from .models.commitments import Commitment
from .models.reviews import DutyReview


def commitments_panel(village, user):
    """What was promised, newest year first, and how those who heard the report voted; nothing is
    asked of the database unless the tab is open."""
    promises = Commitment.objects.visible_to(user).filter(village=village).standing_now()
    promises = promises.order_by("-year", "due_on", "pk")
    reviews = DutyReview.objects.visible_to(user).filter(village=village)
    return {
        "commitments": promises[:MANY],
        "reviews": reviews[:MANY],
        "today": timezone.localdate(),
        "proposes": user.role in FIELD,
        "records": user.role in KEEPERS,
    }


add_panel(
    Panel(
        "commitments",
        _("Commitments"),
        "cadres/commitments/panel.html",
        commitments_panel,
        TAB,
        30,
        PROGRAMME,
    )
)
