"""派出单位: who sends, how many are owed and how many are in post."""

import django_filters as filters
import django_tables2 as tables
from django.contrib import messages
from django.db import transaction
from django.db.models import Sum
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

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
from accounts.roles import DESKS
from cadres.dispatch.quotas import quota
from cadres.periods import Year
from cadres.registry.forms.units import LiaisonsForm, UnitForm
from cadres.registry.models.cadres import Cadre
from cadres.registry.models.postings import present
from cadres.registry.models.units import Unit
from cadres.reports.models.reports import QuarterlyReport
from cadres.support.models import UnitSupport
from cadres.workflow.tabs import Register
from villages.models import ProgrammeRule

from ..unit_duty import unit_duty

REPORTS, SUPPORTS = 8, 12  # on the unit's page; the rest is a click away
WHOLE = {"county", "leader", "unit"}  # who sees all people of a unit, and so its duty


class UnitFilter(RegistryFilter):
    level = filters.ChoiceFilter(label=_("level"), choices=Unit.Level.choices)

    class Meta:
        model = Unit
        fields = []


class UnitTable(RegistryTable):
    code = tables.Column(attrs={"td": {"class": "code"}})
    name = tables.Column(linkify=("cadres:unit_page", {"pk": tables.A("pk")}), order_by="sort_key")
    level = tables.Column(accessor="level_label", verbose_name=_("level"), order_by="level")
    establishment = NumberColumn()
    owed = NumberColumn(verbose_name=_("owed"), empty_values=(), orderable=False)
    posted = NumberColumn(verbose_name=_("in post"))
    gap = NumberColumn(verbose_name=_("gap"), empty_values=(), orderable=False)

    class Meta(RegistryTable.Meta):
        model = Unit
        fields = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.share = ProgrammeRule.number("unit_share")

    def value_owed(self, record):
        return quota(record.establishment, self.share)

    def render_owed(self, record):
        owed = self.value_owed(record)
        return "—" if owed is None else owed

    def value_gap(self, record):
        owed = self.value_owed(record)
        return None if owed is None else owed - record.posted

    def render_gap(self, record):
        gap = self.value_gap(record)
        return "—" if gap is None else gap


class UnitList(Register):
    model = Unit
    roles = DESKS
    table_class = UnitTable
    filterset_class = UnitFilter
    title = _("Sending units")
    actions = [(_("Add a unit"), "cadres:unit_create", {"county"})]

    def get_queryset(self):
        return super().get_queryset().with_posted(timezone.localdate())

    def get_totals(self, queryset):
        sums = queryset.aggregate(staff=Sum("establishment"), here=Sum("posted"))
        return {"name": gettext("Total"), "establishment": sums["staff"], "posted": sums["here"]}


class UnitPage(RegistryPage):
    model = Unit
    roles = DESKS
    template_name = "cadres/overviews/unit_page.html"

    def get_queryset(self):
        units = super().get_queryset().with_posted(timezone.localdate())
        return units.select_related("county", "township")

    def get_context_data(self, **kwargs):
        unit, user, today = self.object, self.request.user, timezone.localdate()
        people = Cadre.objects.visible_to(user).filter(unit=unit)
        supports = UnitSupport.objects.visible_to(user).filter(unit=unit)
        reports = QuarterlyReport.objects.visible_to(user).filter(unit=unit)
        year = Year.of(today)
        return super().get_context_data(**kwargs) | {
            "today": today,
            "year": year,
            "owed": quota(unit.establishment, ProgrammeRule.number("unit_share")),
            "duty": unit_duty(unit, supports, today) if user.role in WHOLE else None,
            "people": people.prefetch_related(present(today)),
            "liaisons": unit.liaisons.all(),
            "reports": reports.with_bodies().order_by("-period")[:REPORTS],
            "supports": supports.during(year.first_day, today).with_names()[:SUPPORTS],
            "support_totals": supports.totals(),
            "may_edit": user.role == "county",
        }


class UnitCreate(RegistryCreate):
    model = Unit
    roles = {"county"}
    form_class = UnitForm
    title = _("Add a unit")


class UnitEdit(RegistryEdit):
    model = Unit
    roles = {"county"}
    form_class = UnitForm
    title = _("Edit the unit")


@for_roles("county")
def unit_liaisons(request, pk):
    """Which accounts speak for the unit."""
    unit = get_object_or_404(Unit.objects.visible_to(request.user), pk=pk)
    form = LiaisonsForm(request.POST or None, unit=unit)
    if request.method == "POST" and form.is_valid():
        _set_liaisons(unit, form.cleaned_data["liaisons"], request.user)
        messages.success(request, gettext("Saved: %(what)s") % {"what": unit})
        return redirect("cadres:unit_page", pk=unit.pk)
    context = {
        "form": form,
        "object": unit,
        "title": gettext("Liaisons"),
        "submit": gettext("Save"),
        "back_url": reverse("cadres:unit_page", args=[unit.pk]),
    }
    return render(request, "form.html", context)


@transaction.atomic
def _set_liaisons(unit, users, by):
    before = ", ".join(user.username for user in unit.liaisons.all())
    unit.liaisons.set(users)
    after = ", ".join(user.username for user in users)
    ledger.record(by, gettext_noop("update"), unit, {"liaisons": before}, {"liaisons": after})
