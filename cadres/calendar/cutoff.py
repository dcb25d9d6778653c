"""What does a rate count on the day it is asked for? One cut-off, for cards, phones and reports.

What is due counts once its day is over, or as soon as it was done; what is still within its time
counts neither way. Days in post count up to the day of asking.
"""

from django.db.models import Q


def counts(due_on, done_on, today):
    """Whether a rate counts on `today` what was due on a day; `done_on` None: not done yet."""
    return due_on < today or done_on is not None


def counted(today, due="due_on", done="closed_on"):
    """The same of rows, as a Q."""
    return Q(**{f"{due}__lt": today}) | Q(**{f"{done}__isnull": False})


def last_counted(span, today):
    """The last day of a period that days are counted to."""
    return min(span.last_day, today)
