"""Days until and since, said with the page's own `today`; texts as paragraphs; rows as records."""

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html_join

from cadres.calendar.years import remark

register = template.Library()

register.simple_tag(remark, name="days_remark")


@register.filter
def days_left(matter, today):
    """Days until the answer is due; negative when overdue, None when closed."""
    return matter.days_left(today)


@register.filter
def days_held(matter, today):
    """Days in the present hands, of a matter or another paper."""
    return (today - (getattr(matter, "held_since", None) or matter.since)).days


@register.filter
def overdue(matter, today):
    return matter.is_overdue(today)


@register.filter
def age(matter, today):
    return matter.age(today)


@register.filter
def short_day(day, today):
    """5月8日 of this year, 2025年5月8日 of another."""
    return date_format(day, "MONTH_DAY_FORMAT" if day.year == today.year else "DATE_FORMAT")


@register.filter
def minus(number):
    return -number


@register.filter
def paragraphs(text):
    """Every line a paragraph of its own, as papers are set."""
    lines = [line.strip() for line in text.splitlines()]
    return format_html_join("", "<p>{}</p>", ((line,) for line in lines if line))


@register.filter
def entry(mapping, key):
    """The entry of a mapping, '' when there is none."""
    return mapping.get(key, "")


@register.filter
def records(rows):
    """The records behind the rows of a table."""
    return [row.record for row in rows]
