"""Villagers' matters on a village's page."""

from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import PROGRAMME
from cadres.periods import Quarter
from villages.panels import MAIN, TAB, Panel, add_panel

from .models import Matter

FEW = 5  # matters on the overview


MANY = 50  # matters or entries in a tab; the rest is a click away


def matters_panel(village, user):
    """What is open, sooner due first, then what was settled last."""
    today = timezone.localdate()
    quarter = Quarter.of(today)
    matters = Matter.objects.visible_to(user).filter(village=village)
    due = Q(due_on__range=(quarter.first_day, quarter.last_day))
    counts = matters.order_by().aggregate(
        count=Count("pk"),
        open=Count("pk", filter=Q(closed_on=None)),
        due=Count("pk", filter=due),
        on_time=Count("pk", filter=due & Q(closed_on__lte=F("due_on"))),
    )
    ordered = matters.order_by(F("closed_on").desc(nulls_first=True), "due_on", "pk")
    return counts | {"matters": ordered[:MANY], "quarter": quarter, "today": today, "user": user}


def matters_overview(village, user):
    told = matters_panel(village, user)
    return told | {"matters": told["matters"][:FEW]}


add_panel(
    Panel(
        "matters_now",
        _("Matters"),
        "cadres/matters/panel.html",
        matters_overview,
        MAIN,
        10,
        PROGRAMME,
    )
)
add_panel(
    Panel("matters", _("Matters"), "cadres/matters/panel.html", matters_panel, TAB, 20, PROGRAMME)
)
