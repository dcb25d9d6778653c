"""Who promises, approves, publishes, carries out and settles."""

from datetime import date

from cadres.models import Commitment, DutyReview

READERS = {"county", "leader", "township", "unit", "cadre"}
WRITERS = {"county", "township", "cadre"}
OFFICES = {"county", "township"}
DAY = date(2026, 3, 2)


def promise(village, state="proposed"):
    fields = {"village": village, "state": state, "text": f"修路灯 {state}"}
    made, _new = Commitment.objects.get_or_create(
        **fields,
        defaults={
            "year": 2026,
            "promiser": "team",
            "kind": "deed",
            "standard": "亮灯",
            "person": "温国强",
            "due_on": DAY,
        },
    )
    return {"pk": made.pk}


def vote(village):
    made, _new = DutyReview.objects.get_or_create(
        village=village,
        promiser="team",
        on=DAY,
        defaults={
            "meeting": "村民代表会议",
            "said": "路灯",
            "satisfied": 20,
            "fairly": 5,
            "dissatisfied": 1,
        },
    )
    return {"pk": made.pk}


def words(cast):
    return {
        "village": cast.places.village.pk,
        "year": "2026",
        "promiser": "team",
        "kind": "deed",
        "text": "修路灯",
        "standard": "亮灯",
        "person": "温国强",
        "due_on": "2026-06-30",
        "reason": "缺钱",
    }


def ballots(cast):
    return {
        "village": cast.places.village.pk,
        "promiser": "team",
        "on": "2026-03-03",
        "meeting": "村民代表会议",
        "said": "路灯",
        "satisfied": "20",
        "fairly": "5",
        "dissatisfied": "1",
    }


def of_promise(name, allow, state="proposed", data=None, methods=("post",)):
    row = {
        "url": f"cadres:{name}",
        "allow": allow,
        "data": data,
        "kwargs": lambda cast: promise(cast.places.village, state),
        "outside": lambda cast: promise(cast.places.abroad, state),
    }
    return [row | {"method": method} for method in methods]


BOTH = ("get", "post")
ROWS = [
    {"url": "cadres:commitment_list", "method": "get", "allow": READERS},
    {"url": "cadres:commitment_create", "method": "get", "allow": WRITERS},
    {"url": "cadres:commitment_create", "method": "post", "allow": WRITERS, "data": words},
    *of_promise("commitment_page", READERS, methods=("get",)),
    *of_promise("commitment_edit", WRITERS, data=words, methods=BOTH),
    *of_promise("commitment_replace", WRITERS, "published", words, methods=BOTH),
    *of_promise("commitment_decide", {"township"}),
    *of_promise("commitment_propose", WRITERS, "returned"),
    *of_promise("commitment_publish", WRITERS, "approved"),
    *of_promise("commitment_step", WRITERS, "published"),
    *of_promise("commitment_settle", OFFICES, "published"),
    {
        "url": "cadres:commitment_poster",
        "method": "get",
        "allow": READERS,
        "kwargs": lambda cast: {"village": cast.places.village.pk, "year": 2026},
        "outside": lambda cast: {"village": cast.places.abroad.pk, "year": 2026},
    },
    {"url": "cadres:review_create", "method": "get", "allow": OFFICES},
    {"url": "cadres:review_create", "method": "post", "allow": OFFICES, "data": ballots},
    *[
        {
            "url": "cadres:review_edit",
            "method": method,
            "allow": OFFICES,
            "data": ballots,
            "kwargs": lambda cast: vote(cast.places.village),
            "outside": lambda cast: vote(cast.places.abroad),
        }
        for method in BOTH
    ],
]
