"""Who may open which page of assessments: one row per URL and method."""

from django.db.models import Q

from accounts.models import Role
from assessments.models import Card, Fact, GradingRun, Proposal, Scheme
from tests.assessments.graded import PERIOD, VILLAGES, graded, put, put_scheme

COUNTY = {"county"}
READERS = {"county", "leader", "township", "unit"}
BUSINESS = READERS | {"cadre", "scorer"}
EVERYBODY = {role.value for role in Role}


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


def imports(kind):
    return {"kwargs": lambda cast: {"kind": kind}}


CARD = {"kwargs": own(Card, subject_code="C001"), "outside": other("card")}
FACT = {"kwargs": own(Fact, subject_code="441621102223"), "outside": other("fact")}
PROPOSAL = {"kwargs": own(Proposal, outcome="O1"), "outside": other("proposal")}
RUN = {"kwargs": own(GradingRun), "outside": other("run")}


def compared(cast):
    """The card of C001 as a correction of an older version."""
    card = Card.objects.filter(ready(cast) and Q(subject_code="C001")).order_by("-version").first()
    if card.replaces_id is None:
        old = card.pk
        card.pk, card.version, card.replaces_id = None, card.version + 1, old
        card.save()
    return {"pk": card.pk}


COMPARED = {"kwargs": compared, "outside": other("card")}

ROWS = [
    {"url": "home", "method": "get", "allow": EVERYBODY},
    {"url": "find", "method": "get", "allow": BUSINESS},
    row("scheme_list", BUSINESS),
    row("scheme_page", BUSINESS, **scheme()),
    row("scheme_table", BUSINESS, **scheme(number=1, kind="csv")),
    row("scheme_try", COUNTY, **scheme()),
    row("scheme_try", COUNTY, "post", **scheme()),
    row("scheme_open", COUNTY, "post", **scheme()),
    row("card_page", READERS | {"cadre"}, **CARD),
    row("my_cards", {"cadre"}),
    row("fact_list", {"county", "leader", "township", "scorer"}),
    row("fact_page", {"county", "leader", "township", "scorer"}, **FACT),
    row("fact_confirm", COUNTY, "post", **FACT),
    row("fact_entry", {"county", "township", "unit", "scorer"}, **scheme(period=PERIOD)),
    row("fact_entry", {"county", "township", "unit", "scorer"}, "post", **scheme(period=PERIOD)),
    row("proposal_list", {"county", "leader"}),
    row("proposal_page", {"county", "leader"}, **PROPOSAL),
    row("proposal_decide", COUNTY, "post", **PROPOSAL),
    row("run_page", {"county", "leader"}, **RUN),
    row("result_list", READERS, **scheme(period=PERIOD)),
    row("grade", COUNTY, **scheme(period=PERIOD)),
    row("grade", COUNTY, "post", **scheme(period=PERIOD)),
    row("card_compare", READERS | {"cadre"}, **COMPARED),
    row("correct", COUNTY, **scheme(period=PERIOD)),
    row("correct", COUNTY, "post", **scheme(period=PERIOD)),
    row("publish", COUNTY, **scheme(period=PERIOD)),
    row("publish", COUNTY, "post", **scheme(period=PERIOD)),
    row("import_table", COUNTY, **imports("scheme")),
    row("import_commit", COUNTY, "post", **imports("scheme")),
    row("import_marked", COUNTY, **imports("facts")),
    row("import_template", COUNTY, **imports("facts")),
]
