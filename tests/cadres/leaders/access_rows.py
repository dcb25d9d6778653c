"""Who may record and read visits of leaders."""

from datetime import date

from cadres.models import LeaderLink, LeaderVisit

READERS = {"county", "leader", "township"}
DAY = date(2026, 3, 2)


def link(village, user=None):
    fields = {"county_id": village.pk[:6], "leader": "黄志远", "village": village, "user": user}
    return LeaderLink.objects.get_or_create(**fields)[0]


def visit(village, user=None):
    fields = {"link": link(village, user), "village": village, "on": DAY, "seen": "看了路"}
    return {"pk": LeaderVisit.objects.get_or_create(**fields)[0].pk}


def here(cast):
    return visit(cast.places.village, cast.leader)


def abroad(cast):
    return visit(cast.places.abroad)


def link_here(cast):
    return {"link": link(cast.places.village, cast.leader).pk}


def link_abroad(cast):
    return {"link": link(cast.places.abroad).pk}


def words(cast):
    return {
        "on": "2026-03-03",
        "village": cast.places.village.pk,
        "seen": "水渠漏水",
        "promise-TOTAL_FORMS": "0",
        "promise-INITIAL_FORMS": "0",
    }


CREATE = {
    "url": "cadres:visit_create",
    "allow": READERS,
    "kwargs": link_here,
    "outside": link_abroad,
}
PAGE = {"allow": READERS, "kwargs": here, "outside": abroad}
ROWS = [
    {"url": "cadres:visit_list", "method": "get", "allow": READERS},
    {"url": "cadres:visit_plan_now", "method": "get", "allow": READERS},
    {
        "url": "cadres:visit_plan",
        "method": "get",
        "allow": READERS,
        "kwargs": lambda cast: {"half": "2026-H1"},
    },
    CREATE | {"method": "get"},
    CREATE | {"method": "post", "data": words},
    PAGE | {"url": "cadres:visit_page", "method": "get"},
    PAGE | {"url": "cadres:visit_confirm", "method": "post", "allow": {"leader"}},
]
