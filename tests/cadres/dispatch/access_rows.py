"""Who may open which page: one row per URL and method."""

from tests.cadres.access import ANNEX, COUNTY, LINE, NAMED, PLAN, READERS, of, row

ROWS = [
    row("nomination_list", READERS),
    row("nomination_create", {"county", "township", "unit"}),
    of("nomination_seat", COUNTY, *NAMED),
    of("nomination_withdraw", {"county", "township", "unit"}, *NAMED),
    of("nomination_withdraw", {"county", "township", "unit"}, *NAMED, method="post"),
    row("plan_list", {"county", "leader"}),
    row("plan_create", COUNTY),
    of("plan_page", {"county", "leader"}, *PLAN),
    of("plan_edit", COUNTY, *PLAN),
    of("plan_propose", COUNTY, *PLAN),
    of("plan_propose", COUNTY, *PLAN, method="post"),
    of("plan_take_back", COUNTY, *PLAN, method="post"),
    of("plan_fill", COUNTY, *PLAN, method="post"),
    of("plan_confirm", COUNTY, *PLAN),
    of("plan_confirm", COUNTY, *PLAN, method="post"),
    of("plan_annex", {"county", "leader"}, *ANNEX),
    of("line_edit", COUNTY, *LINE),
]
