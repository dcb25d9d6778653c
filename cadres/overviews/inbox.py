"""Accounts that were opened and wait for a role."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from cadres.inbox.sources import SECADMIN, OpenItem, source


@source("other", SECADMIN, board=False)
def accounts_without_role(user, today):
    """Opened by the system administrator, to be granted by the security one."""
    for account in User.objects.visible_to(user).filter(role="", is_active=True):
        yield OpenItem(
            _("Account %(name)s: to be given role and area") % {"name": account.username},
            reverse("accounts:user_grant", args=[account.pk]),
            SECADMIN,
            str(user),
            timezone.localdate(account.joined_at),
        )
