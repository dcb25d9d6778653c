"""Who may open which page: one row per URL and method."""

from tests.cadres.access import COUNTY, READERS, UNIT, of, row

ROWS = [
    row("unit_list", READERS),
    row("unit_create", COUNTY),
    of("unit_page", READERS, *UNIT, shared=True),
    of("unit_edit", COUNTY, *UNIT),
    of("unit_liaisons", COUNTY, *UNIT),
]
