"""Where its pages stand in the menu and in the rows of tabs."""

from django.utils.translation import gettext_lazy as _

from accounts.navigation import HEAD, add_place
from accounts.roles import FIELD

add_place(HEAD, 70, _("Leave"), "cadres:leave_list", FIELD)
