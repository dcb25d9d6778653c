"""Working days of China: Monday to Friday, and what the table of holidays says otherwise."""

from datetime import date, timedelta

from .models import Holiday

LONGEST_REST = timedelta(days=20)  # a spring festival and what lies around it


def workdays(first: date, last: date) -> list[date]:
    """The working days of [first, last] in order; 61 in the second quarter of 2026. One query."""
    unlike = dict(Holiday.objects.within(first, last).values_list("day", "is_working"))
    days = (first + timedelta(n) for n in range((last - first).days + 1))
    return [day for day in days if unlike.get(day, day.weekday() < 5)]


def on_or_after(day: date) -> date:
    """`day`, or the next working day when it is none: how a time limit ends."""
    return workdays(day, day + LONGEST_REST)[0]
