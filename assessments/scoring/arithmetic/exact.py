"""The arithmetic of a run: exact until the one rounding (§4).

A leaf's points stay a ratio of two exact decimals until they are printed, so that there is one
division and one rounding. The context's rounding, 05UP, keeps that division from making a tie
where there is none: what is then rounded half up is rounded as if the quotient were exact.
"""

from __future__ import annotations

from decimal import ROUND_05UP, ROUND_HALF_UP, Context, Decimal

CONTEXT = Context(prec=60, rounding=ROUND_05UP)
ZERO, ONE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)


def unit(decimals: int) -> Decimal:
    """The last printed place: 2 → 0.01."""
    return ONE.scaleb(-decimals)


def rounded(number: Decimal, divisor: Decimal, place: Decimal) -> Decimal:
    """`number / divisor` rounded half up to `place` (0.01); never a negative zero."""
    quotient = number if divisor == 1 else number / divisor
    result = quotient.quantize(place, ROUND_HALF_UP)
    return result if result else abs(result)


def steps_of(gap: Decimal, width: Decimal, partial: str) -> Decimal | None:
    """Whole steps of `width` in `gap` (both above 0), with `ceil` a begun one too; None when with
    `linear` parts of a step count as parts."""
    if partial == "linear":
        return None
    whole = gap // width
    return whole + 1 if partial == "ceil" and gap % width else whole
