"""Who may open which page of circulars, reminders and the papers of matters."""

from datetime import UTC, date, datetime

from cadres.models import Circular, Matter

READERS = {"county", "leader", "township", "unit", "cadre"}
WRITERS = {"county", "township"}
WORKERS = {"county", "township", "cadre"}
OFFICES = {"county", "leader", "township"}
DAY = date(2026, 3, 2)
NUMBERS = (
    "cadres",
    "expected",
    "present",
    "leave",
    "training",
    "absent",
    "raised",
    "answered",
    "overdue",
)


def circular(county, township=None, state="issued"):
    made, _new = Circular.objects.get_or_create(
        county=county,
        township=township,
        month="2026-03",
        year=2026,
        defaults={
            "state": state,
            "taken_at": datetime(2026, 4, 1, tzinfo=UTC),
            "figures": {
                "absences": [],
                "bodies": {"rows": [], "sum": dict.fromkeys(NUMBERS, 0)},
                "months": {"months": [], "rows": []},
                "overdue": [],
            },
        },
    )
    return {"pk": made.pk}


def matter(village):
    made, _new = Matter.objects.get_or_create(
        number=f"{village.pk[:6]}-2026-6001",
        village=village,
        title="路灯",
        category="roads",
        raised_on=DAY,
        due_on=DAY,
        held_since=DAY,
    )
    return {"pk": made.pk}


def row(url, allow, method="get", kwargs=None, outside=None, data=None):
    made = {"url": f"cadres:{url}", "method": method, "allow": set(allow)}
    return made | {"kwargs": kwargs, "outside": outside, "data": data}


def of_township(url, allow, method="get", state="issued"):
    return row(
        url,
        allow,
        method,
        lambda cast: circular(cast.places.county, cast.places.town, state),
        lambda cast: circular(cast.places.other, state=state),
    )


def written(url, method="get"):
    """Each office's own: the other one sees it once it is issued, and has no such verb."""
    return [
        of_township(url, {"township"}, method),
        row(
            url,
            {"county"},
            method,
            lambda cast: circular(cast.places.county),
            lambda cast: circular(cast.places.other),
        ),
    ]


def of_matter(url, allow, method="get"):
    return row(
        url,
        allow,
        method,
        lambda cast: matter(cast.places.village),
        lambda cast: matter(cast.places.abroad),
    )


ROWS = [
    row("circular_list", READERS),
    row("circular_open", WRITERS, "post", data=lambda cast: {"month": "2026-03"}),
    of_township("circular_page", READERS),
    of_township("circular_print", READERS),
    of_township("circular_tables", READERS),
    *written("circular_edit"),
    *written("circular_edit", "post"),
    *written("circular_refresh", "post"),
    *written("circular_read_back", "post"),
    *written("circular_issue"),
    *written("circular_issue", "post"),
    row("leave_now", OFFICES | {"unit"}),
    row("leave_month", OFFICES | {"unit"}, kwargs=lambda cast: {"year": 2026, "month": 3}),
    row("reminder_list", {"county", "township"}),
    row("diary_see_all", {"township"}, "post"),
    row("matter_register", READERS),
    row("matter_ages", OFFICES),
    of_matter("matter_slip", WORKERS),
    of_matter("matter_take_over", {"township"}, "post"),
]
