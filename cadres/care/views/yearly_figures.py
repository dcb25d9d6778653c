"""Village by village for a year: what member_trainings.py and secretary_pay.py share."""

import django_filters as filters
import django_tables2 as tables
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.filters import RegistryFilter
from accounts.registry import RegistryList, RegistryTable
from accounts.roles import KEEPERS, PLACES
from cadres.registry.views.teams import townships_seen
from villages.models import Village

from ..yearly_figures import MET, UNKNOWN, UNMET

EARLIEST = 1949
STANDINGS = {
    MET: gettext_lazy("met"),
    UNMET: gettext_lazy("not met"),
    UNKNOWN: gettext_lazy("not known"),
}
MARKS = {MET: "st st-done", UNMET: "st st-back", UNKNOWN: "quiet"}


class StandingColumn(tables.Column):
    """Met, not met or not known, as the table judges a village."""

    def __init__(self):
        super().__init__(accessor="pk", orderable=False, verbose_name=gettext_lazy("state"))

    def render(self, table, record):
        found = table.judge(record)
        return format_html('<span class="{}">{}</span>', MARKS[found], STANDINGS[found])

    def value(self, table, record):
        return str(STANDINGS[table.judge(record)])


class YearColumn(tables.Column):
    """Where the figures are entered, for those who may."""

    def __init__(self):
        super().__init__(
            accessor="pk",
            orderable=False,
            exclude_from_export=True,
            verbose_name=gettext_lazy("annual figures"),
        )

    def render(self, table, record):
        url = reverse("villages:year_edit", args=[record.pk, table.year])
        return format_html('<a href="{}">{}</a>', url, _("Enter"))


class VillageYearFilter(RegistryFilter):
    """`judge(village)` says how a village stands."""

    township = filters.ModelChoiceFilter(label=gettext_lazy("township"), queryset=townships_seen)
    standing = filters.ChoiceFilter(
        label=gettext_lazy("state"), choices=list(STANDINGS.items()), method="stands"
    )

    class Meta:
        model = Village
        fields = []

    def stands(self, queryset, name, value):
        judge = self.judge
        return queryset.filter(pk__in=[row.pk for row in queryset if judge(row) == value])


class VillageYearTable(RegistryTable):
    village = tables.Column(
        accessor="short_name",
        order_by="sort_key",
        verbose_name=gettext_lazy("village"),
        linkify=("villages:village_page", {"pk": tables.A("pk")}),
    )
    township = tables.Column(order_by="township__sort_key")

    class Meta(RegistryTable.Meta):
        model = Village
        fields = ()


class VillageYearList(RegistryList):
    """One year; the last whole one when the address names none."""

    model = Village
    roles = PLACES
    template_name = "cadres/care/village_year_list.html"
    url = ""

    @property
    def year(self):
        today = timezone.localdate().year
        year = self.kwargs.get("year", today - 1)
        if not EARLIEST <= year <= today:
            raise Http404
        return year

    def get_table_class(self):
        enters = self.request.user.role in KEEPERS
        extra = {"enter": YearColumn()} if enters else {}
        return type("Table", (self.table_class,), {"year": self.year, **extra})

    def get_queryset(self):
        return super().get_queryset().select_related("township").order_by("code")

    def get_context_data(self, **kwargs):
        year = self.year
        return super().get_context_data(**kwargs) | {
            "year": year,
            "before": reverse(self.url, args=[year - 1]),
            "after": reverse(self.url, args=[year + 1]) if year < timezone.localdate().year else "",
        }
