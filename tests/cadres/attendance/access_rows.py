"""Who may open which page: one row per URL and method."""

from tests.cadres.access import ABSENCE, ALL, LEAVE, MONTH, of, row

ROWS = [
    row("leave_list", ALL),
    row("leave_request", {"cadre"}),
    of("leave_page", ALL, *LEAVE),
    of("leave_decide", {"county", "township"}, *LEAVE, method="post"),
    of("leave_cancel", {"county", "township", "cadre"}, *LEAVE, method="post"),
    of("leave_return", {"county", "township", "cadre"}, *LEAVE, method="post"),
    of("leave_sheet", ALL, *LEAVE),
    of("leave_calendar", ALL, *MONTH),
    row("absence_list", ALL),
    row("absence_create", {"county", "township"}),
    of("absence_page", ALL, *ABSENCE),
    of("absence_explain", {"cadre"}, *ABSENCE, method="post"),
    of("absence_settle", {"county", "township"}, *ABSENCE, method="post"),
]
