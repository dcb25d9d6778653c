"""How a number is written: what a table may hold, and what people are shown."""

from __future__ import annotations

import re
from decimal import Decimal

NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")
"""Plain ASCII digits, few enough that all sums over a county stay exact."""


def number_text(value: Decimal | str | int) -> str:
    """A number for people: no exponent and no idle zeros (`25`, `0.5`)."""
    text = str(value)
    if "E" in text:
        text = f"{Decimal(text):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def decimals_of(value: Decimal) -> int:
    """How many decimals a number needs (`1.50` → 1); below 0 for whole tens and hundreds."""
    exponent = value.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0
