"""考核办法: the list, and one scheme as the table that a county prints, with its versions."""

import django_filters as filters
import django_tables2 as tables
from django.db.models import Count, Max, Prefetch
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts import sheets
from accounts.access import for_roles
from accounts.filters import RegistryFilter
from accounts.registry import NumberColumn, RegistryList, RegistryPage, RegistryTable
from cadres.periods import Year

from .. import scores
from ..models import Card, Scheme, SchemeVersion
from ..models.schemes import SubjectKind
from ..scoring import COLUMNS, LEVELS, METHODS, PERIODS, parse
from ..templatetags.assessments_text import marks

READERS = frozenset({"county", "leader", "township", "unit", "cadre", "scorer"})


class SchemeTable(RegistryTable):
    code = tables.Column(linkify=("assessments:scheme_page", [tables.A("code")]))
    total = NumberColumn()
    newest = NumberColumn(verbose_name=_("version"))
    subject = tables.Column()

    class Meta(RegistryTable.Meta):
        model = Scheme
        fields = ["code", "name", "subject", "total", "newest"]

    def render_total(self, value):
        return marks(value)


class SchemeFilter(RegistryFilter):
    subject = filters.ChoiceFilter(label=_("whom it assesses"), choices=SubjectKind)

    class Meta:
        model = Scheme
        fields = []


class SchemeList(RegistryList):
    model = Scheme
    roles = READERS
    table_class = SchemeTable
    filterset_class = SchemeFilter
    template_name = "assessments/scheme_list.html"
    title = _("Assessment schemes")
    empty = _("No scheme yet. Import the county's rules as a table.")

    def get_queryset(self):
        return super().get_queryset().annotate(newest=Max("versions__number"))

    def get_context_data(self, **kwargs):
        cards = scores.current(self.request.user).order_by()
        rows = cards.values_list("scheme__code", "scheme__name", "period").annotate(n=Count("pk"))
        graded = sorted(rows, key=lambda row: (scores.order(row[2]), row[0]), reverse=True)
        return super().get_context_data(**kwargs) | {"graded": graded[:12]}


class SchemePage(RegistryPage):
    """The newest version, or `?version=n`; every row in the words of the county's table."""

    model = Scheme
    roles = READERS
    slug_field = slug_url_kwarg = "code"
    template_name = "assessments/scheme_page.html"

    def get_queryset(self):
        newest = SchemeVersion.objects.order_by("-number")
        return super().get_queryset().prefetch_related(Prefetch("versions", newest))

    def get_context_data(self, **kwargs):
        versions = list(self.object.versions.all())
        version = chosen(versions, self.request.GET.get("version", ""))
        cards = Card.objects.visible_to(self.request.user).filter(scheme=self.object)
        return super().get_context_data(**kwargs) | {
            "versions": versions, "version": version, **table_of(version),
            "periods": scores.periods(cards).get(self.object.series, []),
            "gradable": gradable(version, timezone.localdate()),
            "publications": self.object.publications.select_related("signed_by", "second_by"),
        }  # fmt: skip


def chosen(versions, number):
    """The version of that number, else the newest; None of no versions."""
    wanted = [version for version in versions if str(version.number) == number]
    return (wanted or versions or [None])[0]


def table_of(version):
    """{scheme, rows, sums, warnings}: what the page prints of a version."""
    if version is None:
        return {"table": None, "rows": []}
    parsed = parse([(number, cells) for number, cells in version.rows])
    lang = get_language() or "zh"
    return {
        "table": parsed.scheme,
        "rows": [_row(rule, lang) for rule in parsed.scheme.rules[1:]],
        "sections": parsed.scheme.of_level("section"),
        "own": own_points(parsed.scheme),
        "warnings": [fault.text(lang) for fault in parsed.faults],
        "faults": {},
    }


def _row(rule, lang):
    """A rule with its method and period in the language of the page."""
    chinese = lang.startswith("zh")
    return {
        "rule": rule,
        "is_head": rule.level == "section" or (rule.level == "bonus" and not rule.parent),
        "scored": rule.is_scored,
        "depth": min(rule.code.count(".") + 1, 3),
        "method": METHODS.get(rule.method, "") if chinese else rule.method,
        "period": PERIODS.get(rule.period, "") if chinese else rule.period,
        "params": rule.cells["params"],
    }


def own_points(table):
    """Full marks that the system's own records supply: leaves whose fact has a dot."""
    return sum(
        rule.points for rule in table.scored if rule.is_leaf and not rule.bonus and "." in rule.fact
    )


def gradable(version, today):
    """The periods of the scheme's year that have begun, newest first."""
    if version is None:
        return []
    year = Year(version.table.year or today.year)
    return [period for period in (year, *reversed(year.quarters())) if period.first_day <= today]


@require_safe
@for_roles(*READERS)
def scheme_table(request, code, number, kind):
    """The table of one version as a file, to be edited and imported again without loss."""
    scheme = get_object_or_404(Scheme.objects.visible_to(request.user), code=code)
    version = get_object_or_404(scheme.versions, number=number)
    chinese = (get_language() or "zh").startswith("zh")
    header = list(COLUMNS.values() if chinese else COLUMNS)
    return sheets.download(
        f"{scheme.code} v{version.number}", kind, header, cells_of(version, chinese)
    )


def cells_of(version, chinese):
    """The rows of a table file, with levels, methods and periods in the language of its header."""
    words = {"level": LEVELS, "method": METHODS, "period": PERIODS} if chinese else {}
    return [
        [words.get(column, {}).get(cells[column], cells[column]) for column in COLUMNS]
        for _number, cells in version.rows
    ]
