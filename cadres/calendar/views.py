"""Holidays and working weekends: what deadlines and presence count by."""

from datetime import date

import django_filters as filters
import django_tables2 as tables
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.filters import RegistryFilter
from accounts.registry import RegistryCreate, RegistryEdit, RegistryList, RegistryTable
from cadres.workflow.tabs import BackToList, Tabbed

from .forms import HolidayForm, NewHolidayForm
from .models import Holiday
from .years import wanted


class HolidayTable(RegistryTable):
    day = tables.DateColumn(format="Y-m-d", linkify=lambda record: record.get_absolute_url())
    name = tables.Column()
    is_working = tables.BooleanColumn(yesno=(_("yes"), "—"))

    class Meta(RegistryTable.Meta):
        model = Holiday
        fields = ()


class HolidayFilter(RegistryFilter):
    q = None
    year = filters.NumberFilter(label=_("year"), field_name="day", lookup_expr="year")

    class Meta:
        model = Holiday
        fields = []


class HolidayList(Tabbed, RegistryList):
    model = Holiday
    roles = {"county"}
    table_class = HolidayTable
    filterset_class = HolidayFilter
    template_name = "cadres/calendar/holiday_list.html"
    title = _("Holidays and working weekends")
    actions = [(_("Add a day"), "cadres:holiday_create", {"county"})]

    def get_actions(self):
        path = reverse("cadres:import_table", args=["holidays"])
        return [(_("Import the table"), path), *super().get_actions()]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"wanted": wanted(timezone.localdate())}


class _HolidayForm(BackToList):
    model = Holiday
    roles = {"county"}
    list_url = "cadres:holiday_list"


class HolidayCreate(_HolidayForm, RegistryCreate):
    form_class = NewHolidayForm
    title = _("Add a day")


class HolidayEdit(_HolidayForm, RegistryEdit):
    form_class = HolidayForm
    title = _("Holiday or working weekend")

    def get_object(self, queryset=None):
        try:
            day = date.fromisoformat(self.kwargs["pk"])
        except ValueError:
            raise Http404 from None
        return get_object_or_404(self.get_queryset(), pk=day)
