"""请假: ask, extend, decide, cancel, come back; the paper form."""

from datetime import timedelta

import django_filters as filters
import django_tables2 as tables
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.access import for_roles
from accounts.filters import RegistryFilter
from accounts.registry import NumberColumn, RegistryList, RegistryPage, RegistryTable
from accounts.roles import FIELD, KEEPERS, PROGRAMME
from cadres.calendar.days import Span
from cadres.registry.models.postings import Posting
from cadres.registry.views.teams import townships_seen
from cadres.workflow.actions import run_and_redirect, run_on_form
from cadres.workflow.phone_pages import ForCadre
from villages.models import ProgrammeRule

from ..forms.leave import BackForm, DecisionForm, LeaveForm
from ..leave_conflicts import conflicts
from ..models.leave import Leave

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
    late = filters.BooleanFilter(label=_("over, not reported back"), method="by_return")

    class Meta:
        model = Leave
        fields = []

    def search(self, queryset, name, value):
        return queryset.filter(posting__in=Posting.objects.find(value).values("pk"))

    def by_day(self, queryset, name, value):
        away = Leave.objects.away(timezone.localdate()).values("pk")
        return queryset.filter(pk__in=away) if value else queryset.exclude(pk__in=away)

    def by_return(self, queryset, name, value):
        late = Leave.objects.not_back(timezone.localdate()).values("pk")
        return queryset.filter(pk__in=late) if value else queryset.exclude(pk__in=late)

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
    roles = PROGRAMME
    table_class = LeaveTable
    filterset_class = LeaveFilter
    phone_template = "cadres/attendance/leave_phone.html"
    title = _("Leave")
    empty = _("No leave has been asked for.")
    actions = [
        (_("Absences"), "cadres:absence_list", PROGRAMME),
        (_("Leave calendar"), "cadres:leave_now", PROGRAMME - {"cadre"}),
        (_("Ask for leave"), "cadres:leave_request", {"cadre"}),
    ]

    def get_queryset(self):
        rows = super().get_queryset()
        return rows.select_related("posting__cadre", "posting__team__village__township")


@for_roles("cadre")
def leave_request(request):
    """The cadre asks; the rule says who decides. `?extends=` goes on from a granted leave.

    What lies on the days is shown first; the same days sent again are asked for.
    """
    today = timezone.localdate()
    postings = Posting.objects.visible_to(request.user).on(today)
    posting = postings.select_related("team__village", "cadre").first()
    extends = _extended(request) if posting else None
    form, found, days = None, [], ""
    if posting:
        form = LeaveForm(request.POST or None, posting=posting, today=today, extends=extends)
    if form and form.is_bound and form.is_valid():
        leave = form.instance
        found, days = conflicts(posting, leave.since, leave.until), f"{leave.since}/{leave.until}"
        known = not found or request.POST.get("known") == days
        if known and run_on_form(form, leave.request, request.user):
            return redirect(leave)
    context = {
        "form": form,
        "posting": posting,
        "extends": extends,
        "clashes": found,
        "days": days,
        "next_year": today.replace(month=12, day=31) + timedelta(days=1),
        "limit": ProgrammeRule.number("leave_township_days"),
    }
    return render(request, "cadres/attendance/leave_request.html", context)


def _extended(request):
    """The own leave that `?extends=` names, None without; 404 when there is none to extend."""
    if not (text := request.GET.get("extends", "")):
        return None
    mine = Leave.objects.visible_to(request.user).filter(state__in=Leave.GRANTED)
    return get_object_or_404(mine, pk=int(text) if text.isdigit() and len(text) < 10 else 0)


class LeavePage(ForCadre, RegistryPage):
    model = Leave
    roles = PROGRAMME
    template_name = "cadres/attendance/leave_page.html"
    phone_template = "cadres/attendance/leave_page_phone.html"

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
            and leave.state in {Leave.State.REQUESTED, Leave.State.APPROVED}
            and not leave.is_begun,
            "may_revoke": leave.state in Leave.GRANTED and leave.decider == user.role,
            "may_extend": user.role == "cadre" and leave.may_extend,
            "may_return": leave.state == Leave.State.APPROVED and user.role in FIELD,
        }


def _leave(request, pk):
    return get_object_or_404(Leave.objects.visible_to(request.user), pk=pk)


@require_POST
@for_roles(*KEEPERS)
def leave_decide(request, pk):
    """A township decides short leave, the county the longer: anything else is not its verb."""
    leave = _leave(request, pk)
    form = DecisionForm(request.POST)
    if leave.decider != request.user.role:
        messages.error(request, gettext("This leave is decided by another office."))
    elif not form.is_valid():
        messages.error(request, gettext("Choose to grant or to refuse."))
    else:
        return run_and_redirect(
            request,
            leave,
            gettext("Decided."),
            leave.decide,
            request.user,
            **form.cleaned_data,
        )
    return redirect(leave)


@require_POST
@for_roles(*FIELD)
def leave_cancel(request, pk):
    """Who asked cancels before the first day, the office that granted it at any time."""
    leave, user = _leave(request, pk), request.user
    if user.role == "cadre":
        return run_and_redirect(request, leave, gettext("Cancelled."), leave.cancel, user)
    if leave.decider != user.role:
        messages.error(request, gettext("This leave is decided by another office."))
        return redirect(leave)
    reason = request.POST.get("reason", "")[:200]
    return run_and_redirect(request, leave, gettext("Cancelled."), leave.revoke, user, reason)


@require_POST
@for_roles(*FIELD)
def leave_return(request, pk):
    """销假: the day the cadre was back in the village."""
    leave = _leave(request, pk)
    form = BackForm(request.POST)
    if not form.is_valid():
        messages.error(request, gettext("Give the day of the return."))
        return redirect(leave)
    on = form.cleaned_data["on"]
    return run_and_redirect(
        request, leave, gettext("Back from leave."), leave.come_back, request.user, on
    )


@for_roles(*PROGRAMME)
def leave_sheet(request, pk):
    """请(销)假审批表 on one A4 sheet (form 4c), with the leave of the year so far."""
    rows = Leave.objects.visible_to(request.user)
    rows = rows.select_related("posting__cadre__unit", "posting__team__village__township")
    leave = get_object_or_404(rows, pk=pk)
    context = {
        "leave": leave,
        "earlier": _earlier_in_year(leave),
        "limit": ProgrammeRule.number("leave_township_days"),
    }
    return render(request, "cadres/attendance/leave_sheet.html", context)


def _earlier_in_year(leave):
    """[granted leave with its `span` in the year of `leave`] that began before it."""
    first, last = leave.since.replace(month=1, day=1), leave.since.replace(month=12, day=31)
    rows = Leave.objects.filter(posting__cadre=leave.posting.cadre_id, state__in=Leave.GRANTED)
    earlier = list(rows.filter(since__lt=leave.since).during(first, last).order_by("since"))
    for each in earlier:
        each.span = Span(max(each.since, first), min(each.until, last))
    return earlier
