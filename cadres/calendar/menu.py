"""Where its pages stand in the menu and in the rows of tabs."""

from django.utils.translation import gettext_lazy as _

from accounts.navigation import add_place
from cadres.workflow.tabs import REPORTS

add_place(REPORTS, 80, _("Holidays"), "cadres:holiday_list", {"county"})
