"""What a number of a report is: its name, its source, the list behind it, and how it is shown."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

TENTH, HUNDREDTH = Decimal("0.1"), Decimal("0.01")
NUMBERS = {}


@dataclass(frozen=True)
class Number:
    """`query` {parameter: value or function of (first, last)} of the list `url` behind it; '' has
    no list. `of` (part, whole): a share of two others; every other number adds up over bodies.
    `by_unit`: the list can show a unit's own rows too; `by_half`: it counts from the half year's
    first day. Decimals are shown to a `step`."""

    code: str
    label: str
    unit: str
    source: str
    compute: Callable
    url: str = ""
    query: Callable = None
    of: tuple = ()
    by_unit: bool = False
    by_half: bool = False
    step: Decimal = TENTH

    def shown(self, value):
        return number_text(value, self.step)


def number(code, label, unit, source, url="", query=None, **more):
    """Registers the decorated function of a ReportingEntity as the number `code`."""

    def keep(compute):
        NUMBERS[code] = Number(code, label, unit, source, compute, url, query, **more)
        return compute

    return keep


def label_of(code):
    """Its name; the code itself of a number that is no longer drawn."""
    return NUMBERS[code].label if code in NUMBERS else code


def number_text(value, step=TENTH):
    """As text for the paper: 12, 88.3; None stays None."""
    if value is None:
        return None
    if isinstance(value, Decimal):
        value = value.quantize(step, ROUND_HALF_UP).normalize()
        return f"{value:f}"
    return str(value)


def percent(part, whole):
    """Decimal percent to a tenth, never rounded up: 100 is all of them. None of nothing."""
    return (Decimal(100 * part) / whole).quantize(TENTH, ROUND_DOWN) if whole else None


ORDINALS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
