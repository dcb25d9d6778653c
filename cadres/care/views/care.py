"""关心关爱: home visits and medical checks of cadres and village secretaries, due and done."""

import django_filters as filters
import django_tables2 as tables
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts import ledger
from accounts.filters import RegistryFilter
from accounts.registry import RegistryCreate, RegistryEdit, RegistryPage, RegistryTable
from accounts.roles import DESKS, FILERS, PLACES
from cadres.registry.models.cadres import Cadre
from cadres.registry.models.postings import Posting
from cadres.registry.views.teams import townships_seen
from cadres.workflow.tabs import Register
from villages.models import CommitteeMember, Village

from ..due_dates import STANDINGS, Rules, cadres_cared_for, secretaries_cared_for, standing_as
from ..forms import CareForm
from ..models.care import Care, secretaries_of

MARKS = {"overdue": "st st-back", "soon": "st st-todo", "fine": "nowrap", "unknown": "quiet"}


class DueColumn(tables.Column):
    """The day by which it is due, and how that stands."""

    def __init__(self, kind, **kwargs):
        super().__init__(accessor=f"{kind}_from", empty_values=(), **kwargs)
        self.kind = kind

    def render(self, table, value):
        state = table.rules.standing(self.kind, value, table.today)
        return format_html('<span class="{}">{}</span>', MARKS[state], self.value(table, value))

    def value(self, table, value):
        due = table.rules.due_on(self.kind, value)
        return f"{due:%Y-%m-%d}" if due else "—"


class CareTable(RegistryTable):
    visit_last = tables.DateColumn(
        format="Y-m-d", verbose_name=_("last home visit"), attrs={"td": {"class": "nowrap"}}
    )
    visit_due = DueColumn("visit", verbose_name=_("next by"))
    check_last = tables.DateColumn(
        format="Y-m-d", verbose_name=_("last medical check"), attrs={"td": {"class": "nowrap"}}
    )
    check_due = DueColumn("check", verbose_name=_("next by"))

    class Meta(RegistryTable.Meta):
        fields = ()

    @cached_property
    def rules(self):
        return Rules.now()

    @cached_property
    def today(self):
        return timezone.localdate()


class CadreCareTable(CareTable):
    name = tables.Column(
        accessor="cadre",
        verbose_name=_("full name"),
        order_by="cadre__sort_key",
        linkify=("cadres:care_cadre", {"pk": tables.A("cadre_id")}),
    )
    unit = tables.Column(accessor="cadre__unit", order_by="cadre__unit__sort_key")
    village = tables.Column(accessor="team__village", order_by="team__village")
    township = tables.Column(accessor="team__village__township", order_by="team__village")

    class Meta(CareTable.Meta):
        model = Posting
        sequence = ("name", "unit", "village", "township", "...")


class SecretaryCareTable(CareTable):
    name = tables.Column(linkify=("cadres:care_secretary", {"pk": tables.A("pk")}))
    village = tables.Column(order_by="village")
    township = tables.Column(accessor="village__township", order_by="village")

    class Meta(CareTable.Meta):
        model = CommitteeMember
        sequence = ("name", "village", "township", "...")


class CareFilter(RegistryFilter):
    standing = filters.ChoiceFilter(
        label=_("state"), choices=list(STANDINGS.items()), method="stands"
    )
    township = filters.ModelChoiceFilter(label=_("township"), queryset=townships_seen)

    def stands(self, queryset, name, value):
        return standing_as(queryset, value, timezone.localdate())


class CadreCareFilter(CareFilter):
    unit = filters.CharFilter(
        label=_("unit"), field_name="cadre__unit__name", lookup_expr="icontains"
    )

    class Meta:
        model = Posting
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["township"].field_name = "team__village__township"


class SecretaryCareFilter(CareFilter):
    class Meta:
        model = CommitteeMember
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["township"].field_name = "village__township"

    def search(self, queryset, name, value):
        villages = Village.objects.find(value).values("pk")
        return queryset.filter(name__icontains=value) | queryset.filter(village__in=villages)


class CareList(Register):
    model = Posting
    roles = DESKS
    title = _("Care for cadres")
    empty = _("Nobody is in post.")
    table_class = CadreCareTable
    filterset_class = CadreCareFilter
    actions = (
        (_("Allowances"), "cadres:allowance_now", FILERS),
        (_("Pay of secretaries"), "cadres:secretary_pay_now", PLACES),
        (_("Allowances of secretaries"), "cadres:secretary_allowance_now", PLACES),
        (_("Care for secretaries"), "cadres:care_secretary_list", PLACES),
    )

    def get_queryset(self):
        rows = cadres_cared_for(self.request.user, timezone.localdate())
        return rows.order_by("visit_from", "pk")


class SecretaryCareList(Register):
    model = CommitteeMember
    roles = PLACES
    title = _("Care for secretaries")
    empty = _("No secretary is on record.")
    table_class = SecretaryCareTable
    filterset_class = SecretaryCareFilter
    actions = (
        (_("Pay of secretaries"), "cadres:secretary_pay_now", PLACES),
        (_("Allowances of secretaries"), "cadres:secretary_allowance_now", PLACES),
        (_("Care for cadres"), "cadres:care_list", DESKS),
    )

    def get_queryset(self):
        rows = secretaries_cared_for(self.request.user, timezone.localdate())
        return rows.order_by("visit_from", "village", "pk")


class CarePage(RegistryPage):
    """One person's visits and checks: what was done, what is next."""

    template_name = "cadres/care/care_page.html"
    writers = FILERS

    def get_context_data(self, **kwargs):
        person, today, rules = self.get_person(), timezone.localdate(), Rules.now()
        dues = (
            [
                (
                    kind.label,
                    getattr(person, f"{kind}_last"),
                    rules.due_on(kind, start),
                    rules.standing(kind, start, today),
                )
                for kind in Care.Kind
                for start in [getattr(person, f"{kind}_from")]
            ]
            if person
            else []
        )
        return super().get_context_data(**kwargs) | {
            "dues": dues,
            "records": self.object.care.all(),
            "may_record": self.request.user.role in self.writers,
            "back": self.back,
            "record_url": self.record_url,
            "where": self.where(person),
        }


class CadreCare(CarePage):
    model = Cadre
    roles = DESKS
    back = "cadres:care_list"
    record_url = "cadres:care_cadre_record"

    def get_queryset(self):
        return super().get_queryset().select_related("unit")

    def get_person(self):
        rows = cadres_cared_for(self.request.user, timezone.localdate())
        return rows.filter(cadre=self.object).first()

    def where(self, posting):
        return self.object.unit


class SecretaryCare(CarePage):
    model = CommitteeMember
    roles = PLACES
    writers = PLACES - {"leader"}
    back = "cadres:care_secretary_list"
    record_url = "cadres:care_secretary_record"

    def get_queryset(self):
        return secretaries_of(self.request.user).select_related("village__township")

    def get_person(self):
        rows = secretaries_cared_for(self.request.user, timezone.localdate())
        return rows.filter(pk=self.object.pk).first()

    def where(self, secretary):
        return f"{self.object.village.township}{self.object.village}"


class CareCreate(RegistryCreate):
    """`person` is the field that the record belongs to, `people` whose records may be made."""

    model = Care
    form_class = CareForm
    title = _("Record a visit or check")

    def get_form_kwargs(self):
        owner = get_object_or_404(self.people(), pk=self.kwargs["pk"])
        return super().get_form_kwargs() | {"instance": Care(**{self.person: owner})}

    def get_initial(self):
        return {"on": timezone.localdate()}

    def save(self, form):
        care = form.save(commit=False)
        care.recorded_by = str(self.request.user)
        return ledger.write(care, self.request.user)


class CadreCareCreate(CareCreate):
    roles = FILERS
    person = "cadre"

    def people(self):
        return Cadre.objects.visible_to(self.request.user)


class SecretaryCareCreate(CareCreate):
    roles = PLACES - {"leader"}
    person = "secretary"

    def people(self):
        return secretaries_of(self.request.user)


class CareEdit(RegistryEdit):
    model = Care
    roles = FILERS
    form_class = CareForm
    title = _("Correct the record")

    def get_back_url(self):
        return self.object.get_absolute_url()
