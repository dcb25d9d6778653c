"""培训: courses, who is called to them, and their way from the draft to the end."""

import django_filters as filters
import django_tables2 as tables
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

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
from cadres.registry.views.teams import batches_seen
from cadres.workflow.refusals import show_refusal
from cadres.workflow.tabs import Register

from ..attendance_bulletin import answered_before, notice
from ..candidates import candidates
from ..forms import CandidateForm, TimetableForm, TrainingForm
from ..models.attendance import TrainingAttendance
from ..models.trainings import Training
from ..sign_in import hold
from ..timetable import decide, fit

PER_PAGE = 100  # people of a list


class TrainingFilter(RegistryFilter):
    q = filters.CharFilter(label=_("course"), field_name="title", lookup_expr="icontains")
    batch = filters.ModelChoiceFilter(label=_("batch"), queryset=batches_seen)
    kind = filters.ChoiceFilter(label=_("kind"), choices=Training.Kind.choices)
    state = filters.ChoiceFilter(label=_("state"), choices=Training.State.choices)

    class Meta:
        model = Training
        fields = []


class TrainingTable(RegistryTable):
    title = tables.Column(linkify=("cadres:training_page", {"pk": tables.A("pk")}))
    kind = tables.Column()
    batch = tables.Column()
    since = tables.DateColumn(format="Y-m-d", attrs={"td": {"class": "nowrap"}})
    until = tables.DateColumn(format="Y-m-d", attrs={"td": {"class": "nowrap"}})
    place = tables.Column()
    organizer = tables.Column()
    state = tables.TemplateColumn(
        template_name="cadres/trainings/_state.html", order_by="state", verbose_name=_("state")
    )
    attended = NumberColumn(verbose_name=_("took part"))
    missed = NumberColumn(verbose_name=_("missed"))

    class Meta(RegistryTable.Meta):
        model = Training
        fields = ()

    def value_state(self, record):
        return record.get_state_display()


class TrainingList(Register):
    model = Training
    roles = DESKS
    table_class = TrainingTable
    filterset_class = TrainingFilter
    title = _("Trainings")
    actions = (
        (_("Posted untrained"), "cadres:untrained_list", DESKS),
        (_("Training of party members"), "cadres:member_training_now", DESKS - {"unit"}),
        (_("Add a training"), "cadres:training_create", {"county"}),
    )

    def get_queryset(self):
        counts = {
            "attended": Count("attendances", filter=Q(attendances__attended=True)),
            "missed": Count("attendances", filter=Q(attendances__attended=False)),
        }
        return super().get_queryset().select_related("batch").annotate(**counts)


class TrainingPage(RegistryPage):
    model = Training
    roles = DESKS
    template_name = "cadres/trainings/page.html"

    def get_queryset(self):
        return super().get_queryset().select_related("batch").prefetch_related("sessions")

    def get_context_data(self, **kwargs):
        course, user = self.object, self.request.user
        rows = listed(course, user)
        return super().get_context_data(**kwargs) | {
            "told": notice(course, rows, timezone.localdate()),
            "page": Paginator(rows, PER_PAGE).get_page(self.request.GET.get("page")),
            "to_decide": [row for row in rows if row.may_settle],
            "organizes": user.role == "county",
        }


def listed(course, user):
    """[TrainingAttendance] that this user sees of a course, unit by unit: 2 queries."""
    seen = TrainingAttendance.objects.visible_to(user).filter(training=course)
    seen = seen.order_by("cadre__unit__sort_key", "cadre__sort_key", "cadre")
    rows = list(seen.select_related("cadre__unit").with_sessions())
    for row in rows:
        row.training = course
    return rows


class TrainingCreate(RegistryCreate):
    model = Training
    roles = {"county"}
    form_class = TrainingForm
    title = _("Add a training")

    def save(self, form):
        training = super().save(form)
        fit(training)
        return training

    def get_success_url(self):
        return reverse("cadres:training_people", args=[self.object.pk])


class TrainingEdit(RegistryEdit):
    """New days get their half-days; a day that somebody signed for cannot be taken away."""

    model = Training
    roles = {"county"}
    form_class = TrainingForm
    title = _("Edit the training")

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except ValidationError as fault:
            form.add_error("since", fault)
            return self.form_invalid(form)

    def save(self, form):
        training = super().save(form)
        fit(training)
        return training


def training_of(request, pk):
    return get_object_or_404(Training.objects.visible_to(request.user), pk=pk)


@for_roles("county")
@show_refusal
def training_timetable(request, pk):
    """Which half-days take place, and what each is about."""
    training = training_of(request, pk)
    form = TimetableForm(request.POST or None, training=training)
    if request.method == "POST" and form.is_valid():
        decide(training, request.user, form.wanted)
        messages.success(request, gettext("Saved: %(what)s") % {"what": training})
        return redirect(training)
    status = 422 if form.errors else 200
    context = {"object": training, "form": form}
    return render(request, "cadres/trainings/timetable.html", context, status=status)


@for_roles("county")
@show_refusal
def training_people(request, pk):
    """Find people by batch, township, role or name, and put them on the list."""
    training, user = training_of(request, pk), request.user
    form = CandidateForm(request.GET, user=user)
    found = candidates(training, user, **(form.cleaned_data if form.is_valid() else {}))
    if request.method == "POST":
        chosen = (
            found if "all" in request.POST else found.filter(pk__in=request.POST.getlist("cadre"))
        )
        n = training.add(user, chosen)
        messages.success(request, gettext("%(n)d people put on the list.") % {"n": n})
        return redirect(request.get_full_path())
    return render(
        request,
        "cadres/trainings/people.html",
        {
            "object": training,
            "form": form,
            "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
            "listed": training.attendances.count(),
        },
    )


@require_POST
@for_roles("county")
@show_refusal
def training_take_off(request, pk):
    """Off the list, as long as nothing was signed."""
    rows = TrainingAttendance.objects.visible_to(request.user).select_related("training", "cadre")
    attendance = get_object_or_404(rows, pk=pk)
    attendance.training.take_off(request.user, attendance)
    messages.success(request, gettext("Taken off: %(who)s.") % {"who": attendance.cadre})
    return redirect(attendance.training)


@require_POST
@for_roles("county")
@show_refusal
def training_call(request, pk):
    training = training_of(request, pk)
    training.call(request.user, timezone.localdate())
    messages.success(request, gettext("The people on the list are called."))
    return redirect(training)


@require_POST
@for_roles("county")
@show_refusal
def training_hold(request, pk):
    """The sign-in is complete; who missed is asked to explain."""
    training = training_of(request, pk)
    hold(training, request.user, timezone.localdate())
    messages.success(request, gettext("Held. Who missed it is asked to explain."))
    return redirect(training)


@require_POST
@for_roles("county")
@show_refusal
def training_close(request, pk):
    training = training_of(request, pk)
    training.close(request.user, answered_before(timezone.localdate()))
    messages.success(request, gettext("Closed: %(what)s") % {"what": training})
    return redirect(training)
