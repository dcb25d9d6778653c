"""Who may open which page: one row per URL and method."""

from tests.cadres.access_work import row

ROWS = [
    row("today", {"cadre"}),
]
