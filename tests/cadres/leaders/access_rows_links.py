"""Who may open which page: one row per URL and method."""

from tests.cadres.access import LINK, of, row

ROWS = [
    row("link_list", {"county", "leader", "township"}),
    row("link_create", {"county", "township"}),
    of("link_edit", {"county", "township"}, *LINK),
]
