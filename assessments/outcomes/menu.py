"""Where its pages stand in the menu."""

from django.utils.translation import gettext_lazy as _

from accounts.navigation import HEAD, add_place
from accounts.roles import OFFICE

add_place(HEAD, 110, _("Decisions"), "assessments:proposal_list", OFFICE)
