"""Where the pages of assessments stand in the menu."""

from django.utils.translation import gettext_lazy as _

from accounts.navigation import HEAD, add_place
from accounts.roles import BUSINESS, OFFICE

add_place(HEAD, 10, _("Desk"), "home", BUSINESS)
add_place(HEAD, 90, _("Assessment"), "assessments:scheme_list", BUSINESS - {"cadre"})
add_place(HEAD, 100, _("My card"), "assessments:my_cards", {"cadre"})
add_place(HEAD, 110, _("Decisions"), "assessments:proposal_list", OFFICE)
