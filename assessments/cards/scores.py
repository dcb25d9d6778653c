"""Stored cards read once: means, medians, distribution, classes. Exact, and waiting is never 0.

A *score* is what is compared with the line of 800: the total on the scheme's scale (SCORING §6).
The database keeps a period as text; here it is a Quarter or Year.
"""

import statistics
from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models.functions import Coalesce

from assessments.schemes.models.schemes import SubjectKind
from assessments.schemes.periods import order
from cadres.periods import Period, parse_period
from villages.models import ProgrammeRule

from .models.cards import Card

THOUSAND = 1000

CENT = Decimal("0.01")
FIELDS = (
    "pk",
    "period",
    "scheme__code",
    "subject_code",
    "subject_name",
    "area_code",
    "class_name",
    "rank",
    "class_size",
    "bottom",
    "score",
    "state",
    "grade_name",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One card without its lines; `score` is None while the card waits."""

    pk: int
    period: Period
    scheme: str
    code: str
    name: str
    area: str
    class_name: str
    rank: int | None
    class_size: int | None
    bottom: int | None
    score: Decimal | None
    state: str
    grade: str

    @property
    def township(self):
        return self.area[:9]


def current(user):
    """The cards that count now, as far as this user may see."""
    return Card.objects.visible_to(user).current()


def village_cards(user):
    return current(user).filter(scheme__subject=SubjectKind.VILLAGE)


def periods(cards):
    """{series: [Quarter or Year, …]} of a card queryset, the newest first; one query."""
    found = defaultdict(set)
    for series, period in cards.order_by().values_list("scheme__series", "period").distinct():
        found[series].add(parse_period(period))
    return {series: sorted(each, key=order, reverse=True) for series, each in sorted(found.items())}


def scored(cards):
    """Annotates `score`: the total on the scale of the scheme, NULL while the card waits."""
    return cards.annotate(score=Coalesce("scaled", "total"))


def read(cards):
    """[Row] of a card queryset; one query, without the lines."""
    rows = scored(cards).order_by().values_list(*FIELDS)
    return [Row(pk, parse_period(period), *others) for pk, period, *others in rows]


def score_of(card):
    """The score of one Card; None of no card and while it waits."""
    if card is None:
        return None
    return card.total if card.scaled is None else card.scaled


def warning_line(scheme):
    """The line of 800 (村社区意见 4), for schemes of villages by 1000 points; None for others."""
    if scheme.subject != SubjectKind.VILLAGE or scheme.total != THOUSAND:
        return None
    return ProgrammeRule.number("warning_line")


def cent(value):
    return value.quantize(CENT, ROUND_HALF_UP)


def scores_of(rows):
    """The scores that there are; a waiting card has none."""
    return [row.score for row in rows if row.score is not None]


def mean(scores):
    """Mean to the cent, half up; None of nothing."""
    return cent(sum(scores, Decimal(0)) / len(scores)) if scores else None


def median(scores):
    """Median to the cent, half up; None of nothing."""
    return cent(Decimal(statistics.median(scores))) if scores else None


def bands(scores, width=20, most=14):
    """[(from, to, count)] of equal bands, empty ones between included; wider when they are many."""
    if not scores:
        return []
    while (max(scores) // width) - (min(scores) // width) >= most:
        width *= 2
    counts = Counter(int(score // width) for score in scores)
    return [(n * width, (n + 1) * width, counts[n]) for n in range(min(counts), max(counts) + 1)]


def cuts(means):
    """Four ascending bounds that part the means shown into five shades; [] of nothing."""
    ranked = sorted(means)
    if len(ranked) < 2:
        return []
    return [
        ranked[len(ranked) * fifth // 5].quantize(Decimal(1), ROUND_HALF_UP)
        for fifth in range(1, 5)
    ]


def shade(value, bounds):
    """1 (highest) to 5 (lowest) by `cuts`; the number always stands in the cell as well."""
    return 5 - sum(value >= bound for bound in bounds) if bounds else 1


def legend(bounds):
    """[(shade, words)] from the highest to the lowest."""
    if not bounds:
        return []
    low, *_rest, high = bounds
    between = [(5 - n, f"{bounds[n - 1]}–{bounds[n]}") for n in range(len(bounds) - 1, 0, -1)]
    return [(1, f"≥ {high}"), *between, (5, f"< {low}")]


def by_class(rows, head=5, tail=3):
    """[{name, size, first, rest, last}]: the leaders and the tail of each class by rank."""
    classes = defaultdict(list)
    for row in rows:
        if row.rank is not None:
            classes[row.class_name].append(row)
    return [_ends(name, members, head, tail) for name, members in sorted(classes.items())]


def _ends(name, members, head, tail):
    members = sorted(members, key=lambda row: (row.rank, row.code))
    first, others = members[:head], members[head:]
    last = others[-tail:]
    return {
        "name": name,
        "size": len(members),
        "first": first,
        "last": last,
        "rest": len(others) - len(last),
    }
