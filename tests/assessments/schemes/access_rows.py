"""Who may change a scheme's table on its page, begin a version, compare two."""

from tests.assessments.access_rows import BUSINESS, COUNTY, row, scheme

ROWS = [
    row("scheme_row", COUNTY, **scheme(number=2)),
    row("scheme_row", COUNTY, "post", **scheme(number=2)),
    row("scheme_row_add", COUNTY, **scheme(number=2)),
    row("scheme_row_add", COUNTY, "post", **scheme(number=2)),
    row("worksheet_drop", COUNTY, "post", **scheme()),
    row("version_begin", COUNTY, **scheme()),
    row("version_begin", COUNTY, "post", **scheme()),
    row("version_compare", BUSINESS, **scheme()),
]
