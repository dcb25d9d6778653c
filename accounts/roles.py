"""Every role of the programme, a row each, and the sets of roles that pages and rows speak of.

A new role is one row here and its first page (`@first_page("…")`, assessments/desks/views/home.py).
What it may do follows from the sets it stands in; what only one role does names that role itself.
A row that a role sees not by its area but by some other tie (a unit's people, a cadre's own
records) is a method `_seen_by_<role>` of its queryset.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class RoleRow:
    """`sets` are names of the sets below; `may` says on the own account what this role may do."""

    value: str
    label: Promise
    sets: str
    may: Promise


ROLES = (
    RoleRow(
        "county",
        _("County office"),
        "OFFICE PLACES DESKS PROGRAMME BUSINESS KEEPERS FIELD FILERS SCORING",
        _("The whole county: registry, dispatch, schemes, publishing, deciding."),
    ),
    RoleRow(
        "leader",
        _("County leader"),
        "OFFICE PLACES DESKS PROGRAMME BUSINESS",
        _("The whole county, to read; own visits to linked places."),
    ),
    RoleRow(
        "township",
        _("Township committee"),
        "PLACES DESKS PROGRAMME BUSINESS KEEPERS FIELD FILERS AUTHORS SCORING",
        _("Own township: villages, teams, leave, comments on diaries, reports."),
    ),
    RoleRow(
        "unit",
        _("Unit liaison"),
        "DESKS PROGRAMME BUSINESS FILERS AUTHORS SCORING",
        _("Own unit's cadres: nominating, reports, their results."),
    ),
    RoleRow(
        "cadre",
        _("Resident cadre"),
        "PROGRAMME BUSINESS FIELD",
        _("Own posting and village: diary, matters, leave, own card."),
    ),
    RoleRow(
        "scorer",
        _("Scorer"),
        "BUSINESS SCORING",
        _("The lines this account scores: entries with a reason."),
    ),
    RoleRow(
        "sysadmin",
        _("System administrator"),
        "ADMINISTRATORS",
        _("Accounts: opening, closing, one-time passwords. No roles, no business data."),
    ),
    RoleRow(
        "secadmin",
        _("Security administrator"),
        "ADMINISTRATORS",
        _("Rights: role and area of an account. Opens no account, sees no scores."),
    ),
    RoleRow(
        "auditor",
        _("Audit administrator"),
        "ADMINISTRATORS",
        _("The ledger, to read. Own reading is recorded too."),
    ),
)


def _roles_of(name):
    return frozenset(row.value for row in ROLES if name in row.sets.split())


OFFICE = _roles_of("OFFICE")  # the county's organisation department and its leaders
PLACES = _roles_of("PLACES")  # sees whatever lies under its area code
DESKS = _roles_of("DESKS")  # reads the registers at a desk
PROGRAMME = _roles_of("PROGRAMME")  # takes part in the programme
BUSINESS = _roles_of("BUSINESS")  # everybody but the three administrators
KEEPERS = _roles_of("KEEPERS")  # keeps the records of villages
FIELD = _roles_of("FIELD")  # works on villagers' matters and promises
FILERS = _roles_of("FILERS")  # files nominations, support, visits and medical checks
AUTHORS = _roles_of("AUTHORS")  # writes the quarterly report of a township or unit
SCORING = _roles_of("SCORING")  # may be named by a scheme to enter scores
ADMINISTRATORS = _roles_of("ADMINISTRATORS")  # 三员: runs the system, does no business in it

Role = TextChoices("Role", [(row.value.upper(), (row.value, row.label)) for row in ROLES])


MAY = {row.value: row.may for row in ROLES}


def role_choices():
    """A callable, so that a new role needs no migration; a role that no row names sees nothing."""
    return Role.choices
