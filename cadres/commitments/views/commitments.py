"""公开承诺: the list, one promise and its way, the poster of a village's year."""

import django_filters as filters
import django_tables2 as tables
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import for_roles
from accounts.filters import date_input
from accounts.registry import (
    RegistryCreate,
    RegistryEdit,
    RegistryList,
    RegistryPage,
    RegistryTable,
)
from accounts.roles import FIELD, KEEPERS, PROGRAMME
from cadres.registry.filters import InVillages
from cadres.workflow.actions import run_and_redirect, run_on_form
from villages.models import Village

from ..forms import CommitmentForm, ReplaceForm, StepForm
from ..models.commitments import Commitment

PUBLIC = ("public", _("Published, settled or not"))
COUNTED = ("counted", _("Settled, or past the day"))


class CommitmentFilter(InVillages):
    year = filters.NumberFilter(label=_("year"))
    kind = filters.ChoiceFilter(label=_("kind"), choices=Commitment.Kind)
    state = filters.ChoiceFilter(
        label=_("state"), choices=[*Commitment.State.choices, PUBLIC, COUNTED], method="stands"
    )
    due_from = filters.DateFilter(
        label=_("to be done from"), field_name="due_on", lookup_expr="gte", widget=date_input()
    )
    due_until = filters.DateFilter(
        label=_("until"), field_name="due_on", lookup_expr="lte", widget=date_input()
    )

    class Meta:
        model = Commitment
        fields = ["village", "township", "year", "kind", "state", "due_from", "due_until"]

    def stands(self, queryset, name, value):
        if value == COUNTED[0]:
            return queryset.counted(timezone.localdate())
        return queryset.public() if value == PUBLIC[0] else queryset.filter(state=value)


class CommitmentTable(RegistryTable):
    text = tables.Column(linkify=True, orderable=False)
    village = tables.Column(order_by="village")
    township = tables.Column(accessor="village__township", order_by="village")
    promiser = tables.Column()
    kind = tables.Column()
    person = tables.Column(orderable=False)
    due_on = tables.DateColumn(format="Y-m-d", attrs={"td": {"class": "nowrap"}})
    state = tables.TemplateColumn(template_name="cadres/commitments/_state.html", order_by="state")

    class Meta(RegistryTable.Meta):
        model = Commitment
        fields = (
            "text",
            "village",
            "township",
            "promiser",
            "kind",
            "person",
            "due_on",
            "state",
        )

    def value_state(self, record):
        return record.get_state_display()


class CommitmentList(RegistryList):
    model = Commitment
    roles = PROGRAMME
    template_name = "cadres/commitments/list.html"
    title = _("Commitments")
    empty = _("Nothing has been promised yet.")
    table_class = CommitmentTable
    filterset_class = CommitmentFilter
    actions = (
        (_("Record a vote"), "cadres:review_create", KEEPERS),
        (_("Propose a commitment"), "cadres:commitment_create", FIELD),
    )

    def get_queryset(self):
        return super().get_queryset().with_names()

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        return super().get_context_data(**kwargs) | {
            "today": today,
            "counts": self.object_list.counts(today),
        }


class CommitmentPage(RegistryPage):
    model = Commitment
    roles = PROGRAMME
    template_name = "cadres/commitments/page.html"

    def get_queryset(self):
        rows = super().get_queryset().with_names().select_related("replaces", "successor")
        return rows.prefetch_related("steps__matter")

    def get_context_data(self, **kwargs):
        user, promise = self.request.user, self.object
        return super().get_context_data(**kwargs) | {
            "today": timezone.localdate(),
            "measured": promise.measured,
            "works": user.role in FIELD,
            "decides": user.role == "township",
            "step": StepForm(village=promise.village, user=user),
        }


class CommitmentCreate(RegistryCreate):
    model = Commitment
    roles = FIELD
    form_class = CommitmentForm
    title = _("Propose a commitment")
    submit = _("Propose")

    def get_initial(self):
        chosen = {"village": village} if (village := self.request.GET.get("village")) else {}
        return {"year": timezone.localdate().year, **chosen}


class CommitmentEdit(RegistryEdit):
    """Only until it is approved; afterwards a change is a new promise."""

    model = Commitment
    roles = FIELD
    form_class = CommitmentForm
    title = _("Edit the commitment")

    def get_queryset(self):
        early = (Commitment.State.PROPOSED, Commitment.State.RETURNED)
        return super().get_queryset().filter(state__in=early)


@for_roles(*FIELD)
def commitment_replace(request, pk):
    """Other words for a promise that already stands; the old ones stay readable."""
    promise = _promise(request, pk)
    new = Commitment(**{name: getattr(promise, name) for name in ReplaceForm.Meta.fields})
    form = ReplaceForm(request.POST or None, instance=new)
    if request.method == "POST" and form.is_valid():
        changed = {name: form.cleaned_data[name] for name in ReplaceForm.Meta.fields}
        reason = form.cleaned_data["reason"]
        if run_on_form(form, promise.replace, request.user, reason, **changed):
            return redirect(promise.successor)
    context = {
        "form": form,
        "object": promise,
        "title": gettext("Change the commitment"),
        "submit": gettext("Propose the change"),
        "back_url": promise.get_absolute_url(),
    }
    return render(request, "form.html", context)


def _promise(request, pk):
    return get_object_or_404(Commitment.objects.visible_to(request.user), pk=pk)


@require_POST
@for_roles("township")
def commitment_decide(request, pk):
    """审诺: the township approves, or returns with what is missing."""
    promise, remark = _promise(request, pk), request.POST.get("remark", "")
    verb = promise.approve if request.POST.get("decision") == "approve" else promise.send_back
    return run_and_redirect(request, promise, gettext("Decided."), verb, request.user, remark)


@require_POST
@for_roles(*FIELD)
def commitment_propose(request, pk):
    promise = _promise(request, pk)
    return run_and_redirect(
        request, promise, gettext("Proposed."), promise.propose_again, request.user
    )


@require_POST
@for_roles(*FIELD)
def commitment_publish(request, pk):
    promise, where = _promise(request, pk), request.POST.get("where", "")
    day = timezone.localdate()
    return run_and_redirect(
        request, promise, gettext("Published."), promise.publish, request.user, day, where
    )


@require_POST
@for_roles(*FIELD)
def commitment_step(request, pk):
    promise = _promise(request, pk)
    form = StepForm(request.POST, village=promise.village, user=request.user)
    text, matter = ("", None)
    if form.is_valid():
        text, matter = form.cleaned_data["text"], form.cleaned_data["matter"]
    done, day = gettext("Written down."), timezone.localdate()
    return run_and_redirect(request, promise, done, promise.step, request.user, text, day, matter)


@require_POST
@for_roles(*KEEPERS)
def commitment_settle(request, pk):
    """评诺: nobody settles his own promise."""
    promise, kept = _promise(request, pk), request.POST.get("kept") == "1"
    result, day = request.POST.get("result", ""), timezone.localdate()
    return run_and_redirect(
        request, promise, gettext("Settled."), promise.settle, request.user, kept, result, day
    )


@require_safe
@for_roles(*PROGRAMME)
def commitment_poster(request, village, year):
    """公开承诺书 of a village's year, A4 (form 10d)."""
    places = Village.objects.visible_to(request.user).select_related("township").distinct()
    place = get_object_or_404(places, pk=village)
    promises = Commitment.objects.visible_to(request.user).filter(village=place, year=year)
    return render(
        request,
        "cadres/commitments/poster.html",
        {
            "village": place,
            "year": year,
            "promises": promises.public().order_by("promiser", "pk"),
            "back_url": reverse("cadres:commitment_list"),
        },
    )
