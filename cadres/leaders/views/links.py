"""领导挂镇包村: which leader is linked to which township and village."""

import django_filters as filters
import django_tables2 as tables
from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.access import for_roles
from accounts.filters import RegistryFilter
from accounts.registry import RegistryCreate, RegistryEdit, RegistryTable
from accounts.roles import KEEPERS, PLACES
from cadres.registry.views.teams import townships_seen
from cadres.workflow.actions import run_or_refuse
from cadres.workflow.refusals import show_refusal
from cadres.workflow.tabs import Register

from ..forms.links import LinkEndForm, LinkForm
from ..models.links import LeaderLink


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
    acceptance = tables.Column(
        accessor="acceptance_label",
        verbose_name=_("acceptance"),
        orderable=False,
        linkify=lambda record: _path("acceptance_page", record.acceptance_pk),
    )
    end_kind = tables.Column(orderable=False)
    edit = tables.Column(
        accessor="pk",
        verbose_name=_("Edit"),
        orderable=False,
        exclude_from_export=True,
        linkify=lambda record, table: _path("link_edit", table.written(record)),
    )
    end = tables.Column(
        accessor="pk",
        verbose_name=_("End the link"),
        orderable=False,
        exclude_from_export=True,
        linkify=lambda record, table: _path("link_end", not record.until and table.written(record)),
    )

    class Meta(RegistryTable.Meta):
        model = LeaderLink
        fields = ()

    def written(self, link):
        """The link's key if this user writes it: a township its own leaders only."""
        return link.pk if self.request.user.role == "county" or not link.of_county else None

    def render_edit(self, record):
        return _("Edit") if self.written(record) else "—"

    def render_end(self, record):
        return _("Unlink") if self.written(record) and not record.until else "—"


def _path(name, pk):
    return reverse(f"cadres:{name}", args=[pk]) if pk else None


class LinkList(Register):
    model = LeaderLink
    roles = PLACES
    table_class = LinkTable
    filterset_class = LinkFilter
    title = _("Leader links")
    actions = [(_("Add a link"), "cadres:link_create", KEEPERS)]

    def get_queryset(self):
        return (
            super().get_queryset().with_acceptance().select_related("township", "village__township")
        )

    def get_table_kwargs(self):
        hidden = {} if self.request.user.role in KEEPERS else {"exclude": ("edit", "end")}
        return super().get_table_kwargs() | hidden


class LinkCreate(RegistryCreate):
    model = LeaderLink
    roles = KEEPERS
    form_class = LinkForm
    title = _("Add a link")

    def get_success_url(self):
        return reverse("cadres:link_list")


class LinkEdit(RegistryEdit):
    model = LeaderLink
    roles = KEEPERS
    form_class = LinkForm
    title = _("Edit the link")

    def get_queryset(self):
        return editable(self.request.user)

    def get_success_url(self):
        return reverse("cadres:link_list")


def editable(user):
    """Links this user writes: a township those of its own leaders only."""
    links = LeaderLink.objects.visible_to(user)
    return links.filter(of_county=False) if user.role == "township" else links


@for_roles(*KEEPERS)
@show_refusal
def link_end(request, pk):
    """脱钩: after the acceptance, into another's hands, or as a correction."""
    links = editable(request.user).select_related("township", "village__township")
    link = get_object_or_404(links, pk=pk)
    first = {"on": timezone.localdate()}
    form = LinkEndForm(request.POST or None, link=link, user=request.user, initial=first)
    sent = request.method == "POST" and form.is_valid()
    if sent and run_or_refuse(form, form.end, link, request.user):
        messages.success(request, gettext("Ended: %(what)s") % {"what": link})
        return redirect("cadres:link_list")
    context = {"form": form, "object": link, "passed": link.passed_acceptance}
    return render(
        request, "cadres/leaders/link_end.html", context, status=422 if form.errors else 200
    )
