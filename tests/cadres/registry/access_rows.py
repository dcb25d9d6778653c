"""Who may open which page of the registry: one row per URL and method."""

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

ROWS = [
    row("import_table", COUNTY, **IMPORT),
    row("import_commit", COUNTY, "post", **IMPORT),
    row("import_marked", COUNTY, **IMPORT),
    row("import_template", COUNTY, **IMPORT),
    row("unit_list", READERS),
    row("unit_create", COUNTY),
    of("unit_page", READERS, *UNIT, shared=True),
    of("unit_edit", COUNTY, *UNIT),
    of("unit_liaisons", COUNTY, *UNIT),
    row("cadre_list", READERS),
    row("cadre_create", {"county", "unit"}),
    of("cadre_page", ALL, *PERSON),
    of("cadre_edit", {"county", "unit"}, *PERSON),
    of("cadre_phone", {"county", "township", "unit"}, *PERSON),
    of("cadre_phone", {"county", "township", "unit"}, *PERSON, method="post"),
    row("batch_list", COUNTY),
    row("batch_create", COUNTY),
    of("batch_edit", COUNTY, *BATCH),
    row("team_list", READERS),
    row("team_create", COUNTY),
    of("team_page", ALL, *TEAM),
    of("team_edit", COUNTY, *TEAM),
    row("posting_list", READERS),
    row("posting_roster", READERS),
    of("posting_page", ALL, *POSTING),
    of("posting_create", COUNTY, *TO_TEAM),
    of("posting_create", COUNTY, *TO_TEAM, method="post"),
    of("posting_end", COUNTY, *POSTING),
    of("posting_replace", COUNTY, *POSTING),
    row("leave_list", ALL),
    row("leave_request", {"cadre"}),
    of("leave_page", ALL, *LEAVE),
    of("leave_decide", {"county", "township"}, *LEAVE, method="post"),
    of("leave_cancel", {"cadre"}, *LEAVE, method="post"),
    of("leave_return", {"county", "township", "cadre"}, *LEAVE, method="post"),
    of("leave_sheet", ALL, *LEAVE),
    of("leave_calendar", ALL, *MONTH),
    row("absence_list", ALL),
    row("absence_create", {"county", "township"}),
    of("absence_page", ALL, *ABSENCE),
    of("absence_explain", {"cadre"}, *ABSENCE, method="post"),
    of("absence_settle", {"county", "township"}, *ABSENCE, method="post"),
    row("link_list", {"county", "leader", "township"}),
    row("link_create", {"county", "township"}),
    of("link_edit", {"county", "township"}, *LINK),
    row("nomination_list", READERS),
    row("nomination_create", {"county", "township", "unit"}),
    of("nomination_seat", COUNTY, *NAMED),
    of("nomination_withdraw", {"county", "township", "unit"}, *NAMED),
    of("nomination_withdraw", {"county", "township", "unit"}, *NAMED, method="post"),
    row("plan_list", {"county", "leader"}),
    row("plan_create", COUNTY),
    of("plan_page", {"county", "leader"}, *PLAN),
    of("plan_edit", COUNTY, *PLAN),
    of("plan_propose", COUNTY, *PLAN, method="post"),
    of("plan_fill", COUNTY, *PLAN, method="post"),
    of("plan_confirm", COUNTY, *PLAN),
    of("plan_confirm", COUNTY, *PLAN, method="post"),
    of("plan_annex", {"county", "leader"}, *ANNEX),
    of("line_edit", COUNTY, *LINE),
]
