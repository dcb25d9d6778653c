"""Who may read schemes, change a table on its page, begin a version, compare two, import one."""

from tests.assessments.access import BUSINESS, COUNTY, row, scheme

TABLE = {"kwargs": lambda cast: {"kind": "scheme"}}

ROWS = [
    row("scheme_list", BUSINESS),
    row("scheme_page", BUSINESS, **scheme()),
    row("scheme_table", BUSINESS, **scheme(number=1, kind="csv")),
    row("scheme_open", COUNTY, "post", **scheme()),
    row("scheme_row", COUNTY, **scheme(number=2)),
    row("scheme_row", COUNTY, "post", **scheme(number=2)),
    row("scheme_row_add", COUNTY, **scheme(number=2)),
    row("scheme_row_add", COUNTY, "post", **scheme(number=2)),
    row("worksheet_drop", COUNTY, "post", **scheme()),
    row("version_begin", COUNTY, **scheme()),
    row("version_begin", COUNTY, "post", **scheme()),
    row("version_compare", BUSINESS, **scheme()),
    row("import_table", COUNTY, **TABLE),
    row("import_commit", COUNTY, "post", **TABLE),
]
