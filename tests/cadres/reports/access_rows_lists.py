"""Who may open which page: one row per URL and method."""

from tests.cadres.access_work import OFFICES, of_report, row

ROWS = [
    row("report_list", OFFICES),
    row("report_open", {"county"}, "post") | {"data": lambda cast: {"quarter": "2026-Q1"}},
    row("report_accept_many", {"county"}, "post"),
    of_report("report_page", OFFICES),
    of_report("report_edit", {"township", "unit"}),
    of_report("report_edit", {"township", "unit"}, "post"),
    of_report("report_submit", {"township", "unit"}, "post"),
    of_report("report_accept", {"county"}, "post", "submitted"),
    of_report("report_return", {"county"}, "get", "submitted"),
    of_report("report_return", {"county"}, "post", "submitted"),
    of_report("report_print", OFFICES),
]
