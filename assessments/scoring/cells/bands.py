"""Which band holds a value, which bands none reaches, and what falls through them all (§3, §9)."""

from __future__ import annotations

from decimal import Decimal

from assessments.scoring.cells.grammar import Band


def band_of(bands: tuple[Band, ...], value: Decimal) -> int | None:
    """The index of the first band that holds the value; None when none does."""
    for index, band in enumerate(bands):
        if band.test is None or band.test.holds(value):
            return index
    return None


def unreachable(bands: tuple[Band, ...]) -> list[Band]:
    """The bands that no value reaches."""
    reached = {band_of(bands, value) for value in _samples(bands)}
    return [band for index, band in enumerate(bands) if index not in reached]


def missed(bands: tuple[Band, ...]) -> Decimal | None:
    """A value that no band holds; None when every value has its band."""
    return next((value for value in _samples(bands) if band_of(bands, value) is None), None)


def _samples(bands: tuple[Band, ...]) -> list[Decimal]:
    """The tests change only at their limits, so the limits and one value in each gap settle all."""
    limits = sorted({band.test.limit for band in bands if band.test}) or [Decimal(0)]
    between = [(low + high) / 2 for low, high in zip(limits, limits[1:], strict=False)]
    return [*limits, limits[0] - 1, *between, limits[-1] + 1]
