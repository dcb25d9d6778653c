"""Where its pages stand in the menu and in the rows of tabs."""

from django.utils.translation import gettext_lazy as _

from accounts.navigation import HEAD, add_place
from accounts.roles import DESKS
from cadres.workflow.tabs import REGISTERS

add_place(HEAD, 30, _("Teams"), "cadres:team_list", DESKS)
add_place(REGISTERS, 10, _("Work teams"), "cadres:team_list", DESKS)
add_place(REGISTERS, 20, _("Resident cadres"), "cadres:cadre_list", DESKS)
add_place(REGISTERS, 30, _("Roster"), "cadres:posting_list", DESKS)
add_place(REGISTERS, 110, _("Batches"), "cadres:batch_list", {"county"})
