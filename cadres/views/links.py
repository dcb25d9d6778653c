"""领导挂镇包村: which leader is linked to which township and village."""

import django_filters as filters
import django_tables2 as tables
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.filters import RegistryFilter
from accounts.registry import RegistryCreate, RegistryEdit, RegistryTable
from cadres.forms.links import LinkForm
from cadres.models import LeaderLink

from .registers import DispatchRegister
from .teams import townships_seen

EDITORS = {"county", "township"}


class LinkFilter(RegistryFilter):
    q = filters.CharFilter(label=_("leader"), field_name="leader", lookup_expr="icontains")
    township = filters.ModelChoiceFilter(
        label=_("township"), queryset=townships_seen, method="by_township"
    )
    of_county = filters.BooleanFilter(label=_("county leader"))

    class Meta:
        model = LeaderLink
        fields = []

    def by_township(self, queryset, name, township):
        return queryset.filter(Q(township=township) | Q(village__township=township))


class LinkTable(RegistryTable):
    leader = tables.Column()
    post = tables.Column()
    of_county = tables.BooleanColumn(yesno=(_("County leader"), _("Township leader")))
    township = tables.Column(accessor="place_township", orderable=False, verbose_name=_("township"))
    village = tables.Column(order_by="village__sort_key")
    since = tables.DateColumn(format="Y-m-d", attrs={"td": {"class": "nowrap"}})
    until = tables.DateColumn(format="Y-m-d", attrs={"td": {"class": "nowrap"}})
    edit = tables.Column(
        accessor="pk",
        verbose_name=_("Edit"),
        orderable=False,
        exclude_from_export=True,
        linkify=("cadres:link_edit", {"pk": tables.A("pk")}),
    )

    class Meta(RegistryTable.Meta):
        model = LeaderLink
        fields = ()

    def render_edit(self, record):
        return _("Edit")


class LinkList(DispatchRegister):
    model = LeaderLink
    roles = {"county", "leader", "township"}
    table_class = LinkTable
    filterset_class = LinkFilter
    title = _("Leader links")
    actions = [(_("Add a link"), "cadres:link_create", EDITORS)]

    def get_queryset(self):
        return super().get_queryset().select_related("township", "village__township")

    def get_table_kwargs(self):
        hidden = {} if self.request.user.role in EDITORS else {"exclude": ("edit",)}
        return super().get_table_kwargs() | hidden


class LinkCreate(RegistryCreate):
    model = LeaderLink
    roles = EDITORS
    form_class = LinkForm
    title = _("Add a link")

    def get_success_url(self):
        return reverse("cadres:link_list")


class LinkEdit(RegistryEdit):
    model = LeaderLink
    roles = EDITORS
    form_class = LinkForm
    title = _("Edit the link")

    def get_queryset(self):
        """A township edits the links of its own leaders only."""
        rows = super().get_queryset()
        return rows.filter(of_county=False) if self.request.user.role == "township" else rows

    def get_success_url(self):
        return reverse("cadres:link_list")
