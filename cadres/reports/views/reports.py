"""Quarterly reports: the board with who holds what, one report, its way, and its paper."""

from datetime import timedelta

import django_tables2 as tables
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db.models import Count, F, Q
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.access import for_roles
from accounts.navigation import tabs_of
from accounts.registry import NumberColumn, RegistryList, RegistryPage, RegistryTable
from accounts.roles import AUTHORS, DESKS
from cadres.matters.models import Matter
from cadres.periods import Quarter, parse_period
from cadres.workflow.refusals import show_refusal
from cadres.workflow.tabs import REPORTS
from villages.models import County

from ..filters import ReportFilter
from ..holders import is_escalated, overdue_before, reviewers
from ..models.reports import QuarterlyReport
from ..opening import open_period
from ..provenance import holder_history, origins, share_of_records
from ..tables import sums
from ..timeline import timeline

State = QuarterlyReport.State


class ReportTable(RegistryTable):
    chosen = tables.TemplateColumn(
        template_name="cadres/reports/_choose.html",
        orderable=False,
        exclude_from_export=True,
        verbose_name=gettext_lazy("Choose"),
    )
    body = tables.Column(
        linkify=lambda record: record.get_absolute_url(),
        order_by=("township", "unit"),
        verbose_name=gettext_lazy("of"),
    )
    period = tables.Column(
        accessor="span__label", order_by="period", verbose_name=gettext_lazy("period")
    )
    state = tables.TemplateColumn(template_name="cadres/reports/_state.html", order_by="state")
    holder = tables.Column(
        accessor="holder_name", orderable=False, verbose_name=gettext_lazy("held by")
    )
    held = NumberColumn(
        accessor="held_since", order_by="held_since", verbose_name=gettext_lazy("held for, days")
    )
    due_on = tables.DateColumn(format="Y-m-d")
    first_submitted_at = tables.DateColumn(format="Y-m-d")
    on_time = tables.TemplateColumn(
        template_name="cadres/reports/_on_time.html",
        orderable=False,
        verbose_name=gettext_lazy("on time"),
    )

    class Meta(RegistryTable.Meta):
        model = QuarterlyReport
        fields = (
            "chosen",
            "body",
            "period",
            "state",
            "holder",
            "held",
            "due_on",
            "first_submitted_at",
            "on_time",
        )

    def render_held(self, record):
        days = record.days_held(timezone.localdate())
        return "—" if days is None else days

    def value_state(self, record):
        return record.get_state_display()

    def value_on_time(self, record):
        return {True: _("on time"), False: _("late"), None: ""}[record.on_time]


class ReportList(RegistryList):
    """The board: with the quarter's states in the head, each of them opening its list."""

    model = QuarterlyReport
    roles = DESKS
    template_name = "cadres/reports/list.html"
    title = gettext_lazy("Quarterly reports")
    table_class = ReportTable
    filterset_class = ReportFilter
    empty = gettext_lazy("No quarter has been opened yet. The county office opens it.")

    def get_queryset(self):
        townships_first = F("township").asc(nulls_last=True)
        return super().get_queryset().with_bodies().order_by("-period", townships_first, "unit")

    def get_table_kwargs(self):
        hidden = () if self.request.user.role == "county" else ("chosen",)
        return super().get_table_kwargs() | {"exclude": hidden}

    def get_filterset(self, filterset_class):
        filterset = super().get_filterset(filterset_class)
        filterset.today = timezone.localdate()
        return filterset

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        rows = self.object_list.order_by()
        counts = {state: Count("pk", filter=Q(state=state)) for state in State.values}
        late = Count("pk", filter=Q(first_submitted_at__isnull=True, due_on__lt=today))
        return super().get_context_data(**kwargs) | {
            "today": today,
            "counts": rows.aggregate(late=late, **counts),
            "states": State.choices,
            "accepts": self.request.user.role == "county",
            "disputed": rows.disputed().count(),
            "overdue": rows.review_overdue(overdue_before(today)).count(),
            "opens": [Quarter.of(today).previous(), Quarter.of(today), last_year(today)],
            "tabs": tabs_of(self.request, REPORTS),
        }


def last_year(today):
    """The Year whose summaries are written: this one from its last quarter on."""
    return Quarter.of(today).previous().previous().previous().whole_year()


class ReportPage(RegistryPage):
    model = QuarterlyReport
    roles = DESKS
    template_name = "cadres/reports/page.html"
    context_object_name = "report"

    def get_queryset(self):
        return super().get_queryset().with_bodies()

    def get_context_data(self, **kwargs):
        report, user = self.object, self.request.user
        today, calendar = timezone.localdate(), report.calendar
        reviews = user.role == "county" and report.state == State.SUBMITTED
        known = origins(report, user)
        context = super().get_context_data(**kwargs)
        return context | {
            "today": today,
            "chapters": report.chapters,
            "origins": known,
            "disputes": [
                {"row": each.dispute, "label": each.label}
                for each in known.values()
                if each.dispute
            ],
            "answers": user.role == "county",
            "categories": dict(Matter.Category.choices),
            "sums": sums(report.tables),
            "timeline": calendar and timeline(report, calendar, today),
            "changes": context["timeline"],
            "way": holder_history(report, today),
            "share": share_of_records(report),
            "versions": report.versions.all(),
            "files": report.attachments.standing(),
            "others": report.pens.of_others(user, timezone.now()),
            "writes": user.role in AUTHORS and report.is_with_author,
            "over": report.span.last_day < today,
            "opens_on": report.span.last_day + timedelta(days=1),
            "reviews": reviews,
            "reviewers": reviewers(report) if reviews else [],
            "escalated": is_escalated(report, overdue_before(today)),
            "days": report.days_held(today),
        }


@require_POST
@for_roles("county")
@show_refusal
def report_open(request):
    """Open a quarter or a year for everybody with people posted in it; again changes nothing."""
    try:
        span = parse_period(request.POST.get("quarter", ""))
    except ValueError:
        raise BadRequest("quarter") from None
    county = get_object_or_404(County, pk=request.user.area_code[:6])
    made = open_period(county, span, timezone.localdate(), request.user)
    messages.success(
        request,
        _("%(quarter)s: %(n)d reports opened.") % {"quarter": span.label(), "n": len(made)},
    )
    return redirect(f"{reverse('cadres:report_list')}?period={span}")
