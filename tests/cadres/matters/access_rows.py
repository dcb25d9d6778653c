"""Who may open which page: one row per URL and method."""

from tests.cadres.access_work import DAY, READERS, WORKERS, of_matter, row

ROWS = [
    row("matter_list", READERS),
    row("matter_create", WORKERS),
    row("matter_create", WORKERS, "post"),
    of_matter("matter_page", READERS, "get"),
    of_matter("matter_edit", WORKERS, "get"),
    of_matter("matter_edit", WORKERS, "post"),
    of_matter("matter_step", WORKERS),
    of_matter("matter_escalate", {"cadre"}),
    of_matter("matter_close", {"cadre"}),
    of_matter("matter_hand_down", {"cadre"}),
    of_matter("matter_tell", WORKERS, closed_on=DAY),
    of_matter("matter_reopen", WORKERS, closed_on=DAY),
]
