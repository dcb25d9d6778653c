"""推荐: units name their people for a batch."""

import django_filters as filters
import django_tables2 as tables
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.access import for_roles
from accounts.filters import RegistryFilter
from accounts.registry import RegistryEdit, RegistryList, RegistryTable
from accounts.roles import DESKS, FILERS
from cadres.registry.models.cadres import Cadre
from cadres.registry.views.teams import batches_seen
from cadres.workflow.actions import run_and_redirect, run_on_form

from ..forms.nominations import NominateForm, SeatForm
from ..models.nominations import Nomination, nominate
from ..models.plans import DispatchPlan


class NominationFilter(RegistryFilter):
    batch = filters.ModelChoiceFilter(label=_("batch"), queryset=batches_seen)
    seated = filters.BooleanFilter(
        label=_("seated"), field_name="line", lookup_expr="isnull", exclude=True
    )

    class Meta:
        model = Nomination
        fields = []

    def search(self, queryset, name, value):
        return queryset.filter(cadre__in=Cadre.objects.find(value).values("pk"))


class NominationTable(RegistryTable):
    cadre = tables.Column(
        order_by="cadre__sort_key", linkify=("cadres:cadre_page", {"pk": tables.A("cadre_id")})
    )
    unit = tables.Column(accessor="cadre__unit", order_by="cadre__unit__sort_key")
    batch = tables.Column()
    township = tables.Column(accessor="line__village__township", verbose_name=_("township"))
    village = tables.Column(accessor="line__village", verbose_name=_("seated in"))
    role = tables.Column(accessor="role_label", order_by="role")
    edit = tables.Column(
        accessor="pk",
        verbose_name=_("Edit"),
        orderable=False,
        exclude_from_export=True,
        empty_values=(),
    )

    class Meta(RegistryTable.Meta):
        model = Nomination
        fields = ()

    def __init__(self, *args, link="", closed=(), own=None, **kwargs):
        """`closed`: batches whose plan is confirmed; `own`: whom one may act on, None = all."""
        super().__init__(*args, **kwargs)
        self.link, self.closed, self.own = link, closed, own

    def render_edit(self, record):
        theirs = self.own is not None and record.cadre_id not in self.own
        return "—" if theirs or record.batch_id in self.closed else _links(self.link, record)


def _links(url, record):
    label = _("Seat") if url.endswith("seat") else _("Take back")
    return format_html('<a href="{}">{}</a>', reverse(url, args=[record.pk]), label)


class NominationList(RegistryList):
    model = Nomination
    roles = DESKS
    table_class = NominationTable
    filterset_class = NominationFilter
    title = _("Nominations")
    empty = _("Nobody has been nominated yet.")
    actions = [(_("Nominate"), "cadres:nomination_create", FILERS)]

    def get_queryset(self):
        rows = super().get_queryset()
        return rows.select_related("cadre__unit", "batch", "line__village__township")

    def get_table_kwargs(self):
        role = self.request.user.role
        kwargs = super().get_table_kwargs()
        if role == "leader":
            return kwargs | {"exclude": ("edit",)}
        closed = DispatchPlan.objects.filter(state=DispatchPlan.State.CONFIRMED)
        kwargs["closed"] = set(closed.values_list("batch", flat=True))
        if role == "county":
            return kwargs | {"link": "cadres:nomination_seat"}
        own = Cadre.objects.nominable_by(self.request.user).values_list("pk", flat=True)
        return kwargs | {"link": "cadres:nomination_withdraw", "own": set(own)}


@for_roles(*FILERS)
def nomination_create(request):
    """Choose from one's own people."""
    form = NominateForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        if run_on_form(form, nominate, request.user, chosen["batch"], chosen["cadres"]):
            text = gettext("%(n)d people nominated.") % {"n": len(chosen["cadres"])}
            messages.success(request, text)
            return redirect("cadres:nomination_list")
    context = {
        "form": form,
        "title": gettext("Nominate"),
        "submit": gettext("Nominate"),
        "back_url": reverse("cadres:nomination_list"),
    }
    return render(request, "form.html", context)


class NominationSeat(RegistryEdit):
    """The county seats a nominee by hand, with a reason."""

    model = Nomination
    roles = {"county"}
    form_class = SeatForm
    title = _("Seat the nominee")

    def form_valid(self, form):
        if not run_on_form(form, form.instance.expect_open):
            return self.form_invalid(form)
        return super().form_valid(form)

    def save(self, form):
        nomination = form.save(commit=False)
        return nomination.change_seat(self.request.user, form.cleaned_data["why"])

    def get_success_url(self):
        return reverse("cadres:nomination_list")


@for_roles(*FILERS)
def nomination_withdraw(request, pk):
    """Take a name back before the plan is confirmed."""
    own = Cadre.objects.nominable_by(request.user).values("pk")
    rows = Nomination.objects.visible_to(request.user).filter(cadre__in=own)
    nomination = get_object_or_404(rows.select_related("cadre__unit", "batch"), pk=pk)
    back = reverse("cadres:nomination_list")
    if request.method == "POST":
        return run_and_redirect(
            request, back, gettext("Taken back."), nomination.withdraw, request.user
        )
    context = {
        "title": gettext("Take the nomination back"),
        "question": gettext("Take back the nomination of %(cadre)s (%(unit)s) for %(batch)s?")
        % {"cadre": nomination, "unit": nomination.cadre.unit, "batch": nomination.batch},
        "submit": gettext("Take back"),
        "back_url": back,
    }
    return render(request, "confirm.html", context)
