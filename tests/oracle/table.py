"""What does the table say? Rows become a tree of lines; texts become numbers and conditions.

Everything is a Fraction, so nothing is lost before the one rounding of §4.
"""

import re
from dataclasses import dataclass, field
from decimal import Context, Decimal, Inexact
from fractions import Fraction

LEVELS = {
    "办法": "scheme",
    "类别": "section",
    "指标": "item",
    "加分": "bonus",
    "否决": "veto",
    "等次": "grade",
    "结果运用": "outcome",
}
METHODS = {
    "合计": "sum",
    "扣分": "deduct",
    "计分": "earn",
    "按比例": "share",
    "每增减": "step",
    "分档": "band",
    "达标": "pass",
    "等次": "label",
    "评分": "score",
    "测评": "votes",
    "加权": "blend",
    "名次": "rank",
    "比最优": "best",
    "比平均": "mean",
    "引用": "from",
}
PERIODS = {"季": "quarter", "年": "year"}
NOT_APPLICABLE = ("NA", "不涉及")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_TEST = re.compile(r"(<=|>=|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_CONDITION = re.compile(r"(total|rank|bottom|grade|percent)\s*(<=|>=|<|>|=)\s*(.+)")
_EXACT = Context(prec=200, traps=[Inexact])


def is_number(text):
    return bool(_NUMBER.fullmatch(text.strip()))


def decimal(number):
    """The Decimal equal to this Fraction; a Fraction that has none is an error."""
    if number is None:
        return None
    return _EXACT.divide(Decimal(number.numerator), Decimal(number.denominator))


def rounded(number, places):
    """Half up, away from zero (§4)."""
    if number is None:
        return None
    units = abs(number) * 10**places + Fraction(1, 2)
    whole = Fraction(units.numerator // units.denominator, 10**places)
    return whole if number >= 0 else -whole


def compare(left, operator, right):
    return {
        "<": left < right,
        "<=": left <= right,
        ">": left > right,
        ">=": left >= right,
        "=": left == right,
    }[operator]


def holds(test, x):
    """Whether `>=75` holds for x."""
    operator, number = _TEST.fullmatch(test.strip()).groups()
    return compare(x, operator, Fraction(number))


def pairs(text):
    """`a:1, b:2` as [('a', '1'), ('b', '2')]."""
    parts = [part.rpartition(":") for part in text.split(",")]
    return [(name.strip(), value.strip()) for name, _, value in parts]


def conditions(text):
    """`total>=900 & rank<=3` as [('total', '>=', '900'), ('rank', '<=', '3')]."""
    parts = [part.strip() for part in text.split("&") if part.strip()]
    return [_CONDITION.fullmatch(part).groups() for part in parts]


def params_of(text):
    params = {}
    for pair in text.split(";"):
        if pair.strip():
            name, _, value = pair.partition("=")
            params[name.strip()] = value.strip().strip("\"'“”")
    return params


@dataclass(eq=False)
class Line:
    level: str
    code: str
    name: str
    points: Fraction
    method: str
    fact: str
    params: dict
    period: str
    applies: list
    parent: "Line | None" = None
    children: list = field(default_factory=list)

    @property
    def family(self):
        """This line and every line above it."""
        return [self, *self.parent.family] if self.parent else [self]

    @property
    def top(self):
        return self.family[-1]

    @property
    def leaves(self):
        return [leaf for child in self.children for leaf in child.leaves] or [self]

    @property
    def starts_full(self):
        return self.params.get("start") == "full"

    @property
    def loses_points(self):
        """A direct child of a `start=full` group: it gives minus points (§3)."""
        return self.parent is not None and self.parent.starts_full

    def number(self, name, default=None):
        text = self.params.get(name)
        if text is None:
            return default if default is None else Fraction(default)
        return None if text == "none" else Fraction(text)

    def clamp(self, value, scale=1):
        """Inside [floor, cap], the bounds multiplied by `scale`."""
        floor = self.number("floor", None if self.loses_points else 0)
        cap = self.number("cap", 0 if self.loses_points else self.points)
        if floor is not None:
            value = max(value, floor * scale)
        if cap is not None:
            value = min(value, cap * scale)
        return value

    def clamp_year(self, value):
        """Quarters summed up: P is the year's cap, whatever cap a quarter has (§6)."""
        own = self.params.get("cap")
        cap = self.points if self.points and own != "none" else self.number("cap", None)
        floor = self.number("floor", None if self.loses_points else 0)
        value = value if floor is None else max(value, floor)
        return value if cap is None else min(value, cap)


class Table:
    """`rows` as a tree: `lines` by code (sections, items, bonus), `scheme`, `vetoes`, …"""

    def __init__(self, rows):
        read = [_line(cells) for _, cells in rows]
        self.scheme = read[0]
        by_code = {line.code: line for line in read[1:]}
        for line in read[1:]:
            _hang(line, by_code)
        for line in read:
            line.period = _period(line, self.scheme)
        self.vetoes = [line for line in read if line.level == "veto"]
        self.grades = [line for line in read if line.level == "grade"]
        self.outcomes = [line for line in read if line.level == "outcome"]
        self.lines = {c: ln for c, ln in by_code.items() if ln.top.level in ("section", "bonus")}
        self.sections = [line for line in read if line.level == "section" and not line.parent]
        self.bonuses = [line for line in read if line.level == "bonus" and not line.parent]
        self.decimals = int(self.scheme.params.get("decimals", 2))
        self.ties = self.scheme.params.get("ties", "1224")
        self.na = self.scheme.params.get("na", "full")
        self.min_class = int(self.scheme.params.get("min_class", 3))
        self.min_days = int(self.scheme.params.get("min_days", 0))


def _line(cells):
    def cell(name):
        return cells.get(name, "").strip()

    return Line(
        level=LEVELS.get(cell("level"), cell("level")),
        code=cell("code"),
        name=cell("name"),
        points=Fraction(cell("points") or 0),
        method=METHODS.get(cell("method"), cell("method")),
        fact=cell("fact"),
        params=params_of(cell("params")),
        period=PERIODS.get(cell("period"), cell("period")),
        applies=[part.strip() for part in cell("applies").split(",") if part.strip()],
    )


def _hang(line, by_code):
    prefix, dot, _ = line.code.rpartition(".")
    if dot:
        line.parent = by_code[prefix]
        line.parent.children.append(line)


def _period(line, scheme):
    named = [above.period for above in line.family if above.period]
    return [*named, scheme.period or "year"][0]
