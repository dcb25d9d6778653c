"""Who may read facts, enter and import them, confirm one."""

from assessments.models import Fact
from tests.assessments.access import COUNTY, other, own, row, scheme
from tests.assessments.graded import PERIOD

READERS = {"county", "leader", "township", "scorer"}
SCORERS = {"county", "township", "unit", "scorer"}
FACT = {"kwargs": own(Fact, subject_code="441621102223"), "outside": other("fact")}
TABLE = {"kwargs": lambda cast: {"kind": "facts"}}

ROWS = [
    row("fact_list", READERS),
    row("fact_page", READERS, **FACT),
    row("fact_confirm", COUNTY, "post", **FACT),
    row("fact_entry", SCORERS, **scheme(period=PERIOD)),
    row("fact_entry", SCORERS, "post", **scheme(period=PERIOD)),
    row("import_marked", COUNTY, **TABLE),
    row("import_template", COUNTY, **TABLE),
]
