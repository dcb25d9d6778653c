"""The two doors: which rows a user may see (`visible_to`), which verbs a role may use.

Scope is a prefix of statistical codes: 441621 a county, 441621100 a township. Default is deny.
"""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.db import models

from accounts.roles import PLACES

LONGEST_CODE = 12  # digits of a village


def within(path, area_code):
    """Q for `path` lying under an area code, as a closed range that a plain index serves.

    Codes are digits only, so padding with 9 bounds them whatever the database's collation.
    """
    if not area_code:
        return models.Q(pk__in=[])
    last = area_code.ljust(LONGEST_CODE, "9")
    return models.Q(**{f"{path}__gte": area_code, f"{path}__lte": last})


class ScopedQuerySet(models.QuerySet):
    """Rows that belong somewhere. Subclasses say where (`area_path`) and who else may look."""

    area_path = "code"
    area_roles = PLACES

    def within(self, area_code):
        return self.filter(within(self.area_path, area_code))

    def visible_to(self, user):
        """Rows this user may see; a role that nobody provided for sees none."""
        if not user.is_authenticated:
            return self.none()
        if user.role in self.area_roles:
            return self.within(user.area_code)
        return getattr(self, f"_seen_by_{user.role}", lambda user: self.none())(user)


def for_roles(*roles):
    """Only these roles may call the view; others get 403 (anonymous users never come this far)."""

    def decorate(view):
        @wraps(view)
        def checked(request, *args, **kwargs):
            if request.user.role not in roles:
                raise PermissionDenied
            return view(request, *args, **kwargs)

        checked.roles = frozenset(roles)
        return checked

    return decorate


class ForRoles:
    """The same door for class views: `roles = {...}`."""

    roles = frozenset()

    def dispatch(self, request, *args, **kwargs):
        if request.user.role not in self.roles:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)
