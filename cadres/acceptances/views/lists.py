"""三年验收: the last round of each place as a list, and how far each township is."""

import django_filters as filters
import django_tables2 as tables
from django.db import transaction
from django.shortcuts import render
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts import ledger, sheets
from accounts.access import for_roles
from accounts.filters import RegistryFilter
from accounts.registry import NumberColumn, RegistryTable
from accounts.roles import OFFICE
from cadres.registry.views.teams import batches_seen, townships_seen
from cadres.workflow.tabs import Register
from villages.models import Township

from ..models.acceptances import Acceptance
from .acceptances import READERS


class AcceptanceFilter(RegistryFilter):
    STANDING = [*Acceptance.State.choices[:-1], *Acceptance.Conclusion.choices]
    township = filters.ModelChoiceFilter(
        label=_("township"), queryset=townships_seen, method="in_township"
    )
    batch = filters.ModelChoiceFilter(label=_("batch"), queryset=batches_seen)
    of_township = filters.BooleanFilter(label=_("of townships"), method="by_place")
    standing = filters.ChoiceFilter(label=_("state"), choices=STANDING, method="stands")

    class Meta:
        model = Acceptance
        fields = ["q", "township", "batch", "of_township", "standing"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.request.user.role not in OFFICE:
            del self.filters["township"]

    def in_township(self, queryset, name, township):
        return queryset.of_township(township)

    def by_place(self, queryset, name, of_township):
        return queryset.filter(village__isnull=of_township)

    def stands(self, queryset, name, value):
        if value in Acceptance.Conclusion.values:
            return queryset.filter(state=Acceptance.State.APPROVED, conclusion=value)
        return queryset.filter(state=value)


class AcceptanceTable(RegistryTable):
    place = tables.Column(
        linkify=True, order_by="place_code", verbose_name=_("village or township")
    )
    standing = tables.TemplateColumn(
        template_name="cadres/acceptances/_state.html", verbose_name=_("state"), order_by="state"
    )
    township = tables.Column(
        accessor="place_township", order_by="place_code", verbose_name=_("township")
    )
    batch = tables.Column(order_by="batch__code")
    round = NumberColumn()
    met = NumberColumn(accessor="met_count", verbose_name=_("lines met"), orderable=False)
    mend_by = tables.DateColumn(format="Y-m-d", attrs={"td": {"class": "nowrap"}})
    held_since = tables.DateColumn(format="Y-m-d", attrs={"td": {"class": "nowrap"}})

    class Meta(RegistryTable.Meta):
        model = Acceptance
        fields = (
            "place",
            "standing",
            "township",
            "batch",
            "round",
            "met",
            "mend_by",
            "held_since",
        )

    def value_standing(self, record):
        return record.standing

    def render_held_since(self, record, value):
        return "—" if record.is_approved else f"{value:%Y-%m-%d}"


class AcceptanceList(Register):
    """The last round of each place; a former one is reached from the one that followed."""

    model = Acceptance
    roles = READERS
    template_name = "cadres/acceptances/list.html"
    table_class = AcceptanceTable
    filterset_class = AcceptanceFilter
    title = _("Acceptance of three years")
    empty = _("No acceptance has been opened yet.")
    actions = [
        (_("By township"), "cadres:acceptance_towns", OFFICE),
        (_("Open acceptances"), "cadres:acceptance_open", {"county"}),
    ]

    def get_queryset(self):
        return super().get_queryset().newest().with_names().select_related("follows")

    def get_context_data(self, **kwargs):
        counts = self.object_list.counts()
        return super().get_context_data(**kwargs) | {"counts": counts}


COLUMNS = (
    ("all", _("villages")),
    ("with_township", Acceptance.State.DRAFT.label),
    ("to_examine", Acceptance.State.SUBMITTED.label),
    ("to_approve", Acceptance.State.EXAMINED.label),
    ("passed", Acceptance.Conclusion.PASSED.label),
    ("mend", Acceptance.Conclusion.MEND.label),
    ("failed", Acceptance.Conclusion.FAILED.label),
)


@require_safe
@for_roles(*OFFICE)
def acceptance_towns(request):
    """How far each township is: its villages by state, and its own acceptance."""
    seen = Acceptance.objects.visible_to(request.user).newest()
    own = {
        row.township_id: row
        for row in seen.filter(township__isnull=False).order_by("batch__code").with_names()
    }
    names = Township.objects.visible_to(request.user).in_bulk()
    rows = [
        {"town": names[row["town"]], "own": own.get(row["town"])}
        | {"counts": [row[key] for key, _label in COLUMNS]}
        for row in seen.by_township()
    ]
    total = [sum(column) for column in zip(*(row["counts"] for row in rows), strict=True)]
    header = [label for _key, label in COLUMNS]
    if request.GET.get("export") == "xlsx":
        return _exported(request.user, header, rows, total)
    context = {"header": header, "rows": rows, "total": total}
    return render(request, "cadres/acceptances/towns.html", context)


def _exported(user, header, rows, total):
    title = gettext("Acceptance of three years")
    with transaction.atomic():
        ledger.record(user, gettext_noop("export"), user, note=f"{title} xlsx")
    body = [[row["town"], *row["counts"], row["own"] and row["own"].standing] for row in rows]
    body.append([gettext("Total"), *total, None])
    head = [gettext("township"), *map(str, header), gettext("the township itself")]
    return sheets.download(title, "xlsx", head, body)
