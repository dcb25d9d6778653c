"""How periods, points and waiting times are written."""

import re
from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from assessments.scoring.cells.names import column_title
from cadres.periods import parse_period

register = template.Library()


@register.filter
def period(value):
    """2026-Q1 → 2026年第1季度 / 2026 Q1."""
    return parse_period(str(value)).label(get_language() or "zh") if value else "—"


@register.filter
def points(value):
    """Exact, at least two decimals, a true minus; — for missing."""
    if value is None or value == "":
        return "—"
    text = f"{Decimal(value):f}"
    whole, _dot, part = text.partition(".")
    part = part.rstrip("0").ljust(2, "0")
    return f"{whole}.{part}".replace("-", "−")


@register.filter
def marks(value):
    """Full marks: 40, 12.5; — for missing."""
    if value is None or value == "":
        return "—"
    text = f"{Decimal(value):f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", "−")


@register.filter
def signed(value):
    """+12.30, −4.00, ±0; — for missing."""
    if value is None:
        return "—"
    return f"+{points(value)}" if value > 0 else points(value) if value else "±0"


@register.filter
def since(value):
    """Days that something has waited: 今天, 4 天; — for missing."""
    if not value:
        return "—"
    day = timezone.localtime(value).date() if hasattr(value, "hour") else value
    days = (timezone.localdate() - day).days
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days} if days > 0 else _("today")


@register.filter
def share(part, whole):
    """Percent as a length for an SVG attribute: 83.3%; 0% of nothing."""
    if part is None or not whole:
        return "0%"
    percent = min(max(Decimal(part) * 100 / Decimal(whole), Decimal(0)), Decimal(100))
    return f"{percent:.2f}%"


@register.filter
def short_period(value):
    """2026-Q1 → 2026年1季 / 2026 Q1, for narrow heads."""
    parsed = parse_period(str(value))
    chinese = (get_language() or "zh").startswith("zh")
    if not chinese or not hasattr(parsed, "number"):
        return parsed.label(get_language() or "zh")
    return f"{parsed.year} {'一二三四'[parsed.number - 1]}季"


@register.filter
def lookup(mapping, key):
    """The value under a key; — without one."""
    return mapping.get(key, "—")


@register.filter
def said(by_column, column):
    """The sentences about one column; none of no row."""
    return (by_column or {}).get(column, [])


@register.filter
def column_name(column):
    """points → 分值, as the header of a scheme's table says it."""
    return column_title(column, get_language() or "zh")


@register.filter
def minus(value, other):
    """Difference of two scores; None where one is missing."""
    return None if value in (None, "") or other in (None, "") else value - other


MEASURES = {
    "total": gettext_lazy("total"),
    "rank": gettext_lazy("rank"),
    "bottom": gettext_lazy("place from the bottom"),
    "grade": gettext_lazy("grade"),
    "percent": gettext_lazy("share of the possible points"),
}
SIGNS = {"<=": " ≤ ", ">=": " ≥ ", "<": " < ", ">": " > ", "=": " = "}
COMPARISON = re.compile(r"(total|rank|bottom|grade|percent)\s*(<=|>=|<|>|=)\s*([^&]+)")


@register.filter
def rule_words(params):
    """when=total<800 & bottom=1; years=3 → 总分 < 800，倒数名次 = 1，连续 3 年."""
    pairs = [pair.strip().partition("=") for pair in params.split(";")]
    values = {name.strip(): value.strip().strip("\"'") for name, _sign, value in pairs}
    parts = [
        f"{MEASURES[name]}{SIGNS[sign]}{limit.strip()}"
        for name, sign, limit in COMPARISON.findall(values.get("when", ""))
    ]
    if "years" in values:
        parts.append(_("%(n)s years in a row") % {"n": values["years"]})
    return "，".join(parts) or params
