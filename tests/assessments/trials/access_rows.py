"""Who may try another table."""

from tests.assessments.access import COUNTY, row, scheme

ROWS = [row("scheme_try", COUNTY, **scheme()), row("scheme_try", COUNTY, "post", **scheme())]
