"""Everybody's own inbox; another person's notice does not exist."""

from django.utils import timezone

from accounts.models import Role
from cadres.models import Notice

READERS = set(Role.values) - {"sysadmin", "auditor"}


def notice(user):
    made, _new = Notice.objects.get_or_create(
        user=user,
        event="cadres.leave approve leave",
        defaults={"what": "温国强 2026-04-13", "url": "/inbox/", "at": timezone.now()},
    )
    return {"pk": made.pk}


ROWS = [
    {"url": "inbox", "method": "get", "allow": READERS},
    {"url": "inbox_read", "method": "post", "allow": READERS},
    *(
        {
            "url": "inbox_notice",
            "method": "get",
            "allow": {role},
            "own": True,
            "kwargs": lambda cast, role=role: notice(getattr(cast, role)),
            "outside": lambda cast: notice(cast.stranger),
        }
        for role in ("county", "township", "cadre")
    ),
]
