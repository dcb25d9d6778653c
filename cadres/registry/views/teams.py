"""批次与工作队: which village has which team, and who is missing."""

import django_filters as filters
import django_tables2 as tables
from django.db.models import F, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.filters import RegistryFilter
from accounts.registry import (
    NumberColumn,
    RegistryCreate,
    RegistryEdit,
    RegistryPage,
    RegistryTable,
)
from accounts.roles import DESKS
from cadres.workflow.tabs import Register
from villages.models import Township

from ..forms.teams import BatchForm, TeamForm
from ..models.postings import Posting, present
from ..models.teams import Batch, WorkTeam
from ..models.units import Unit


class BatchTable(RegistryTable):
    code = tables.Column(linkify=("cadres:batch_edit", {"pk": tables.A("pk")}))
    name = tables.Column()
    since = tables.DateColumn(format="Y-m-d")
    until = tables.DateColumn(format="Y-m-d")
    target = NumberColumn()

    class Meta(RegistryTable.Meta):
        model = Batch
        fields = ()


class BatchFilter(RegistryFilter):
    q = None

    class Meta:
        model = Batch
        fields = []


class BatchList(Register):
    model = Batch
    roles = {"county"}
    table_class = BatchTable
    filterset_class = BatchFilter
    title = _("Batches")
    actions = [(_("Add a batch"), "cadres:batch_create", {"county"})]


class BatchCreate(RegistryCreate):
    model = Batch
    roles = {"county"}
    form_class = BatchForm
    title = _("Add a batch")

    def get_success_url(self):
        return reverse("cadres:batch_list")


class BatchEdit(RegistryEdit):
    model = Batch
    roles = {"county"}
    form_class = BatchForm
    title = _("Edit the batch")

    def get_success_url(self):
        return reverse("cadres:batch_list")


def townships_seen(request):
    return Township.objects.visible_to(request.user)


def units_seen(request):
    return Unit.objects.visible_to(request.user).order_by("sort_key")


def batches_seen(request):
    return Batch.objects.visible_to(request.user)


class TeamFilter(RegistryFilter):
    township = filters.ModelChoiceFilter(
        label=_("township"), field_name="village__township", queryset=townships_seen
    )
    batch = filters.ModelChoiceFilter(label=_("batch"), queryset=batches_seen)
    level = filters.ChoiceFilter(label=_("level"), choices=WorkTeam.Level.choices)
    now = filters.BooleanFilter(label=_("batch running"), method="by_day")
    short = filters.BooleanFilter(label=_("places vacant"), method="by_gap")

    class Meta:
        model = WorkTeam
        fields = []

    def by_gap(self, queryset, name, value):
        short = {"actual__lt": F("size")}
        return queryset.filter(**short) if value else queryset.exclude(**short)

    def by_day(self, queryset, name, value):
        today = WorkTeam.objects.in_force(timezone.localdate()).values("pk")
        return queryset.filter(pk__in=today) if value else queryset.exclude(pk__in=today)


class TeamTable(RegistryTable):
    village = tables.Column(
        linkify=("cadres:team_page", {"pk": tables.A("pk")}), order_by="village__sort_key"
    )
    township = tables.Column(accessor="village__township", order_by="village__township")
    batch = tables.Column()
    level = tables.Column(accessor="level_label", verbose_name=_("level"), order_by="level")
    leader = tables.Column(accessor="present", verbose_name=_("Team leader"), orderable=False)
    members = tables.Column(accessor="present", verbose_name=_("Member"), orderable=False)
    size = NumberColumn()
    actual = NumberColumn(verbose_name=_("in post"))
    gap = NumberColumn(verbose_name=_("gap"), empty_values=(), orderable=False)

    class Meta(RegistryTable.Meta):
        model = WorkTeam
        fields = ()

    def render_leader(self, value):
        return "、".join(str(p.cadre) for p in value if p.role == Posting.Role.LEADER) or "—"

    def render_members(self, value):
        return "、".join(str(p.cadre) for p in value if p.role != Posting.Role.LEADER) or "—"

    def value_gap(self, record):
        return None if record.size is None else record.size - record.actual

    def render_gap(self, record):
        gap = self.value_gap(record)
        return "—" if gap is None else gap


class TeamList(Register):
    model = WorkTeam
    roles = DESKS
    table_class = TeamTable
    filterset_class = TeamFilter
    title = _("Work teams")
    actions = [(_("Add a team"), "cadres:team_create", {"county"})]

    def get_queryset(self):
        today = timezone.localdate()
        teams = super().get_queryset().with_people(today)
        return teams.select_related("village__township", "batch").prefetch_related(present(today))

    def get_totals(self, queryset):
        sums = queryset.aggregate(
            planned=Sum("size"), here=Sum("actual"), missing=Sum(F("size") - F("actual"))
        )
        return {
            "village": gettext("Total"),
            "size": sums["planned"],
            "actual": sums["here"],
            "gap": sums["missing"],
        }


class TeamPage(RegistryPage):
    model = WorkTeam
    roles = DESKS | {"cadre"}
    template_name = "cadres/registry/team_page.html"

    def get_queryset(self):
        teams = super().get_queryset().with_people(timezone.localdate())
        return teams.select_related("village__township", "batch", "lead_unit")

    def get_context_data(self, **kwargs):
        team, role = self.object, self.request.user.role
        postings = team.postings.select_related("cadre__unit", "replaces__cadre")
        return super().get_context_data(**kwargs) | {
            "postings": postings.order_by("since", "role"),
            "gap": None if team.size is None else team.size - team.actual,
            "links": team.village.links.all(),
            "may_post": role == "county",
            "today": timezone.localdate(),
        }


class TeamCreate(RegistryCreate):
    model = WorkTeam
    roles = {"county"}
    form_class = TeamForm
    title = _("Add a team")


class TeamEdit(RegistryEdit):
    model = WorkTeam
    roles = {"county"}
    form_class = TeamForm
    title = _("Edit the team")
