"""What the access rows of several rooms are made of: roles, and objects in and out of scope."""

from datetime import date

from cadres.models import (
    Absence,
    Batch,
    Cadre,
    DispatchLine,
    DispatchPlan,
    LeaderLink,
    Leave,
    Nomination,
    Posting,
    Unit,
    WorkTeam,
)

READERS = {"county", "leader", "township", "unit"}
ALL = READERS | {"cadre"}
COUNTY = {"county"}
FIRST, LAST = date(2026, 3, 2), date(2026, 3, 3)


def abroad(cast):
    """A unit, person, batch, team and posting of the neighbour county."""
    county, village = cast.places.other, cast.places.abroad
    unit, _new = Unit.objects.get_or_create(code="X01", name="外县水务局", county=county)
    cadre, _new = Cadre.objects.get_or_create(code="X001", name="外人", unit=unit, phone="139")
    batch, _new = Batch.objects.get_or_create(county=county, code="2026")
    team, _new = WorkTeam.objects.get_or_create(code="XT1", village=village, batch=batch)
    posting, _new = Posting.objects.get_or_create(cadre=cadre, team=team, since=date(2026, 1, 8))
    return unit, cadre, batch, team, posting


def leave(posting, decider="township"):
    days = {"since": FIRST, "until": LAST, "reason": "家事", "decider": decider}
    return {"pk": Leave.objects.get_or_create(posting=posting, **days)[0].pk}


def absence(posting):
    days = {"since": FIRST, "until": LAST, "found_by": "抽查", "explanation": "送医"}
    return {"pk": Absence.objects.get_or_create(posting=posting, **days)[0].pk}


def link(village, county):
    fields = {"leader": "黄志远", "village": village, "county": county, "of_county": False}
    return {"pk": LeaderLink.objects.get_or_create(**fields)[0].pk}


def nomination(batch, cadre):
    return {"pk": Nomination.objects.get_or_create(batch=batch, cadre=cadre)[0].pk}


def plan(batch):
    return DispatchPlan.objects.get_or_create(batch=batch, figures_year=2025)[0]


def line(batch, village):
    fields = {"plan": plan(batch), "village": village, "size": 1, "level": "county"}
    return {"pk": DispatchLine.objects.get_or_create(**fields)[0].pk}


def own_person(cast):
    """A person of the township's own unit whom the county's liaison speaks for as well."""
    fields = {"name": "镇水务所", "county": cast.places.county, "township": cast.places.town}
    unit, _new = Unit.objects.get_or_create(code="T01", **fields)
    unit.liaisons.add(cast.unit)
    cadre, _new = Cadre.objects.get_or_create(code="C009", name="钟伟明", unit=unit)
    return cadre


def row(url, allow, method="get", kwargs=None, outside=None, **more):
    found = {"url": f"cadres:{url}", "method": method, "allow": set(allow)}
    return found | {"kwargs": kwargs, "outside": outside} | more


def of(url, allow, kwargs, outside, method="get", **more):
    """A row about one object."""
    return row(url, allow, method, kwargs, outside, **more)


IMPORT = {"kwargs": lambda cast: {"kind": "units"}}
UNIT = (lambda cast: {"pk": cast.water.pk}, lambda cast: {"pk": abroad(cast)[0].pk})
PERSON = (lambda cast: {"pk": cast.person.pk}, lambda cast: {"pk": abroad(cast)[1].pk})
BATCH = (lambda cast: {"pk": cast.batch.pk}, lambda cast: {"pk": abroad(cast)[2].pk})
TEAM = (lambda cast: {"pk": cast.team.pk}, lambda cast: {"pk": abroad(cast)[3].pk})
POSTING = (lambda cast: {"pk": cast.posting.pk}, lambda cast: {"pk": abroad(cast)[4].pk})
LEAVE = (lambda cast: leave(cast.posting), lambda cast: leave(abroad(cast)[4]))
ABSENCE = (lambda cast: absence(cast.posting), lambda cast: absence(abroad(cast)[4]))
LINK = (
    lambda cast: link(cast.places.village, cast.places.county),
    lambda cast: link(cast.places.abroad, cast.places.other),
)
NAMED = (
    lambda cast: nomination(cast.batch, own_person(cast)),
    lambda cast: nomination(*abroad(cast)[2:0:-1]),
)
PLAN = (lambda cast: {"pk": plan(cast.batch).pk}, lambda cast: {"pk": plan(abroad(cast)[2]).pk})
LINE = (
    lambda cast: line(cast.batch, cast.places.village),
    lambda cast: line(abroad(cast)[2], cast.places.abroad),
)
TO_TEAM = tuple(lambda cast, of=of_team: {"team": of(cast)["pk"]} for of_team in TEAM)
MONTH = tuple(
    lambda cast, of=of_team: {"team": of(cast)["pk"], "year": 2026, "month": 3} for of_team in TEAM
)
ANNEX = tuple(lambda cast, of=of_plan: of(cast) | {"number": 1} for of_plan in PLAN)
