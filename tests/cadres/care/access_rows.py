"""Who sees to whom: units and townships to their cadres, townships to the village secretaries."""

from datetime import date

from cadres.models import Care
from tests.cadres.access import PERSON, READERS, abroad, row
from villages.models import CommitteeMember

OFFICES = {"county", "leader", "township"}
WRITERS = {"county", "township", "unit"}
DAY = date(2026, 3, 2)


def secretary(village):
    fields = {"village": village, "name": "书记", "party_post": "secretary"}
    return {"pk": CommitteeMember.objects.get_or_create(**fields)[0].pk}


def care(cadre):
    fields = {"cadre": cadre, "kind": "visit", "on": DAY, "by_whom": "局长"}
    return {"pk": Care.objects.get_or_create(**fields)[0].pk}


def words(cast):
    return {"kind": "visit", "on": "2026-03-03", "by_whom": "副镇长"}


SECRETARY = {
    "kwargs": lambda cast: secretary(cast.places.village),
    "outside": lambda cast: secretary(cast.places.abroad),
}
CADRE = {"kwargs": PERSON[0], "outside": PERSON[1]}
CARE = {"kwargs": lambda cast: care(cast.person), "outside": lambda cast: care(abroad(cast)[1])}
MONTH = {"kwargs": lambda cast: {"month": "2026-03"}}
ROWS = [
    row("care_list", READERS),
    row("care_secretary_list", OFFICES),
    row("care_cadre", READERS, **CADRE),
    row("care_cadre_record", WRITERS, **CADRE),
    row("care_cadre_record", WRITERS, "post", data=words, **CADRE),
    row("care_secretary", OFFICES, **SECRETARY),
    row("care_secretary_record", OFFICES - {"leader"}, **SECRETARY),
    row("care_secretary_record", OFFICES - {"leader"}, "post", data=words, **SECRETARY),
    row("care_edit", WRITERS, **CARE),
    row("secretary_allowance_now", OFFICES),
    row("secretary_allowance_now", {"township"}, "post"),
    row("secretary_allowance_month", OFFICES, **MONTH),
    row("secretary_pay_now", OFFICES),
    row("secretary_pay_list", OFFICES, kwargs=lambda cast: {"year": 2026}),
]
