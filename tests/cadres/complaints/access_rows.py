"""Who may use the suggestion box: everybody, each for himself; the county answers."""

from datetime import date

from accounts.models import Role
from cadres.models import Complaint

ALL = set(Role.values)
DAY = date(2026, 3, 2)


def complaint(area_code, answered_on=None):
    """An answered one is published, so that everybody of the county sees it."""
    made, _new = Complaint.objects.get_or_create(
        area_code=area_code,
        kind="burden",
        answered_on=answered_on,
        defaults={
            "text": "同一张表填三遍",
            "handed_in_on": DAY,
            "due_on": DAY,
            "published": bool(answered_on),
        },
    )
    return {"pk": made.pk}


def at(area_code, answered_on=None):
    return lambda cast: complaint(area_code, answered_on)


ROWS = [
    {
        "url": "cadres:complaint_page",
        "method": "get",
        "allow": ALL,
        "shared": True,
        "kwargs": at("441621", DAY),
        "outside": at("441622", DAY),
    },
    {
        "url": "cadres:complaint_reply",
        "method": "post",
        "allow": {"county"},
        "kwargs": at("441621"),
        "outside": at("441622"),
        "data": lambda cast: {"answer": "已合并成一张"},
    },
    {"url": "cadres:complaint_list", "method": "get", "allow": ALL},
    {"url": "cadres:complaint_create", "method": "get", "allow": ALL},
    {
        "url": "cadres:complaint_create",
        "method": "post",
        "allow": ALL,
        "data": lambda cast: {"kind": "wish", "text": "少填一张表"},
    },
    {"url": "cadres:complaint_find", "method": "get", "allow": ALL},
    {
        "url": "cadres:complaint_find",
        "method": "post",
        "allow": ALL,
        "data": lambda cast: {"code": "2345678923"},
    },
]
