"""领导调研: plan and done by half year, recording a visit with its promises, confirming it."""

import django_filters as filters
import django_tables2 as tables
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import for_roles
from accounts.filters import RegistryFilter, date_input
from accounts.registry import NumberColumn, RegistryPage, RegistryTable
from accounts.roles import PLACES
from cadres.periods import HalfYear
from cadres.registry.views.teams import townships_seen
from cadres.workflow.actions import run_and_redirect, run_on_form
from cadres.workflow.tabs import Register

from ..forms.visits import Promises, VisitForm
from ..models.links import LeaderLink
from ..models.visits import LeaderVisit
from ..visit_plan import handed_up, visit_plan


class VisitFilter(RegistryFilter):
    q = filters.CharFilter(label=_("leader"), field_name="link__leader", lookup_expr="icontains")
    half = filters.CharFilter(label=_("half year"), method="in_half")
    township = filters.ModelChoiceFilter(
        label=_("township"), field_name="village__township", queryset=townships_seen
    )
    of_county = filters.BooleanFilter(label=_("county leader"), field_name="link__of_county")
    since = filters.DateFilter(
        label=_("from"), field_name="on", lookup_expr="gte", widget=date_input()
    )
    until = filters.DateFilter(
        label=_("until"), field_name="on", lookup_expr="lte", widget=date_input()
    )

    class Meta:
        model = LeaderVisit
        fields = []

    def in_half(self, queryset, name, value):
        try:
            half = HalfYear.parse(value)
        except ValueError:
            return queryset.none()
        return queryset.during(half.first_day, half.last_day)


class VisitTable(RegistryTable):
    on = tables.DateColumn(format="Y-m-d", linkify=True, attrs={"td": {"class": "nowrap"}})
    leader = tables.Column(accessor="link", order_by="link__leader", verbose_name=_("leader"))
    village = tables.Column(order_by="village")
    township = tables.Column(accessor="village__township", order_by="village")
    seen = tables.Column(orderable=False)
    promises = NumberColumn(accessor="promised", verbose_name=_("promises"))
    state = tables.Column(accessor="get_state_display", orderable=False, verbose_name=_("state"))

    class Meta(RegistryTable.Meta):
        model = LeaderVisit
        fields = ("on", "leader", "village", "township", "seen", "promises", "state")


class VisitList(Register):
    model = LeaderVisit
    roles = PLACES
    title = _("Visits of leaders")
    empty = _("No visit has been recorded.")
    table_class = VisitTable
    filterset_class = VisitFilter
    actions = ((_("Plan and done"), "cadres:visit_plan_now", PLACES),)

    def get_queryset(self):
        return super().get_queryset().with_names().with_promised()


@require_safe
@for_roles(*PLACES)
def visit_plan_page(request, half=""):
    """One row per leader: due, done, last visit, promises made and kept; the leader's own first."""
    today = timezone.localdate()
    try:
        chosen = HalfYear.parse(half) if half else HalfYear.of(today)
    except ValueError:
        raise Http404 from None
    plans = visit_plan(request.user, chosen)
    mine = [plan for plan in plans if any(link.user_id == request.user.pk for link in plan.links)]
    return render(
        request,
        "cadres/leaders/visit_plan.html",
        {
            "half": chosen,
            "groups": [
                (gettext("County leaders"), [plan for plan in plans if plan.of_county], True),
                (
                    gettext("Township leaders"),
                    [plan for plan in plans if not plan.of_county],
                    False,
                ),
            ],
            "mine": mine,
            "handed_up": handed_up(request.user, today) if mine else [],
            "today": today,
        },
    )


@for_roles(*PLACES)
def visit_create(request, link):
    """A leader records his own visit, an office those of its leaders; works on a phone."""
    link = get_object_or_404(_recordable(request.user), pk=link)
    visit, today = LeaderVisit(link=link), timezone.localdate()
    sent = request.POST or None
    form = VisitForm(sent, instance=visit, user=request.user, today=today, initial={"on": today})
    promises = Promises(sent, prefix="promise")
    valid = request.method == "POST" and all([form.is_valid(), promises.is_valid()])
    if valid and run_on_form(form, visit.record, request.user, promises.made):
        return redirect(visit)
    context = {"link": link, "form": form, "promises": promises, "title": gettext("Record a visit")}
    return render(request, "cadres/leaders/visit_create.html", context)


def _recordable(user):
    """Links whose visits this user may write down: a leader's own, a township's leaders' too."""
    links = LeaderLink.objects.visible_to(user).select_related("township", "village__township")
    return links.filter(user=user) if user.role == "leader" else links


class VisitPage(RegistryPage):
    model = LeaderVisit
    roles = PLACES
    template_name = "cadres/leaders/visit_page.html"

    def get_queryset(self):
        return super().get_queryset().with_names()

    def get_context_data(self, **kwargs):
        mine = self.object.link.user_id == self.request.user.pk
        return super().get_context_data(**kwargs) | {
            "promises": self.object.promises.select_related("village__township"),
            "may_confirm": mine and not self.object.is_confirmed,
            "today": timezone.localdate(),
        }


@require_POST
@for_roles("leader")
def visit_confirm(request, pk):
    mine = LeaderVisit.objects.visible_to(request.user).of(request.user)
    visit = get_object_or_404(mine, pk=pk)
    return run_and_redirect(request, visit, gettext("Confirmed."), visit.confirm, request.user)
