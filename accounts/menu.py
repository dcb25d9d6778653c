"""Where its pages stand in the menu and in the rows of tabs."""

from django.utils.translation import gettext_lazy as _

from .navigation import HEAD, add_place

add_place(HEAD, 120, _("Accounts"), "accounts:user_list", {"county", "sysadmin", "secadmin"})
add_place(HEAD, 130, _("Ledger"), "accounts:ledger_list", {"auditor"})
