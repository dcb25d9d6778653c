"""What one account may do to another: three administrators who cannot do each other's part.

The system administrator opens, closes and resets accounts but gives no role; the security
administrator gives role and area but opens none; the county office runs the accounts of its own
business. Nobody changes his own.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_noop

from . import ledger, passwords
from .models import ADMINISTRATORS, Role
from .roles import BUSINESS

OF_COUNTY = BUSINESS - {Role.COUNTY}


def may_manage(by, user):
    """May `by` open, close or reset this account?"""
    if by.pk == user.pk:
        return False
    return by.role == Role.SYSADMIN or (by.role == Role.COUNTY and user.role in OF_COUNTY)


def may_reset(by, user):
    """May `by` hand out a one-time password? Not one with which he would become another
    administrator: those are reset on the server (`manage.py reset_password`)."""
    return may_manage(by, user) and user.role not in ADMINISTRATORS


def may_grant(by, user):
    """May `by` give this account its role and area?"""
    return by.role == Role.SECADMIN and by.pk != user.pk


def _require(allowed):
    if not allowed:
        raise PermissionDenied


@transaction.atomic
def open_account(user, by, note=""):
    """Save a new account; returns its one-time password. `by` None: from the command line."""
    _require(by is None or may_manage(by, user))
    password = passwords.one_time()
    user.set_password(password)
    user.must_change_password = True
    ledger.write(user, by, note=note)
    return password


@transaction.atomic
def reset_password(user, by):
    """Replace the password; returns a one-time one. The account's sessions end."""
    _require(by is None or may_reset(by, user))
    password = passwords.one_time()
    user.set_password(password)
    user.must_change_password = True
    ledger.write(user, by, gettext_noop("reset password"))
    return password


def set_active(user, by, active):
    """Close or reopen an account; a closed one is logged out at its next request."""
    _require(may_manage(by, user))
    if user.is_active == active:
        return user
    user.is_active = active
    return ledger.write(user, by, gettext_noop("reopen") if active else gettext_noop("close"))


def grant(user, by):
    """Give the role and area that stand on `user`; its sessions stay, with the new rights."""
    _require(may_grant(by, user))
    return ledger.write(user, by, gettext_noop("grant"))
