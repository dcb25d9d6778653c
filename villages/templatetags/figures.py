"""How numbers are written on pages: 13,800 · 12.5 · — for what is missing."""

from decimal import Decimal

from django import template

from villages.tables_in.cells import plain

register = template.Library()


@register.filter
def figure(value):
    """A number with thousands separators and no idle zeros; — for None."""
    if value is None or value == "":
        return "—"
    whole, dot, rest = plain(Decimal(value)).partition(".")
    return f"{int(whole):,}{dot}{rest}" if whole != "-0" else f"-0{dot}{rest}"
