"""Where its pages stand in the menu."""

from django.utils.translation import gettext_lazy as _

from accounts.navigation import HEAD, add_place

add_place(HEAD, 100, _("My card"), "assessments:my_cards", {"cadre"})
