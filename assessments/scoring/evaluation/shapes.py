"""Which rows stand on a card, and with what full marks and bounds (§4, §5).

Subjects of one class share one shape, unless a row singles one out or a line left its card.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import NamedTuple

from assessments.scoring.arithmetic.exact import ZERO, rounded, unit
from assessments.scoring.cells.rules import Rule
from assessments.scoring.records.facts import Subject
from assessments.scoring.table.scheme import Scheme

Scale = tuple[Decimal, Decimal]
"""Section points and the points that stayed: what `na=rescale` multiplies and divides by."""


class Scales(NamedTuple):
    """What `na=rescale` does to a section's lines: to their full marks and, as a rule, points;
    and to points of a year that come from quarters."""

    whole: Scale
    quarters: Scale | None


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
        self.roots = [rule for rule in scheme.scored if not rule.parent]
        self.root_of = {rule.code: _root(scheme, rule).code for rule in scheme.scored}
        self.singled = {code for rule in scheme.rules for code in rule.applies.codes}
        self.made: dict[tuple[str, str, frozenset[str]], Shape] = {}
        self.parts: dict[tuple[str, str, str, frozenset[str]], Shape] = {}

    def of(self, subject: Subject, left: frozenset[str] = frozenset()) -> Shape:
        """The shape of the subject's card when the lines `left` have left it by `na=rescale`."""
        named = {subject.code, subject.code.partition("@")[0]} & self.singled
        key = (subject.class_name, subject.code if named else "", left)
        if key not in self.made:
            self.made[key] = self._joined(subject, key)
        return self.made[key]

    def _joined(self, subject: Subject, key: tuple[str, str, frozenset[str]]) -> Shape:
        """Root by root, since lines that leave touch their own section only."""
        shape: dict[str, Place] = {}
        class_name, code, left = key
        for root in self.roots:
            gone = frozenset(line for line in left if self.root_of[line] == root.code)
            part_key = (class_name, code, root.code, gone)
            if part_key not in self.parts:
                builder = _Builder(self.scheme, self.quarterly, subject, gone)
                self.parts[part_key] = builder.part(root)
            shape.update(self.parts[part_key])
        return shape


def _root(scheme: Scheme, rule: Rule) -> Rule:
    while rule.parent:
        rule = scheme.by_code[rule.parent]
    return rule


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

    def part(self, root: Rule) -> Shape:
        """The rows of one section or bonus root that stand on the card."""
        if self._stands(root):
            self._place_root(root)
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
        if rule.level == "section" and rule.method == "sum":
            self._place_group(rule, None, self._scales(rule))
        else:
            self._place(rule, None)

    def _scales(self, section: Rule) -> Scales | None:
        """How the lines that stayed take over the points of those that left (§5). On a year's card
        the quarters' points hold already what left the quarters' cards."""
        gone = self._gone(section, ("quarter", "year"))
        stayed = section.points - gone
        if not gone or stayed <= 0:
            return None
        before = section.points
        if not self.quarterly:
            before -= self._gone(section, ("quarter",))
        return Scales((section.points, stayed), (before, stayed) if before != stayed else None)

    def _gone(self, rule: Rule, periods: Collection[str]) -> Decimal:
        """The points that `na=rescale` took out of a sum, of lines of these periods."""
        if not rule.children:
            return rule.points if rule.code in self.left and rule.period in periods else ZERO
        if rule.method == "sum" and not rule.starts_full:
            return sum((self._gone(child, periods) for child in self._children(rule)), ZERO)
        if self._stands(rule) or not self._left_periods(rule) & set(periods):
            return ZERO
        return rule.points

    def _left_periods(self, rule: Rule) -> set[str]:
        """The periods of the lines under a row that left."""
        own = {rule.period} if rule.code in self.left else set()
        return own.union(*(self._left_periods(child) for child in self._children(rule)))

    def _place(self, rule: Rule, scales: Scales | None) -> None:
        if rule.method == "sum":
            self._place_group(rule, scales and scales.whole, scales)
            return
        children = self._standing_children(rule)
        for child in children:
            self._place(child, None)
        self.places[rule.code] = Place(
            self._scaled(rule.points, scales and scales.whole) or ZERO,
            rule.floor,
            rule.cap,
            ZERO,
            self._own_scale(rule, scales),
            tuple(child.code for child in children),
        )

    def _own_scale(self, rule: Rule, scales: Scales | None) -> Scale | None:
        if scales is None or rule.children or rule.period == "year":
            return scales and scales.whole
        return scales.quarters

    def _place_group(self, rule: Rule, own: Scale | None, below: Scales | None) -> None:
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
        return self._stands(rule) and all(self._whole(child) for child in self._children(rule))

    def _scaled(self, value: Decimal | None, scale: Scale | None) -> Decimal | None:
        if value is None or scale is None:
            return value
        return rounded(value * scale[0], scale[1], self.unit)
