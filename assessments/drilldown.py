"""Where a number leads: the list that adds up to it."""

from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.urls import resolve, reverse


class Figure(NamedTuple):
    """A number on a desk and the address of the list behind it."""

    value: Any
    href: str


def link(name, *args, **filters):
    """The address of a list with its filters; empty filters are left out."""
    query = urlencode({key: value for key, value in filters.items() if value not in ("", None)})
    return reverse(name, args=args) + (f"?{query}" if query else "")


def link_for(user, name, *args):
    """The address of a page if this user's role may open it, else ''."""
    path = reverse(name, args=args)
    view = resolve(path).func
    return path if user.role in getattr(view, "view_class", view).roles else ""


def results(scheme, period, **filters):
    """The results of one scheme and period."""
    return link("assessments:result_list", scheme, period, **filters)
