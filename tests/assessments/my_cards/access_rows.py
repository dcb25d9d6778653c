"""Who has cards of the own."""

from tests.assessments.access import row

ROWS = [row("my_cards", {"cadre"})]
