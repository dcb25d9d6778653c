"""The scores of a class on one line: where a card stands among the others."""

from decimal import Decimal

from . import scores
from .models.cards import Card


class ClassDistribution:
    """Every score of the class on a line, this one tall: positions as SVG lengths."""

    WIDTH = 20

    def __init__(self, card, score, line):
        mates = Card.objects.current().filter(
            scheme=card.scheme_id, period=card.period, class_name=card.class_name
        )
        rows = scores.scored(mates).order_by("-score", "subject_code")
        self.rows = [row for row in rows.values_list("pk", "score") if row[1] is not None]
        self.score, self.pk = score, card.pk
        known = [value for _pk, value in self.rows]
        self.low = Decimal(min(known) // self.WIDTH * self.WIDTH) if known else Decimal(0)
        self.high = Decimal((max(known) // self.WIDTH + 1) * self.WIDTH) if known else Decimal(1)
        self.line = line if line is not None and self.low <= line <= self.high else None

    def at(self, value):
        return f"{(value - self.low) * 100 / (self.high - self.low):.2f}%"

    @property
    def ticks(self):
        return [(self.at(value), pk == self.pk) for pk, value in self.rows]

    @property
    def cut(self):
        return None if self.line is None else self.at(self.line)

    @property
    def cut_label(self):
        """Whether the line is named below the axis: not where it would meet an end's number."""
        if self.line is None:
            return False
        return 12 < (self.line - self.low) * 100 / (self.high - self.low) < 88

    @property
    def beyond(self):
        """How many of the class lie below the line."""
        return sum(value < self.line for _pk, value in self.rows) if self.line is not None else None

    def neighbours(self):
        """(pk before, pk after) in the order of the class; None at its ends."""
        order = [pk for pk, _value in self.rows]
        if self.pk not in order:
            return None, None
        here = order.index(self.pk)
        before = order[here - 1] if here else None
        return before, order[here + 1] if here + 1 < len(order) else None
