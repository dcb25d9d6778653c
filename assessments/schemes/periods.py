"""Quarters and years as a scheme knows them: their kind, their order, and which have begun."""

from cadres.periods import Quarter, Year


def kind(period):
    """`quarter` or `year`, as the period column of a table says it."""
    return "quarter" if isinstance(period, Quarter) else "year"


def order(period):
    """Sorts Quarters and Years by their end; a year comes after its fourth quarter."""
    return period.last_day, period.days


def has_ended(period, today):
    """Whether the last day of a Quarter or Year is over."""
    return today > period.last_day


def begun(year, today):
    """The Year of that number and its quarters, as far as they have begun, newest first."""
    whole = Year(year)
    return [each for each in (whole, *reversed(whole.quarters())) if each.first_day <= today]
