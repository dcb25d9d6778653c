"""Where its pages stand in the menu."""

from django.utils.translation import gettext_lazy as _

from accounts.navigation import HEAD, add_place
from accounts.roles import BUSINESS

add_place(HEAD, 10, _("Desk"), "home", BUSINESS)
