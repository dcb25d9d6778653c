"""The calendar of reports: days per kind and period; reopening with signer, reason and end."""

import django_tables2 as tables
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from accounts.filters import RegistryFilter
from accounts.registry import RegistryEdit, RegistryList, RegistryTable
from cadres.calendar.years import remark
from cadres.workflow.actions import run_on_form
from cadres.workflow.tabs import BackToList, Tabbed

from ..forms.deadlines import PeriodForm, ReopenForm
from ..models.deadlines import ReportPeriod
from ..models.reports import QuarterlyReport

NARROW = {"td": {"class": "nowrap"}}


class PeriodTable(RegistryTable):
    span = tables.Column(
        accessor="span__label",
        order_by="period",
        verbose_name=_("period"),
        linkify=lambda record: record.get_absolute_url(),
    )
    kind = tables.Column()
    due_on = tables.DateColumn(format="Y-m-d", attrs=NARROW)
    late_until = tables.DateColumn(format="Y-m-d", attrs=NARROW)
    closes_on = tables.DateColumn(format="Y-m-d", attrs=NARROW)
    reopened_until = tables.DateColumn(format="Y-m-d", attrs=NARROW)
    reopened_by = tables.Column()
    reopen_reason = tables.Column()

    class Meta(RegistryTable.Meta):
        model = ReportPeriod
        fields = ()


class PeriodFilter(RegistryFilter):
    q = None

    class Meta:
        model = ReportPeriod
        fields = ["kind"]


class PeriodList(Tabbed, RegistryList):
    model = ReportPeriod
    roles = {"county"}
    table_class = PeriodTable
    filterset_class = PeriodFilter
    title = _("Calendar of reports")
    template_name = "cadres/reports/period_list.html"
    empty = _("The days of a period are set when it is opened.")

    def get_context_data(self, **kwargs):
        days = self.object_list.values_list("due_on", "closes_on")
        told = remark(*[day for row in days for day in row])
        return super().get_context_data(**kwargs) | {"remark": told}


class PeriodEdit(BackToList, RegistryEdit):
    """Set the days; the due day of its reports moves with them."""

    model = ReportPeriod
    roles = {"county"}
    form_class = PeriodForm
    template_name = "cadres/reports/period_form.html"
    list_url = "cadres:report_period_list"
    title = _("Days of a report period")

    def get_context_data(self, **kwargs):
        closed = self.object.is_closed(timezone.localdate())
        return super().get_context_data(**kwargs) | {"closed": closed}

    @transaction.atomic
    def save(self, form):
        period = super().save(form)
        reports = QuarterlyReport.objects.filter(county=period.county_id, period=period.period)
        reports.of_kind(period.kind).update(due_on=period.due_on)
        return period


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles("county")
def report_period_reopen(request, pk):
    """Take first submissions again, with signer, reason and end."""
    period = get_object_or_404(ReportPeriod.objects.visible_to(request.user), pk=pk)
    form = ReopenForm(request.POST or None)
    today = timezone.localdate()
    if form.is_valid() and run_on_form(
        form, period.reopen, request.user, today=today, **form.cleaned_data
    ):
        return redirect("cadres:report_period_list")
    context = {
        "form": form,
        "title": _("Open a closed period again"),
        "object": period,
        "submit": _("Open it again"),
        "back_url": reverse("cadres:report_period_list"),
    }
    return render(request, "form.html", context, status=422 if form.errors else 200)
