"""单位帮扶: money, projects and goods from the sending units, with what came of them."""

import django_filters as filters
import django_tables2 as tables
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import ledger
from accounts.filters import RegistryFilter, date_input
from accounts.registry import (
    NumberColumn,
    RegistryCreate,
    RegistryEdit,
    RegistryPage,
    RegistryTable,
)
from accounts.roles import DESKS, FILERS
from cadres.registry.views.teams import townships_seen, units_seen
from cadres.workflow.tabs import Register

from .forms import SupportForm
from .models import UnitSupport


class SupportFilter(RegistryFilter):
    q = filters.CharFilter(label=_("unit"), field_name="unit__name", lookup_expr="icontains")
    township = filters.ModelChoiceFilter(
        label=_("township"), field_name="village__township", queryset=townships_seen
    )
    unit = filters.ModelChoiceFilter(label=_("of the unit"), queryset=units_seen)
    kind = filters.MultipleChoiceFilter(label=_("kind"), choices=UnitSupport.Kind)
    since = filters.DateFilter(
        label=_("from"), field_name="on", lookup_expr="gte", widget=date_input()
    )
    until = filters.DateFilter(
        label=_("until"), field_name="on", lookup_expr="lte", widget=date_input()
    )

    class Meta:
        model = UnitSupport
        fields = []


class SupportTable(RegistryTable):
    on = tables.DateColumn(format="Y-m-d", attrs={"td": {"class": "nowrap"}})
    what = tables.Column(linkify=True, orderable=False)
    kind = tables.Column()
    unit = tables.Column(order_by="unit__sort_key")
    village = tables.Column(order_by="village")
    township = tables.Column(accessor="village__township", order_by="village")
    amount = NumberColumn()
    households = NumberColumn()
    outcome = tables.Column(orderable=False)

    class Meta(RegistryTable.Meta):
        model = UnitSupport
        fields = (
            "on",
            "what",
            "kind",
            "unit",
            "village",
            "township",
            "amount",
            "households",
            "outcome",
        )


class SupportList(Register):
    model = UnitSupport
    roles = DESKS
    title = _("Support of units")
    empty = _("No support has been recorded.")
    table_class = SupportTable
    filterset_class = SupportFilter
    actions = ((_("Record support"), "cadres:support_create", FILERS),)

    def get_queryset(self):
        return super().get_queryset().with_names()

    def get_totals(self, queryset):
        sums = queryset.totals()
        return {"amount": sums["amount"], "households": sums["households"]}


class SupportPage(RegistryPage):
    model = UnitSupport
    roles = DESKS
    template_name = "cadres/support/page.html"

    def get_queryset(self):
        return super().get_queryset().with_names()

    def get_context_data(self, **kwargs):
        may_edit = self.request.user.role in FILERS
        return super().get_context_data(**kwargs) | {"may_edit": may_edit}


class SupportCreate(RegistryCreate):
    model = UnitSupport
    roles = FILERS
    form_class = SupportForm
    title = _("Record support")

    def get_initial(self):
        return {"on": timezone.localdate()}

    def save(self, form):
        support = form.save(commit=False)
        support.recorded_by = str(self.request.user)
        return ledger.write(support, self.request.user)


class SupportEdit(RegistryEdit):
    model = UnitSupport
    roles = FILERS
    form_class = SupportForm
    title = _("Edit the support")
