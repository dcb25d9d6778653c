"""Places: what stands in the head of every page and in rows of tabs, by role and in order.

    add_place(HEAD, 30, _("Teams"), "cadres:team_list", DESKS)

A room adds its own in `<room>/menu.py`; nobody below or above names them.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

HEAD = "head"


@dataclass(frozen=True)
class Place:
    """`order` is its position in the row; `url` a URL name without arguments."""

    order: int
    label: Promise
    url: str
    roles: frozenset

    @property
    def path(self):
        return reverse(self.url)


ROWS = defaultdict(list)


def add_place(row, order, label, url, roles):
    """Show a page in the head (HEAD) or in a row of tabs, to these roles."""
    ROWS[row].append(Place(order, label, url, frozenset(roles)))
    ROWS[row].sort(key=lambda place: place.order)


def places_of(user, row=HEAD):
    """[(label, path)] of a user's places in one row, in order."""
    return [(place.label, place.path) for place in ROWS[row] if user.role in place.roles]


def first_place(user):
    """Where a log-in leads; administrators have no desk."""
    return next((path for _label, path in places_of(user)), reverse("accounts:profile"))


def current(paths, here):
    """The longest path that `here` lies under; the root stands for itself only."""
    under = [path for path in paths if path == here or (path != "/" and here.startswith(path))]
    return max(under, key=len, default="")


def tabs_of(request, row):
    """[(label, path, is it here)] of one row of tabs; none where there is only one."""
    here = reverse(request.resolver_match.view_name)
    tabs = [(label, path, path == here) for label, path in places_of(request.user, row)]
    return tabs if len(tabs) > 1 else []


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
