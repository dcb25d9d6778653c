"""A log-in for somebody of the programme: opened, and hung on its unit or cadre, in one step."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts import ledger, rights
from accounts.models import Role


def check_links(role, unit, cadre):
    """A liaison needs a unit, a resident cadre a person without a log-in; nobody else has either.

    Raises ValidationError with a message per field.
    """
    faults = {}
    if (role == Role.UNIT) != bool(unit):
        faults["unit"] = _("A unit liaison, and nobody else, is hung on a unit.")
    if (role == Role.CADRE) != bool(cadre):
        faults["cadre"] = _("A resident cadre, and nobody else, is hung on a cadre.")
    elif cadre and cadre.user:
        faults["cadre"] = _("%(cadre)s already logs in as %(username)s.") % {
            "cadre": cadre,
            "username": cadre.user.username,
        }
    if faults:
        raise ValidationError(faults)


@transaction.atomic
def open_account(user, by, unit=None, cadre=None):
    """Save a new account with its link; returns the one-time password. `by` None: command line."""
    check_links(user.role, unit, cadre)
    password = rights.open_account(user, by)
    if unit:
        unit.liaisons.add(user)
        after = {"liaisons": user.username}
        ledger.record(by, gettext_noop("add a liaison"), unit, {}, after)
    if cadre:
        cadre.user = user
        ledger.write(cadre, by, gettext_noop("give a log-in"))
    return password
