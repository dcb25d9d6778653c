"""What the access rows of all rooms are made of: roles, and objects in and out of scope."""

from assessments.models import Card, GradingRun, Proposal, Scheme
from tests.assessments.graded import PERIOD, VILLAGES, graded, put, put_scheme

COUNTY = {"county"}
READERS = {"county", "leader", "township", "unit"}
BUSINESS = READERS | {"cadre", "scorer"}


def row(url, allow, method="get", **extra):
    return {"url": f"assessments:{url}", "method": method, "allow": allow} | extra


def ready(cast):
    if not Scheme.objects.filter(county=cast.places.county).exists():
        graded(cast)
    return cast


def abroad(cast):
    """A scheme, card, fact, proposal and run of the neighbour county."""
    county, village = cast.places.other, cast.places.abroad
    scheme = Scheme.objects.filter(county=county).first() or put_scheme(
        county, VILLAGES.replace("ZJ-V-2026", "LC-V-2026")
    )
    version = scheme.current
    fact = put(village.code, "lead", "10")
    card, _new = Card.objects.get_or_create(
        scheme=scheme,
        scheme_version=version,
        period=PERIOD,
        subject_code=village.code,
        defaults={
            "area_code": village.code,
            "subject_name": "水坑村",
            "computed_at": fact.entered_at,
        },
    )
    proposal, _new = Proposal.objects.get_or_create(card=card, outcome="O1", name="诫勉谈话")
    run, _new = GradingRun.objects.get_or_create(
        scheme_version=version, period=PERIOD, by="x", cards=1, waiting=0, changed=1, seconds=1
    )
    return {"scheme": scheme, "card": card, "fact": fact, "proposal": proposal, "run": run}


def own(model, **filters):
    return lambda cast: {"pk": ready(cast) and model.objects.filter(**filters).first().pk}


def other(name):
    return lambda cast: {"pk": abroad(cast)[name].pk}


def scheme(code="ZJ-V-2026", **extra):
    """kwargs of the county's scheme, the neighbour county's, and of none."""
    return {
        "kwargs": lambda cast: {"code": ready(cast) and code} | extra,
        "outside": lambda cast: {"code": abroad(cast)["scheme"].code} | extra,
        "missing": lambda cast: {"code": "ZJ-NONE"} | extra,
        "shared": True,
    }
