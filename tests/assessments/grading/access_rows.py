"""Who may grade, publish, correct, and read what a run or a correction left."""

from assessments.models import Card, GradingRun
from tests.assessments.access import COUNTY, READERS, other, own, ready, row, scheme
from tests.assessments.graded import PERIOD

RUN = {"kwargs": own(GradingRun), "outside": other("run")}


def corrected(cast):
    """The card of C001 as a correction of an older version."""
    ready(cast)
    card = Card.objects.filter(subject_code="C001").order_by("-version").first()
    if card.replaces_id is None:
        old = card.pk
        card.pk, card.version, card.replaces_id = None, card.version + 1, old
        card.save()
    return {"pk": card.pk}


ROWS = [
    row("run_page", COUNTY | {"leader"}, **RUN),
    row("card_compare", READERS | {"cadre"}, kwargs=corrected, outside=other("card")),
    *(
        row(verb, COUNTY, method, **scheme(period=PERIOD))
        for verb in ("grade", "publish", "correct", "move_rules")
        for method in ("get", "post")
    ),
]
