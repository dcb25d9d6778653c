"""Days as a sentence says them."""

from django.utils.formats import date_format


def day_in_words(day):
    return date_format(day, "MONTH_DAY_FORMAT")


def days_in_words(first, last):
    return day_in_words(first) if first == last else f"{day_in_words(first)} – {day_in_words(last)}"
