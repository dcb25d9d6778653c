"""What stands in the head of every page: the main places of each role, in order."""

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

BUSINESS = {"county", "leader", "township", "unit", "scorer"}
PLACES = [
    (_("Desk"), "home", BUSINESS | {"cadre"}),
    (_("Villages"), "villages:village_list", {"county", "leader", "township"}),
    (_("Teams"), "cadres:team_list", {"county", "leader", "township", "unit"}),
    (_("Diary"), "cadres:diary_list", {"county", "township", "cadre"}),
    (_("Matters"), "cadres:matter_list", {"county", "leader", "township", "cadre"}),
    (_("Leave"), "cadres:leave_list", {"county", "township", "cadre"}),
    (_("Reports"), "cadres:report_list", {"county", "leader", "township", "unit"}),
    (_("Assessment"), "assessments:scheme_list", BUSINESS),
    (_("My card"), "assessments:my_cards", {"cadre"}),
    (_("Decisions"), "assessments:proposal_list", {"county", "leader"}),
    (_("Accounts"), "accounts:user_list", {"county", "sysadmin", "secadmin"}),
    (_("Ledger"), "accounts:ledger_list", {"auditor"}),
]


def exists(url):
    try:
        return bool(reverse(url))
    except NoReverseMatch:
        return False


def navigation(request):
    """{'places': [(label, url name)]} for the person who is logged in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {
        "places": [(label, url) for label, url, roles in PLACES if user.role in roles and exists(url)]
    }
