"""The classes of villages that cards name: what is graded keeps its class (SCORING §11)."""

from assessments.schemes.models.schemes import SubjectKind
from cadres.periods import parse_period
from villages.class_readings import reads_classes

from .models.cards import Card


@reads_classes
def graded_until(counties):
    """{village code: the last day of its last graded period}; one SELECT."""
    cards = Card.objects.filter(scheme__county__in=counties, scheme__subject=SubjectKind.VILLAGE)
    rows = cards.order_by().values_list("subject_code", "period").distinct()
    last_days, found = {}, {}
    for village, period in rows:
        day = last_days.get(period) or last_days.setdefault(period, parse_period(period).last_day)
        found[village] = max(day, found.get(village, day))
    return found
