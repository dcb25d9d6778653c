"""Who runs a course, who reads about it, and whose excuse is whose."""

from datetime import date

from cadres.models import Training, TrainingAttendance, TrainingSession
from tests.cadres.access import PERSON, READERS, abroad

COUNTY, DESK = {"county"}, {"county", "leader"}
OFFICES = {"county", "leader", "township"}
DAY = date(2026, 3, 2)


def course(batch, **fields):
    fields = {"title": "培训", "since": DAY, "until": DAY, "state": "held"} | fields
    return Training.objects.get_or_create(batch=batch, **fields)[0]


def attendance(batch, cadre, **fields):
    row, _new = TrainingAttendance.objects.get_or_create(
        training=course(batch), cadre=cadre, defaults={"attended": False, **fields}
    )
    return {"pk": row.pk}


def session(batch):
    half = {"training": course(batch), "on": DAY, "half": "am", "hours": 4}
    return {"pk": TrainingSession.objects.get_or_create(**half)[0].pk}


def here(**fields):
    return lambda cast: {"pk": course(cast.batch, **fields).pk}


def there(**fields):
    return lambda cast: {"pk": course(abroad(cast)[2], **fields).pk}


def own(cast):
    return attendance(cast.batch, cast.person, excuse="送医")


def foreign(cast):
    _unit, cadre, batch, *_rest = abroad(cast)
    return attendance(batch, cadre, excuse="送医")


def row(url, allow, method="get", kwargs=None, outside=None, **more):
    found = {"url": f"cadres:{url}", "method": method, "allow": set(allow)}
    return found | {"kwargs": kwargs, "outside": outside} | more


def of(url, allow, method="get", **fields):
    return row(url, allow, method, here(**fields), there(**fields), shared=True)


SESSION = {
    "kwargs": lambda cast: session(cast.batch),
    "outside": lambda cast: session(abroad(cast)[2]),
    "shared": True,
}
EXCUSE = {"kwargs": own, "outside": foreign}
ROWS = [
    row("training_list", READERS),
    row("training_create", COUNTY),
    row("untrained_list", READERS),
    row("member_training_now", OFFICES),
    row("member_training_list", OFFICES, kwargs=lambda cast: {"year": 2026}),
    of("training_page", READERS),
    of("training_edit", COUNTY),
    of("training_timetable", COUNTY),
    of("training_people", COUNTY),
    of("training_call", COUNTY, "post", state="draft"),
    of("training_hold", COUNTY, "post", state="called"),
    of("training_close", COUNTY, "post"),
    of("training_sheet", READERS),
    of("training_notice", DESK),
    of("training_paper", DESK),
    row("training_sign", COUNTY, **SESSION),
    row("training_sign", COUNTY, "post", **SESSION),
    row("training_take_off", COUNTY, "post", **EXCUSE),
    row("training_explain", {"unit", "cadre"}, "post", data=lambda cast: {"words": "病"}, **EXCUSE),
    row("training_settle", COUNTY, "post", **EXCUSE),
    row("training_own", {"cadre"}),
    row("training_file", READERS | {"cadre"}, kwargs=PERSON[0], outside=PERSON[1]),
]
