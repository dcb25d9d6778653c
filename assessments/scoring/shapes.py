"""Which rows stand on a card, and with what full marks and bounds (§4, §5).

Subjects of one class share one shape, unless a row singles one out or a line left its card.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from assessments.scoring.exact import ZERO, rounded, unit
from assessments.scoring.facts import Subject
from assessments.scoring.rules import Rule
from assessments.scoring.scheme import Scheme

Scale = tuple[Decimal, Decimal]
"""Section points and the points that stayed: what `na=rescale` multiplies and divides by."""


class Place(NamedTuple):
    """How a row stands on a card. Leaves and blends are multiplied by `scale` after their bounds;
    of a sum group the bounds, the start and the full marks are multiplied already."""

    full: Decimal
    floor: Decimal | None
    cap: Decimal | None
    start: Decimal
    scale: Scale | None
    children: tuple[str, ...]


Shape = Mapping[str, Place]
"""The rows on a card, by code; a row that is not there does not apply."""


class Shapes:
    """The shapes of one scheme's cards, of quarters or of years."""

    def __init__(self, scheme: Scheme, quarterly: bool) -> None:
        self.scheme = scheme
        self.quarterly = quarterly
        self.singled = {code for rule in scheme.rules for code in rule.applies.codes}
        self.made: dict[tuple[str, str, frozenset[str]], Shape] = {}

    def of(self, subject: Subject, left: frozenset[str] = frozenset()) -> Shape:
        """The shape of the subject's card when the lines `left` have left it by `na=rescale`."""
        named = {subject.code, subject.code.partition("@")[0]} & self.singled
        key = (subject.class_name, subject.code if named else "", left)
        if key not in self.made:
            self.made[key] = _Builder(self.scheme, self.quarterly, subject, left).shape()
        return self.made[key]


class _Builder:
    def __init__(
        self, scheme: Scheme, quarterly: bool, subject: Subject, left: frozenset[str]
    ) -> None:
        self.scheme = scheme
        self.quarterly = quarterly
        self.subject = subject
        self.left = left
        self.unit = unit(scheme.decimals)
        self.places: dict[str, Place] = {}
        self.standing: dict[str, bool] = {}

    def shape(self) -> Shape:
        for rule in self.scheme.scored:
            if not rule.parent and self._stands(rule):
                self._place_root(rule)
        return self.places

    def _stands(self, rule: Rule) -> bool:
        if rule.code not in self.standing:
            self.standing[rule.code] = self._decide(rule)
        return self.standing[rule.code]

    def _decide(self, rule: Rule) -> bool:
        """A leaf by class, period and `na=rescale`; a group when anything under it stands."""
        if not rule.applies.admits(self.subject):
            return False
        if not rule.is_leaf:
            return any(self._stands(child) for child in self._children(rule))
        return rule.code not in self.left and (rule.period == "quarter" or not self.quarterly)

    def _children(self, rule: Rule) -> list[Rule]:
        return [self.scheme.by_code[code] for code in rule.children]

    def _place_root(self, rule: Rule) -> None:
        if rule.level != "section" or not rule.children:
            self._place(rule, None)
            return
        gone = self._gone(rule)
        stayed = rule.points - gone
        self._place_group(rule, None, (rule.points, stayed) if gone and stayed > 0 else None)

    def _gone(self, rule: Rule) -> Decimal:
        """The points that `na=rescale` took out of the section's sum."""
        if not rule.children:
            return rule.points if rule.code in self.left else ZERO
        if rule.method == "sum" and not rule.starts_full:
            return sum((self._gone(child) for child in self._children(rule)), ZERO)
        return rule.points if self._lost_something(rule) and not self._stands(rule) else ZERO

    def _lost_something(self, rule: Rule) -> bool:
        if rule.code in self.left:
            return True
        return any(self._lost_something(child) for child in self._children(rule))

    def _place(self, rule: Rule, scale: Scale | None) -> None:
        if rule.method == "sum":
            self._place_group(rule, scale, scale)
            return
        for child in self._standing_children(rule):
            self._place(child, None)
        codes = tuple(child.code for child in self._standing_children(rule))
        full = self._scaled(rule.points, scale) or ZERO
        self.places[rule.code] = Place(full, rule.floor, rule.cap, ZERO, scale, codes)

    def _place_group(self, rule: Rule, own: Scale | None, below: Scale | None) -> None:
        """A sum: `own` multiplies its full marks and bounds, `below` its lines."""
        children = self._standing_children(rule)
        for child in children:
            self._place(child, below)
        points = self._scaled(rule.points, own) or ZERO
        full = points
        if not rule.starts_full and not self._whole(rule):
            full = min(points, sum((self.places[child.code].full for child in children), ZERO))
        self.places[rule.code] = Place(
            full,
            self._scaled(rule.floor, own),
            self._scaled(rule.cap, own),
            points if rule.starts_full else ZERO,
            None,
            tuple(child.code for child in children),
        )

    def _standing_children(self, rule: Rule) -> list[Rule]:
        return [child for child in self._children(rule) if self._stands(child)]

    def _whole(self, rule: Rule) -> bool:
        """Whether everything under the row stands on the card."""
        if not rule.children:
            return self._stands(rule)
        return all(self._whole(child) for child in self._children(rule))

    def _scaled(self, value: Decimal | None, scale: Scale | None) -> Decimal | None:
        if value is None or scale is None:
            return value
        return rounded(value * scale[0], scale[1], self.unit)
