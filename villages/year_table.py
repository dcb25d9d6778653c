"""Figures over the years as one table: what the chart draws and the page and the paper show."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from .models import FigureKind


@dataclass(frozen=True)
class YearRow:
    """One figure: `cells` are AnnualFigure or None, one per year; `last` is the newest of them.

    `growth` is percent over the year before, one decimal, None where either year is missing.
    """

    kind: FigureKind
    cells: list
    growth: list

    @property
    def last(self):
        return next((cell for cell in reversed(self.cells) if cell), None)


@dataclass(frozen=True)
class YearTable:
    years: list
    rows: list

    def row(self, code):
        return next((row for row in self.rows if row.kind.pk == code), None)

    @property
    def income(self):
        return self.row("collective_income")

    @property
    def waiting(self):
        """Years with figures that nobody has confirmed."""
        cells = [cell for row in self.rows for cell in row.cells if cell]
        return sorted({cell.year for cell in cells if cell.confirmed_at is None})


def _growth(before, now):
    if before is None or now is None or not before.value:
        return None
    rate = (now.value - before.value) * 100 / before.value
    return rate.quantize(Decimal("0.1"), ROUND_HALF_UP)


def year_table(village, span=6):
    """The YearTable of the last `span` years that have figures; one query."""
    figures = list(village.figures.select_related("kind"))
    years = sorted({each.year for each in figures})[-span:]
    kinds = sorted({each.kind for each in figures}, key=lambda kind: (kind.order, kind.pk))
    held = {(each.kind_id, each.year): each for each in figures}
    rows = [_row(kind, held, years) for kind in kinds]
    return YearTable(years, [row for row in rows if row.last])


def _row(kind, held, years):
    cells = [held.get((kind.pk, year)) for year in years]
    before = [held.get((kind.pk, year - 1)) for year in years]
    return YearRow(kind, cells, [_growth(*pair) for pair in zip(before, cells, strict=True)])
