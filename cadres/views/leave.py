"""请假: ask, decide, cancel, come back; the team's calendar and the paper form."""

import calendar
from datetime import date

import django_filters as filters
import django_tables2 as tables
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.access import for_roles
from accounts.filters import RegistryFilter
from accounts.registry import NumberColumn, RegistryList, RegistryPage, RegistryTable
from cadres.calendars import month_grid
from cadres.forms.leave import BackForm, DecisionForm, LeaveForm
from cadres.models import Leave, Posting, WorkTeam
from villages.models import ProgrammeRule

from .teams import townships_seen
from .today import ForCadre
from .verbs import act, attempt

READERS = {"county", "leader", "township", "unit", "cadre"}
STATE = {
    Leave.State.REQUESTED: "st-todo",
    Leave.State.APPROVED: "st-done",
    Leave.State.RETURNED: "st-done",
    Leave.State.REFUSED: "st-back",
}


def state_word(leave):
    """The state as a mark and a word."""
    return format_html(
        '<span class="st {}">{}</span>', STATE.get(leave.state, ""), leave.get_state_display()
    )


class LeaveFilter(RegistryFilter):
    q = filters.CharFilter(label=_("Name, code or pinyin initials"), method="search")
    township = filters.ModelChoiceFilter(
        label=_("township"), field_name="posting__team__village__township", queryset=townships_seen
    )
    state = filters.ChoiceFilter(label=_("state"), choices=Leave.State.choices)
    mine = filters.BooleanFilter(label=_("for me to decide"), method="by_decider")
    now = filters.BooleanFilter(label=_("on leave today"), method="by_day")

    class Meta:
        model = Leave
        fields = []

    def search(self, queryset, name, value):
        return queryset.filter(posting__in=Posting.objects.find(value).values("pk"))

    def by_day(self, queryset, name, value):
        away = Leave.objects.away(timezone.localdate()).values("pk")
        return queryset.filter(pk__in=away) if value else queryset.exclude(pk__in=away)

    def by_decider(self, queryset, name, value):
        mine = Leave.objects.waiting_for(self.request.user).values("pk")
        return queryset.filter(pk__in=mine) if value else queryset.exclude(pk__in=mine)


class LeaveTable(RegistryTable):
    cadre = tables.Column(
        accessor="posting__cadre",
        verbose_name=_("cadre"),
        order_by="posting__cadre__sort_key",
        linkify=("cadres:leave_page", {"pk": tables.A("pk")}),
    )
    village = tables.Column(accessor="posting__team__village", verbose_name=_("village"))
    township = tables.Column(accessor="posting__team__village__township")
    kind = tables.Column()
    since = tables.DateColumn(format="Y-m-d", attrs={"td": {"class": "nowrap"}})
    until = tables.DateColumn(format="Y-m-d", attrs={"td": {"class": "nowrap"}})
    days = NumberColumn(verbose_name=_("days"), orderable=False)
    decider = tables.Column()
    state = tables.Column()

    class Meta(RegistryTable.Meta):
        model = Leave
        fields = ()

    def render_state(self, record):
        return state_word(record)

    def value_state(self, record):
        return record.get_state_display()


class LeaveList(ForCadre, RegistryList):
    model = Leave
    roles = READERS
    table_class = LeaveTable
    filterset_class = LeaveFilter
    phone_template = "cadres/leave_phone.html"
    title = _("Leave")
    empty = _("No leave has been asked for.")
    actions = [
        (_("Absences"), "cadres:absence_list", READERS),
        (_("Ask for leave"), "cadres:leave_request", {"cadre"}),
    ]

    def get_queryset(self):
        rows = super().get_queryset()
        return rows.select_related("posting__cadre", "posting__team__village__township")


@for_roles("cadre")
def leave_request(request):
    """The cadre asks; the rule says who decides. Good on a phone."""
    postings = Posting.objects.visible_to(request.user).on(timezone.localdate())
    posting = postings.select_related("team__village", "cadre").first()
    form = LeaveForm(request.POST or None, posting=posting) if posting else None
    asked = form and request.method == "POST" and form.is_valid()
    if asked and attempt(form, form.instance.request, request.user):
        return redirect("cadres:leave_page", pk=form.instance.pk)
    context = {
        "form": form,
        "posting": posting,
        "limit": ProgrammeRule.number("leave_township_days"),
    }
    return render(request, "cadres/leave_request.html", context)


class LeavePage(ForCadre, RegistryPage):
    model = Leave
    roles = READERS
    template_name = "cadres/leave_page.html"
    phone_template = "cadres/leave_page_phone.html"

    def get_queryset(self):
        rows = super().get_queryset()
        return rows.select_related("posting__cadre__unit", "posting__team__village__township")

    def get_context_data(self, **kwargs):
        leave, user = self.object, self.request.user
        kwargs.setdefault("decision", DecisionForm())
        kwargs.setdefault("back", BackForm(initial={"on": timezone.localdate()}))
        return super().get_context_data(**kwargs) | {
            "state_word": state_word(leave),
            "may_decide": leave.state == Leave.State.REQUESTED and leave.decider == user.role,
            "may_cancel": user.role == "cadre"
            and leave.state in {Leave.State.REQUESTED, Leave.State.APPROVED},
            "may_return": leave.state == Leave.State.APPROVED
            and user.role in {"cadre", "township", "county"},
        }


def _leave(request, pk):
    return get_object_or_404(Leave.objects.visible_to(request.user), pk=pk)


@require_POST
@for_roles("township", "county")
def leave_decide(request, pk):
    """A township decides short leave, the county the longer: anything else is not its verb."""
    leave = _leave(request, pk)
    form = DecisionForm(request.POST)
    if leave.decider != request.user.role:
        messages.error(request, gettext("This leave is decided by another office."))
    elif not form.is_valid():
        messages.error(request, gettext("Choose to grant or to refuse."))
    else:
        return act(
            request,
            leave,
            gettext("Decided."),
            leave.decide,
            request.user,
            **form.cleaned_data,
        )
    return redirect(leave)


@require_POST
@for_roles("cadre")
def leave_cancel(request, pk):
    leave = _leave(request, pk)
    return act(request, leave, gettext("Cancelled."), leave.cancel, request.user)


@require_POST
@for_roles("cadre", "township", "county")
def leave_return(request, pk):
    """销假: the day the cadre was back in the village."""
    leave = _leave(request, pk)
    form = BackForm(request.POST)
    if not form.is_valid():
        messages.error(request, gettext("Give the day of the return."))
        return redirect(leave)
    on = form.cleaned_data["on"]
    return act(request, leave, gettext("Back from leave."), leave.come_back, request.user, on)


@for_roles(*READERS)
def leave_sheet(request, pk):
    """请(销)假审批表 on one A4 sheet (form 4c), with the leave of the year so far."""
    rows = Leave.objects.visible_to(request.user)
    rows = rows.select_related("posting__cadre__unit", "posting__team__village__township")
    leave = get_object_or_404(rows, pk=pk)
    earlier = Leave.objects.filter(
        posting__cadre=leave.posting.cadre_id,
        state__in=Leave.GRANTED,
        since__year=leave.since.year,
        since__lt=leave.since,
    ).order_by("since")
    context = {
        "leave": leave,
        "earlier": earlier,
        "limit": ProgrammeRule.number("leave_township_days"),
    }
    return render(request, "cadres/leave_sheet.html", context)


@for_roles("county", "leader", "township", "unit", "cadre")
def leave_calendar(request, team, year, month):
    """A month of the team: one row per person, one column per day, a word in each cell."""
    if not (1 <= month <= 12 and 2000 <= year <= 2100):
        raise Http404
    teams = WorkTeam.objects.visible_to(request.user).select_related("village__township")
    team = get_object_or_404(teams, pk=team)
    first = date(year, month, 1)
    last = date(year, month, calendar.monthrange(year, month)[1])
    postings = team.postings.visible_to(request.user).during(first, last)
    postings = postings.select_related("cadre").prefetch_related(
        "leaves", "absences", "cadre__trainings__training"
    )
    context = {
        "team": team,
        "first": first,
        "grid": month_grid(postings, first, last),
        "before": _shift(first, -1),
        "after": _shift(first, 1),
    }
    return render(request, "cadres/leave_calendar.html", context)


def _shift(day, months):
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)
