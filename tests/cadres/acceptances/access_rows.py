"""Who opens, answers, examines, approves and reads acceptances; who ends a leader's link."""

from datetime import date

from django.utils import timezone

from cadres.models import Acceptance, AcceptanceProblem, Batch, LeaderLink

READERS = {"county", "leader", "township", "cadre"}
WRITERS = {"county", "township"}
BOTH = ("get", "post")
DAY = date(2023, 1, 8)


def acceptance(village, state, conclusion=""):
    batch, _new = Batch.objects.get_or_create(
        county_id=village.pk[:6], code="2023", defaults={"since": DAY}
    )
    made, _new = Acceptance.objects.get_or_create(
        batch=batch,
        village=village,
        place_code=village.pk,
        defaults={
            "state": state,
            "conclusion": conclusion,
            "since": DAY,
            "until": date(2026, 1, 7),
            "held_since": date(2026, 1, 8),
            "read_at": timezone.now(),
            "approved_at": timezone.now() if state == "approved" else None,
        },
    )
    return {"pk": made.pk}


def problem(village):
    acceptance(village, "approved", "mend")
    row = Acceptance.objects.get(village=village)
    made, _new = AcceptanceProblem.objects.get_or_create(
        acceptance=row, text="公开栏", due_on=date(2026, 6, 30)
    )
    return {"pk": made.pk}


def link(village):
    fields = {"county_id": village.pk[:6], "leader": "刘镇长", "village": village}
    return {"pk": LeaderLink.objects.get_or_create(**fields, of_county=False)[0].pk}


def of(name, allow, state, methods=("post",), conclusion="", data=None):
    row = {
        "url": f"cadres:{name}",
        "allow": allow,
        "data": data,
        "kwargs": lambda cast: acceptance(cast.places.village, state, conclusion),
        "outside": lambda cast: acceptance(cast.places.abroad, state, conclusion),
    }
    return [row | {"method": method} for method in methods]


def on_village(name, allow, make, methods, data=None):
    row = {
        "url": f"cadres:{name}",
        "allow": allow,
        "data": data,
        "kwargs": lambda cast: make(cast.places.village),
        "outside": lambda cast: make(cast.places.abroad),
    }
    return [row | {"method": method} for method in methods]


GET = ("get",)
ROWS = [
    {"url": "cadres:acceptance_list", "method": "get", "allow": READERS},
    {"url": "cadres:acceptance_towns", "method": "get", "allow": {"county", "leader"}},
    {"url": "cadres:acceptance_open", "method": "get", "allow": {"county"}},
    {"url": "cadres:acceptance_open", "method": "post", "allow": {"county"}},
    *of("acceptance_page", READERS, "draft", GET),
    *of("acceptance_sheet", READERS, "draft", GET),
    *of("acceptance_paper", READERS, "approved", GET, "passed"),
    *of("acceptance_answer", {"township"}, "draft", BOTH),
    *of("acceptance_examine", {"county"}, "submitted", BOTH),
    *of("acceptance_submit", {"township"}, "draft"),
    *of("acceptance_read", WRITERS, "draft"),
    *of("acceptance_return", {"county"}, "submitted", data=lambda cast: {"remark": "补材料"}),
    *of("acceptance_conclude", {"county"}, "submitted", BOTH),
    *of("acceptance_approve", {"county"}, "examined"),
    *of("acceptance_again", {"county"}, "approved", conclusion="failed"),
    *on_village(
        "acceptance_problem_mend", WRITERS, problem, ("post",), lambda cast: {"how": "已更新"}
    ),
    *on_village("link_end", WRITERS, link, BOTH),
]
