"""Who may open what in villages: one row per URL and method."""

from datetime import date

from villages.models import Activity, CommitteeMember, ProgrammeRule, ReserveCadre, VillageFlag

BUSINESS = {"county", "leader", "township", "unit", "cadre", "scorer"}
EDITORS = {"county", "township"}
DAY = date(2026, 1, 8)


def nothing(cast):
    return {}


def village(name):
    """kwargs of the village's own pages: `pk` or `code`."""
    return (lambda cast: {name: cast.places.village.pk}, lambda cast: {name: cast.places.abroad.pk})


def child(model, **fields):
    """kwargs of a page of something that a village keeps."""

    def kwargs(place):
        def make(cast):
            obj, _ = model.objects.get_or_create(village=getattr(cast.places, place), **fields)
            return {"pk": obj.pk}

        return make

    return kwargs("village"), kwargs("abroad")


def year(cast):
    return {"code": cast.places.village.pk, "year": 2025}


def year_abroad(cast):
    return {"code": cast.places.abroad.pk, "year": 2025}


def row(url, allow, kwargs=(nothing, None), method="get", data=None):
    inside, outside = kwargs
    return {
        "url": f"villages:{url}",
        "kwargs": inside,
        "outside": outside,
        "method": method,
        "allow": allow,
        "data": data,
    }


MEMBER = child(CommitteeMember, name="邓石生", party_post="secretary")
RESERVE = child(ReserveCadre, name="古志坚")
ACTIVITY = child(Activity, kind="disclosure", on=DAY, title="村务公开")
FLAG = child(VillageFlag, kind="poor", since=DAY)
RULE = (lambda cast: {"pk": ProgrammeRule.objects.first().pk}, None)
TOWN = (lambda cast: {"pk": cast.places.town.pk}, lambda cast: {"pk": "441622100"})
YEAR = (year, year_abroad)

PAGES = [
    row("village_list", BUSINESS),
    row("village_create", {"county"}),
    row("village_page", BUSINESS, village("pk")),
    row("village_edit", EDITORS, village("pk")),
    row("village_print", BUSINESS, village("pk")),
    row("class_change", EDITORS, village("code")),
    row("flag_add", EDITORS, village("code")),
    row("flag_end", EDITORS, FLAG),
    row("branch_edit", EDITORS, village("code")),
    row("member_create", EDITORS, village("code")),
    row("member_edit", EDITORS, MEMBER),
    row("reserve_create", EDITORS, village("code")),
    row("reserve_edit", EDITORS, RESERVE),
    row("step_add", EDITORS, RESERVE),
    row("figure_list", BUSINESS),
    row("year_edit", EDITORS, YEAR),
    row("activity_list", BUSINESS, village("code")),
    row("activity_create", EDITORS | {"cadre"}, village("code")),
    row("activity_edit", EDITORS | {"cadre"}, ACTIVITY),
    row("township_list", BUSINESS),
    row("township_page", BUSINESS, TOWN),
    row("township_edit", {"county"}, TOWN),
    row("rule_list", BUSINESS),
    row("rule_edit", {"county"}, RULE),
    row("import_table", {"county"}, (lambda cast: {"kind": "places"}, None)),
    row("import_table", EDITORS, (lambda cast: {"kind": "figures"}, None)),
    row("import_template", {"county"}, (lambda cast: {"kind": "places"}, None)),
]
# An empty POST is allowed to the role and refused by the form, or sent back to choose a file.
POSTED = [
    {**each, "method": "post"}
    for each in PAGES
    if each["url"].endswith(("_create", "_edit", "_add", "_end", "class_change", "import_table"))
]
VERBS = [
    row("year_confirm", EDITORS, YEAR, method="post"),
    row("import_commit", {"county"}, (lambda cast: {"kind": "places"}, None), method="post"),
    row("import_marked", {"county"}, (lambda cast: {"kind": "places"}, None)),
]
ROWS = PAGES + POSTED + VERBS
