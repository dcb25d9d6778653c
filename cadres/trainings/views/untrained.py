"""未参加岗前培训: who is in post without a training before the first day (S3 三(二))."""

import django_filters as filters
import django_tables2 as tables
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.filters import RegistryFilter
from accounts.registry import RegistryTable
from accounts.roles import DESKS
from cadres.registry.models.postings import Posting
from cadres.registry.views.teams import batches_seen, townships_seen
from cadres.workflow.tabs import Register

from ..models.attendance import TrainingAttendance, begun_untrained
from ..models.trainings import Training


class UntrainedFilter(RegistryFilter):
    township = filters.ModelChoiceFilter(
        label=_("township"), field_name="team__village__township", queryset=townships_seen
    )
    batch = filters.ModelChoiceFilter(
        label=_("batch"), field_name="team__batch", queryset=batches_seen
    )
    made_up = filters.BooleanFilter(label=_("made up for"), method="by_made_up")

    class Meta:
        model = Posting
        fields = []

    def by_made_up(self, queryset, name, value):
        return queryset.filter(made_up__isnull=not value)


class UntrainedTable(RegistryTable):
    name = tables.Column(
        accessor="cadre",
        verbose_name=_("full name"),
        order_by="cadre__sort_key",
        linkify=("cadres:posting_page", {"pk": tables.A("pk")}),
    )
    unit = tables.Column(accessor="cadre__unit", order_by="cadre__unit__sort_key")
    village = tables.Column(accessor="team__village", order_by="team__village")
    township = tables.Column(accessor="team__village__township", order_by="team__village")
    since = tables.DateColumn(format="Y-m-d", attrs={"td": {"class": "nowrap"}})
    untrained_reason = tables.Column(orderable=False)
    made_up = tables.DateColumn(
        format="Y-m-d", verbose_name=_("made up for on"), attrs={"td": {"class": "nowrap"}}
    )

    class Meta(RegistryTable.Meta):
        model = Posting
        fields = ()


class UntrainedList(Register):
    model = Posting
    roles = DESKS
    title = _("Posted untrained")
    empty = _("Everybody in post was trained before the first day.")
    table_class = UntrainedTable
    filterset_class = UntrainedFilter
    actions = ((_("Trainings"), "cadres:training_list", DESKS),)

    def get_queryset(self):
        later = TrainingAttendance.objects.filter(
            cadre=OuterRef("cadre"),
            attended=True,
            training__kind=Training.Kind.BEFORE,
            training__until__gt=OuterRef("since"),
        ).order_by("training__until")
        rows = begun_untrained(super().get_queryset().on(timezone.localdate()))
        rows = rows.annotate(made_up=Subquery(later.values("training__until")[:1]))
        rows = rows.select_related("cadre__unit", "team__village__township")
        return rows.order_by("team__village", "pk")
