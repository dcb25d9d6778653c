"""Who may open which page: one row per URL and method."""

import uuid

from tests.cadres.access_work import READERS, WORKERS, month, of_entry, people_abroad, row

ROWS = [
    row("diary_list", READERS),
    row("diary_write", {"cadre"}),
    row("diary_write", {"cadre"}, "post") | {"data": lambda cast: {"id": str(uuid.uuid4())}},
    row("diary_week", {"township", "county"}),
    of_entry("diary_page", READERS),
    of_entry("diary_edit", {"cadre"}),
    of_entry("diary_see", {"township"}, "post"),
    of_entry("diary_return", {"township"}, "post", lambda cast: {"comment": "请补"}),
    row(
        "diary_month",
        WORKERS,
        "get",
        lambda cast: month(cast.person),
        lambda cast: month(people_abroad(cast)[0]),
    )
    | {"missing": lambda cast: {"cadre": "nobody", "year": 2026, "month": 3}},
]
