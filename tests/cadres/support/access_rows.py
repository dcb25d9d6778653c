"""Who may read and record what units gave."""

from datetime import date

from cadres.models import Unit, UnitSupport

READERS = {"county", "leader", "township", "unit"}
WRITERS = {"county", "township", "unit"}
DAY = date(2026, 3, 2)


def support(unit, village):
    fields = {"unit": unit, "village": village, "on": DAY, "kind": "goods", "what": "电脑两台"}
    return {"pk": UnitSupport.objects.get_or_create(**fields)[0].pk}


def here(cast):
    return support(cast.water, cast.places.village)


def abroad(cast):
    unit, _new = Unit.objects.get_or_create(code="W09", name="外县水务局", county=cast.places.other)
    return support(unit, cast.places.abroad)


def words(cast):
    return {
        "unit": "U01",
        "village": cast.places.village.pk,
        "on": "2026-03-03",
        "kind": "money",
        "what": "修渠款",
        "amount": "30000",
    }


PAGE = {"kwargs": here, "outside": abroad}
ROWS = [
    {"url": "cadres:support_list", "method": "get", "allow": READERS},
    {"url": "cadres:support_create", "method": "get", "allow": WRITERS},
    {"url": "cadres:support_create", "method": "post", "allow": WRITERS, "data": words},
    PAGE | {"url": "cadres:support_page", "method": "get", "allow": READERS},
    PAGE | {"url": "cadres:support_edit", "method": "get", "allow": WRITERS},
    PAGE | {"url": "cadres:support_edit", "method": "post", "allow": WRITERS, "data": words},
]
