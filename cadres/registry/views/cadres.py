"""驻村干部: the people, where they are, and their masked telephone."""

import django_filters as filters
import django_tables2 as tables
from django.db import transaction
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts import ledger
from accounts.access import for_roles
from accounts.filters import RegistryFilter
from accounts.registry import (
    NumberColumn,
    RegistryCreate,
    RegistryEdit,
    RegistryPage,
    RegistryTable,
)
from accounts.roles import DESKS, FILERS
from cadres.workflow.tabs import Register

from ..forms.cadres import CadreForm, RevealForm
from ..models.cadres import Cadre
from ..models.postings import Posting, present
from ..models.units import Unit

EDITORS = {"county", "unit"}


class CadreFilter(RegistryFilter):
    level = filters.ChoiceFilter(
        label=_("level"), field_name="unit__level", choices=Unit.Level.choices
    )
    party_member = filters.BooleanFilter(label=_("party member"))
    posted = filters.BooleanFilter(label=_("in post"), method="by_posting")

    class Meta:
        model = Cadre
        fields = []

    def by_posting(self, queryset, name, value):
        posted = Posting.objects.on(timezone.localdate()).values("cadre")
        return queryset.filter(pk__in=posted) if value else queryset.exclude(pk__in=posted)


class CadreTable(RegistryTable):
    """Columns of the roster (花名册)."""

    code = tables.Column(attrs={"td": {"class": "code"}})
    name = tables.Column(linkify=("cadres:cadre_page", {"pk": tables.A("pk")}), order_by="sort_key")
    sex = tables.Column(accessor="get_sex_display", verbose_name=_("sex"), order_by="sex")
    birth_year = NumberColumn()
    education = tables.Column()
    party_member = tables.Column(
        accessor="membership", verbose_name=_("party member"), order_by="party_member"
    )
    unit = tables.Column(order_by="unit__sort_key")
    post = tables.Column()
    village = tables.Column(accessor="present", verbose_name=_("posted to"), orderable=False)
    role = tables.Column(
        accessor="present",
        verbose_name=_("role"),
        orderable=False,
        attrs={"td": {"class": "nowrap"}},
    )
    phone = tables.Column(accessor="masked_phone", verbose_name=_("phone"), orderable=False)

    class Meta(RegistryTable.Meta):
        model = Cadre
        fields = ()

    def render_village(self, value):
        return (
            "、".join(f"{each.team.village.township} {each.team.village}" for each in value) or "—"
        )

    def render_role(self, value):
        return "、".join(str(each.role_label) for each in value) or "—"


class CadreList(Register):
    model = Cadre
    roles = DESKS
    table_class = CadreTable
    filterset_class = CadreFilter
    title = _("Cadres")
    actions = [
        (_("Nominations"), "cadres:nomination_list", DESKS),
        (_("Add a cadre"), "cadres:cadre_create", EDITORS),
    ]

    def get_queryset(self):
        people = super().get_queryset().select_related("unit")
        return people.prefetch_related(present(timezone.localdate()))


class CadrePage(RegistryPage):
    model = Cadre
    roles = DESKS | {"cadre"}
    template_name = "cadres/registry/cadre_page.html"

    def get_queryset(self):
        return super().get_queryset().select_related("unit")

    def get_context_data(self, **kwargs):
        cadre, user = self.object, self.request.user
        postings = cadre.postings.select_related("team__village__township", "replaces__cadre")
        return super().get_context_data(**kwargs) | {
            "postings": postings.order_by("-since"),
            "leaves": cadre_leaves(cadre),
            "trainings": cadre.trainings.select_related("training").order_by("-training__since"),
            "cared_for": cadre.care.all()[:6],
            "reveal": RevealForm(),
            "may_edit": user.role in EDITORS,
            "may_transfer": user.role == "county",
            "may_reveal": bool(cadre.phone) and user.role in FILERS,
        }


def cadre_leaves(cadre):
    postings = cadre.postings.prefetch_related("leaves")
    return sorted(
        (leave for posting in postings for leave in posting.leaves.all()),
        key=lambda leave: leave.since,
        reverse=True,
    )


class CadreCreate(RegistryCreate):
    model = Cadre
    roles = EDITORS
    form_class = CadreForm
    title = _("Add a cadre")


class CadreEdit(RegistryEdit):
    model = Cadre
    roles = EDITORS
    form_class = CadreForm
    title = _("Edit the cadre")


@for_roles(*FILERS)
@transaction.atomic
def cadre_phone(request, pk):
    """The whole number, once, for a reason that stands on the ledger."""
    cadre = get_object_or_404(Cadre.objects.visible_to(request.user), pk=pk)
    form = RevealForm(request.POST or None)
    shown = form.is_valid()
    if shown:
        ledger.record(
            request.user, gettext_noop("reveal phone"), cadre, note=form.cleaned_data["reason"]
        )
    context = {"object": cadre, "form": form, "shown": shown}
    return render(request, "cadres/registry/cadre_phone.html", context)
