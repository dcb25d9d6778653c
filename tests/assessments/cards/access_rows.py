"""Who may read a card and the results of a period."""

from assessments.models import Card
from tests.assessments.access import READERS, other, own, row, scheme
from tests.assessments.graded import PERIOD

CARD = {"kwargs": own(Card, subject_code="C001"), "outside": other("card")}

ROWS = [
    row("card_page", READERS | {"cadre"}, **CARD),
    row("result_list", READERS, **scheme(period=PERIOD)),
]
