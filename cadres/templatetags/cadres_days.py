"""Days until and since, said with the page's own `today`; rows of a table as records."""

from django import template

register = template.Library()


@register.filter
def days_left(matter, today):
    """Days until the answer is due; negative when overdue, None when closed."""
    return matter.days_left(today)


@register.filter
def days_held(matter, today):
    """Days in the present hands."""
    return (today - matter.held_since).days


@register.filter
def age(matter, today):
    return matter.age(today)


@register.filter
def minus(number):
    return -number


@register.filter
def entry(mapping, key):
    """The entry of a mapping, '' when there is none."""
    return mapping.get(key, "")


@register.filter
def records(rows):
    """The records behind the rows of a table."""
    return [row.record for row in rows]
