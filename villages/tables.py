"""The lists of this app. Hidden columns are what an export adds, with the headers of an import."""

from decimal import Decimal

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from accounts.registry import NumberColumn, RegistryTable
from villages.tables_in.cells import plain

from .models import Activity, AnnualFigure, Township, Village
from .templatetags.figures import figure


def foot(bound_column, table):
    """The total of a column that is not a number: '303 in all', 'poor 96'."""
    return table.totals.get(bound_column.name, "")


class FigureColumn(NumberColumn):
    """13,800 on the page, 13800 in an export; — for missing."""

    def render(self, value):
        return figure(value)

    def value(self, value):
        return value


class OutColumn(tables.Column):
    """In exports only."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, visible=False, **kwargs)


class VillageTable(RegistryTable):
    code = tables.Column(
        attrs={"td": {"class": "code"}, "tf": {"class": "nowrap"}},
        exclude_from_export=True,
        footer=foot,
    )
    name = tables.Column(
        verbose_name=_("village"),
        order_by="sort_key",
        exclude_from_export=True,
        linkify=("villages:village_page", [tables.A("pk")]),
        accessor="short_name",
    )
    township = tables.Column(order_by="township__sort_key", exclude_from_export=True)
    township_code = OutColumn(verbose_name=_("township_code"), accessor="township_id")
    township_name = OutColumn(verbose_name=_("township_name"), accessor="township__name")
    village_code = OutColumn(verbose_name=_("village_code"), accessor="code")
    village_name = OutColumn(verbose_name=_("village_name"), accessor="name")
    class_name = tables.Column(verbose_name=_("class"), empty_values=())
    flags = tables.TemplateColumn(
        template_name="villages/_flags.html", verbose_name=_("flag"), orderable=False, footer=foot
    )
    households = FigureColumn(verbose_name=_("households"))
    party_members = FigureColumn(verbose_name=_("party members"))
    collective_income = FigureColumn(verbose_name=_("collective income (yuan)"))

    class Meta(RegistryTable.Meta):
        model = Village
        fields = ["code", "name", "township", "class_name", "flags", "households"]
        order_by = "code"

    def render_class_name(self, value):
        return value or "—"

    def value_class_name(self, value):
        return value

    def value_flags(self, record):
        return " ".join(record.flag_names)


class TownshipTable(RegistryTable):
    code = tables.Column(attrs={"td": {"class": "code"}})
    name = tables.Column(order_by="sort_key", linkify=("villages:township_page", [tables.A("pk")]))
    villages_count = NumberColumn(verbose_name=_("villages"))
    communities_count = NumberColumn(verbose_name=_("communities"))
    poor_count = NumberColumn(verbose_name=_("poor villages"))
    weak_count = NumberColumn(verbose_name=_("weak branches"))

    class Meta(RegistryTable.Meta):
        model = Township
        fields = ["code", "name", "class_name"]


class FigureTable(RegistryTable):
    village = tables.Column(
        order_by="village__sort_key",
        linkify=lambda record: f"{record.village.url}?tab=figures",
    )
    township = tables.Column(
        accessor="village__township",
        order_by="village__township__sort_key",
        verbose_name=_("township"),
    )
    kind = tables.Column(order_by="kind__order", verbose_name=_("figure"))
    value = FigureColumn(verbose_name=_("value"))
    unit = tables.Column(accessor="kind__unit", verbose_name=_("unit of measure"), orderable=False)
    confirmed_by = tables.Column(default="")

    class Meta(RegistryTable.Meta):
        model = AnnualFigure
        fields = ["village", "township", "year", "kind", "value", "unit", "source", "entered_by"]
        sequence = ["village", "township", "year", "kind", "value", "unit", "..."]

    def as_values(self, exclude_columns=None):
        """Straight from the rows: asking every column costs a millisecond for each of 20,000."""
        names = (
            _("village_code"),
            _("village_name"),
            _("year"),
            _("figure"),
            _("value"),
            _("source"),
        )
        yield [str(name) for name in (*names, _("entered by"), _("confirmed by"))]
        for each in self.data:
            value = Decimal(plain(each.value))
            told = value, each.source, each.entered_by, each.confirmed_by
            yield [each.village_id, each.village.name, each.year, each.kind.name, *told]


class ActivityTable(RegistryTable):
    attended = NumberColumn()
    expected = NumberColumn()

    class Meta(RegistryTable.Meta):
        model = Activity
        fields = ["on", "kind", "title", "attended", "expected", "entered_by"]


class OwnActivityTable(ActivityTable):
    """For those who may correct what is recorded."""

    title = tables.Column(linkify=("villages:activity_edit", [tables.A("pk")]))

    class Meta(ActivityTable.Meta):
        pass
