"""派驻安排: propose, adjust, fill, reconcile, confirm, and the two annexes."""

import django_tables2 as tables
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

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
from accounts.roles import OFFICE
from cadres.documents import workbook as workbooks
from cadres.workflow.actions import run_and_redirect, run_on_form
from cadres.workflow.tabs import Register
from villages.models import Village

from .. import annexes
from ..assignment import fill
from ..forms.plans import ConfirmForm, FiguresForm, LineForm, PlanForm
from ..models.plans import DispatchLine, DispatchPlan
from ..reconciliation import reconcile, unit_quotas

PER_PAGE = 100  # lines of a plan


class PlanTable(RegistryTable):
    batch = tables.Column(linkify=("cadres:plan_page", {"pk": tables.A("pk")}))
    state = tables.Column()
    figures_year = NumberColumn()
    county_teams = NumberColumn()
    confirmed_by = tables.Column()
    confirmed_at = tables.DateTimeColumn(format="Y-m-d H:i")

    class Meta(RegistryTable.Meta):
        model = DispatchPlan
        fields = ()


class PlanFilter(RegistryFilter):
    q = None

    class Meta:
        model = DispatchPlan
        fields = []


class PlanList(Register):
    model = DispatchPlan
    roles = OFFICE
    table_class = PlanTable
    filterset_class = PlanFilter
    title = _("Dispatch plans")
    actions = [(_("Make a plan"), "cadres:plan_create", {"county"})]

    def get_queryset(self):
        return super().get_queryset().select_related("batch")


class PlanCreate(RegistryCreate):
    model = DispatchPlan
    roles = {"county"}
    form_class = PlanForm
    title = _("Make a plan")
    submit = _("Propose by the rule")

    @transaction.atomic
    def save(self, form):
        plan = super().save(form)
        return plan.propose(self.request.user, form.villages(self.request.user))

    def get_success_url(self):
        return reverse("cadres:plan_page", args=[self.object.pk])


class PlanEdit(RegistryEdit):
    """The announced totals and the county teams; the lines follow with «propose again»."""

    model = DispatchPlan
    roles = {"county"}
    form_class = FiguresForm
    title = _("Announced figures")

    def form_valid(self, form):
        if not run_on_form(form, form.instance.expect_draft):
            return self.form_invalid(form)
        return super().form_valid(form)

    def get_success_url(self):
        return reverse("cadres:plan_page", args=[self.object.pk])


class PlanPage(RegistryPage):
    model = DispatchPlan
    roles = OFFICE
    template_name = "cadres/dispatch/plan_page.html"

    def get_queryset(self):
        return super().get_queryset().select_related("batch")

    def get_context_data(self, **kwargs):
        plan = self.object
        lines = list(plan.lines.with_seats())
        return super().get_context_data(**kwargs) | {
            "page": Paginator(lines, PER_PAGE).get_page(self.request.GET.get("page")),
            "sums": reconcile(plan, lines),
            "units": unit_quotas(plan),
            "rules": plan.rules,
            "faults": plan.faults() if plan.is_draft else [],
            "may_edit": plan.is_draft and self.request.user.role == "county",
        }


def _plan(request, pk):
    return get_object_or_404(DispatchPlan.objects.visible_to(request.user), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles("county")
def plan_propose(request, pk):
    """Propose again from today's figures: first what would change, then, by POST, the change."""
    plan, back = _plan(request, pk), reverse("cadres:plan_page", args=[pk])
    codes = list(plan.lines.values_list("village", flat=True))
    villages = Village.objects.filter(pk__in=codes)
    if request.method == "POST":
        done = gettext("Proposed again. It can be taken back.")
        return run_and_redirect(request, back, done, plan.propose, request.user, villages)
    if not plan.is_draft:
        messages.info(request, gettext("This plan is already confirmed."))
        return redirect(back)
    context = {"object": plan, "redraft": plan.redraft(villages), "back_url": back}
    return render(request, "cadres/dispatch/plan_propose.html", context)


@require_POST
@for_roles("county")
def plan_take_back(request, pk):
    """The lines as they stood before the last proposal."""
    plan, back = _plan(request, pk), reverse("cadres:plan_page", args=[pk])
    done = gettext("Taken back: the lines stand as before the proposal.")
    return run_and_redirect(request, back, done, plan.take_back, request.user)


@require_POST
@for_roles("county")
def plan_fill(request, pk):
    """Name lead units and seat the nominees."""
    plan, back = _plan(request, pk), reverse("cadres:plan_page", args=[pk])
    try:
        seated = fill(plan, request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect(back)
    _say_seated(request, seated, plan.vacant)
    return redirect(back)


def _say_seated(request, seated, vacant):
    said = {"n": seated, "vacant": vacant}
    if seated:
        text = gettext("Seated: %(n)d. Places still vacant: %(vacant)d.") % said
        messages.success(request, text)
    else:
        text = gettext(
            "Nobody was seated: nobody nominated is without a place. Vacant: %(vacant)d."
        )
        messages.warning(request, text % said)


class LineEdit(RegistryEdit):
    model = DispatchLine
    roles = {"county"}
    form_class = LineForm
    title = _("Change the line")

    def get_queryset(self):
        return super().get_queryset().with_township()

    def form_valid(self, form):
        if not run_on_form(form, form.instance.plan.expect_draft):
            return self.form_invalid(form)
        return super().form_valid(form)

    def save(self, form):
        return form.save(commit=False).adjust(self.request.user, form.cleaned_data["reason"])

    def get_success_url(self):
        return reverse("cadres:plan_page", args=[self.object.plan_id]) + "#lines"


def _confirmed(request, plan, form):
    if request.method != "POST" or not form.is_valid():
        return False
    return run_on_form(form, plan.confirm, request.user, **form.cleaned_data)


@for_roles("county")
def plan_confirm(request, pk):
    """Make the teams and postings, once, however often the button is pressed."""
    plan = _plan(request, pk)
    back = reverse("cadres:plan_page", args=[pk])
    if not plan.is_draft:
        messages.info(request, gettext("This plan is already confirmed."))
        return redirect(back)
    form = ConfirmForm(request.POST or None, plan=plan)
    if _confirmed(request, plan, form):
        messages.success(request, gettext("Confirmed: the teams and postings are made."))
        return redirect(back)
    lines = plan.lines.with_seats()
    context = {
        "object": plan,
        "form": form,
        "sums": reconcile(plan, lines),
        "faults": plan.faults(),
        "untrained": plan.untrained().select_related("cadre__unit"),
        "back_url": back,
    }
    return render(request, "cadres/dispatch/plan_confirm.html", context)


@for_roles(*OFFICE)
def plan_annex(request, pk, number):
    """附件1 or 附件2: on screen and paper; `?export=xlsx`, `?for=public` without telephones."""
    if number not in annexes.ANNEXES:
        raise Http404
    plan = _plan(request, pk)
    public = request.GET.get("for") == "public"
    annex = annexes.ANNEXES[number](plan, public)
    if request.GET.get("export") == "xlsx":
        _log_export(request.user, plan, annex, public)
        return workbooks.download(annex)
    return render(request, "cadres/dispatch/plan_annex.html", {"object": plan, "annex": annex})


@transaction.atomic
def _log_export(by, plan, annex, public):
    kind = gettext("public") if public else gettext("internal")
    ledger.record(by, gettext_noop("export"), plan, note=f"{annex.title} {kind}")
