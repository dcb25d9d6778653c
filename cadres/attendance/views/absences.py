"""不在岗记录: recorded by the township or the county, explained by the cadre. No sign-in."""

import django_filters as filters
import django_tables2 as tables
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts import ledger
from accounts.access import for_roles
from accounts.filters import RegistryFilter
from accounts.registry import (
    NumberColumn,
    RegistryCreate,
    RegistryList,
    RegistryPage,
    RegistryTable,
)
from accounts.roles import KEEPERS, PROGRAMME
from cadres.registry.models.postings import Posting
from cadres.workflow.actions import run_and_redirect
from cadres.workflow.phone_pages import ForCadre

from ..forms.absences import AbsenceForm, ExplainForm
from ..models.absences import Absence


class AbsenceFilter(RegistryFilter):
    explained = filters.BooleanFilter(label=_("explained"))

    class Meta:
        model = Absence
        fields = []

    def search(self, queryset, name, value):
        return queryset.filter(posting__in=Posting.objects.find(value).values("pk"))


class AbsenceTable(RegistryTable):
    cadre = tables.Column(
        accessor="posting__cadre",
        order_by="posting__cadre__sort_key",
        linkify=("cadres:absence_page", {"pk": tables.A("pk")}),
    )
    village = tables.Column(accessor="posting__team__village")
    since = tables.DateColumn(format="Y-m-d", attrs={"td": {"class": "nowrap"}})
    until = tables.DateColumn(format="Y-m-d", attrs={"td": {"class": "nowrap"}})
    days = NumberColumn(verbose_name=_("days"), orderable=False)
    reason = tables.Column()
    found_by = tables.Column()
    explained = tables.BooleanColumn(yesno=(_("yes"), _("no")))

    class Meta(RegistryTable.Meta):
        model = Absence
        fields = ()


class AbsenceList(ForCadre, RegistryList):
    model = Absence
    roles = PROGRAMME
    table_class = AbsenceTable
    filterset_class = AbsenceFilter
    phone_template = "cadres/attendance/absence_phone.html"
    title = _("Absences")
    empty = _("No absence has been recorded.")
    actions = [(_("Record an absence"), "cadres:absence_create", KEEPERS)]

    def get_queryset(self):
        return super().get_queryset().select_related("posting__cadre", "posting__team__village")


class AbsenceCreate(RegistryCreate):
    model = Absence
    roles = KEEPERS
    form_class = AbsenceForm
    title = _("Record an absence")

    def save(self, form):
        absence = form.save(commit=False)
        absence.found_by = str(self.request.user)
        return ledger.write(absence, self.request.user)


class AbsencePage(ForCadre, RegistryPage):
    model = Absence
    roles = PROGRAMME
    template_name = "cadres/attendance/absence_page.html"
    phone_template = "cadres/attendance/absence_page_phone.html"

    def get_queryset(self):
        rows = super().get_queryset()
        return rows.select_related("posting__cadre__unit", "posting__team__village__township")

    def get_context_data(self, **kwargs):
        role = self.request.user.role
        return super().get_context_data(**kwargs) | {
            "explain": ExplainForm(initial={"words": self.object.explanation}),
            "may_explain": role == "cadre",
            "may_settle": role in KEEPERS and bool(self.object.explanation),
        }


def _absence(request, pk):
    return get_object_or_404(Absence.objects.visible_to(request.user), pk=pk)


@require_POST
@for_roles("cadre")
def absence_explain(request, pk):
    """The cadre's own words."""
    absence = _absence(request, pk)
    form = ExplainForm(request.POST)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    return run_and_redirect(
        request, absence, gettext("Your explanation is sent."), absence.explain, request.user, words
    )


@require_POST
@for_roles(*KEEPERS)
def absence_settle(request, pk):
    """Accept the explanation, or let the absence stand."""
    absence = _absence(request, pk)
    accepted = request.POST.get("accepted") == "1"
    return run_and_redirect(
        request, absence, gettext("Decided."), absence.settle, request.user, accepted
    )
