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
    (_("Commitments"), "cadres:commitment_list", {"county", "leader", "township"}),
    (_("Leave"), "cadres:leave_list", {"county", "township", "cadre"}),
    (_("Reports"), "cadres:report_list", {"county", "leader", "township", "unit"}),
    (_("Assessment"), "assessments:scheme_list", BUSINESS),
    (_("My card"), "assessments:my_cards", {"cadre"}),
    (_("Decisions"), "assessments:proposal_list", {"county", "leader"}),
    (_("Accounts"), "accounts:user_list", {"county", "sysadmin", "secadmin"}),
    (_("Ledger"), "accounts:ledger_list", {"auditor"}),
]


def address_of(url):
    """The path of a URL name, '' while no such page exists."""
    try:
        return reverse(url)
    except NoReverseMatch:
        return ""


def places_of(user):
    """[(label, path)] of a user's main places, in order."""
    places = [(label, address_of(url)) for label, url, roles in PLACES if user.role in roles]
    return [(label, path) for label, path in places if path]


def first_place(user):
    """Where a log-in leads; administrators have no desk."""
    return next((path for _label, path in places_of(user)), reverse("accounts:profile"))


def current(paths, here):
    """The longest path that `here` lies under; the root stands for itself only."""
    under = [path for path in paths if path == here or (path != "/" and here.startswith(path))]
    return max(under, key=len, default="")


def navigation(request):
    """`places` [(label, path, is it here)] and `first_place` of the person who is logged in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    places = places_of(user)
    here = current([path for _label, path in places], request.path)
    return {
        "places": [(label, path, path == here) for label, path in places],
        "first_place": first_place(user),
    }
