"""Where its pages stand in the menu and in the rows of tabs."""

from django.utils.translation import gettext_lazy as _

from accounts.navigation import add_place
from accounts.roles import DESKS
from cadres.workflow.tabs import REGISTERS

add_place(REGISTERS, 50, _("Support of units"), "cadres:support_list", DESKS)
