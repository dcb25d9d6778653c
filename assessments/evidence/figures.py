"""Annual figures of villages: the figure of the period's year. No figure is missing, never 0."""

from collections import defaultdict
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from accounts.access import within
from villages.models import AnnualFigure, FigureKind

from .readers import LOCAL, Reader, amount, not_applicable, once_per_cohort, rate, reader

PREFIX = "figure."
PER_HEAD = frozenset({"income_per_head"})  # a township's is no sum of its villages'
FIGURES = {"kinds": LOCAL, "opens": "villages:village_list"}


@once_per_cohort
def figures(cohort):
    """{(year, kind): {village: value}} of the period's year and the year before."""
    year = cohort.last.year
    rows = AnnualFigure.objects.filter(within("village_id", cohort.area), year__in=(year - 1, year))
    found = defaultdict(dict)
    for village, of_year, kind, value in rows.values_list("village_id", "year", "kind_id", "value"):
        found[of_year, kind][village] = value
    return found


def of_villages(cohort, kind, year=None):
    """{subject: sum over its villages}; left out when one of the villages has no figure."""
    known = figures(cohort)[year or cohort.last.year, kind]
    found = {}
    for subject in cohort.members:
        homes = cohort.homes.get(subject, ())
        if homes and all(village in known for village in homes):
            found[subject] = sum((known[village] for village in homes), Decimal(0)).normalize() + 0
    return found


def figure_reader(kind):
    """The reader `figure.<kind>` of a FigureKind."""

    def read(cohort):
        return {code: amount(value) for code, value in of_villages(cohort, kind.code).items()}

    kinds = LOCAL - {"township"} if kind.code in PER_HEAD else LOCAL
    clause = kind.help
    return Reader(PREFIX + kind.code, kind.name, kind.unit, clause, kinds, FIGURES["opens"], read)


def figure_readers():
    """{name: Reader} of every figure the county records, also those added later."""
    return {PREFIX + kind.code: figure_reader(kind) for kind in FigureKind.objects.all()}


def growth(cohort, kind):
    """Percent over the year before, two decimals; missing without both years."""
    year = cohort.last.year
    now, before = of_villages(cohort, kind, year), of_villages(cohort, kind, year - 1)
    found = {}
    for code in now.keys() & before.keys():
        said = f"上年 {before[code]:f}，本年 {now[code]:f}"
        found[code] = _growth(now[code], before[code], said)
    return found


def _growth(now, before, said):
    if before <= 0:
        return not_applicable(f"上年为 {before:f}，不能计算增长")
    return rate(now - before, before, said, "")


@reader(
    "figure.income_growth",
    _("Growth of farmers' income"),
    unit="%",
    clause="县实施意见 二(三)",
    kinds=LOCAL - {"township"},
    opens=FIGURES["opens"],
)
def income_growth(cohort):
    return growth(cohort, "income_per_head")


@reader(
    "figure.collective_growth",
    _("Growth of collective income"),
    unit="%",
    clause="县实施意见 二(三)",
    **FIGURES,
)
def collective_growth(cohort):
    return growth(cohort, "collective_income")


def _share(cohort, part_kind, said):
    """Percent of the party members; missing when either figure is."""
    parts, members = of_villages(cohort, part_kind), of_villages(cohort, "party_members")

    def value(code):
        note = said % (f"{members[code]:f}", f"{parts[code]:f}")
        return rate(parts[code], members[code], note, "没有党员")

    return {code: value(code) for code in parts.keys() & members.keys()}


@reader(
    "figure.members_trained_rate",
    _("Party members trained this year"),
    unit="%",
    clause="县实施意见 二(二)",
    **FIGURES,
)
def members_trained_rate(cohort):
    return _share(cohort, "trained_members", "党员 %s 人，参训 %s 人")


@reader(
    "figure.skilled_rate",
    _("Party members with two practical skills"),
    unit="%",
    clause="县实施意见 二(二)",
    **FIGURES,
)
def skilled_rate(cohort):
    return _share(cohort, "skilled_members", "党员 %s 人，掌握两门技术 %s 人")
