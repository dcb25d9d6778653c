"""培训: courses, and who attended, entered by the organizer."""

import django_filters as filters
import django_tables2 as tables
from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

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
from cadres.forms.trainings import AttendanceForm, TrainingForm
from cadres.models import Cadre, Training, TrainingAttendance

from .registers import DispatchRegister
from .teams import batches_seen

READERS = {"county", "leader", "township", "unit"}


class TrainingFilter(RegistryFilter):
    q = filters.CharFilter(label=_("course"), field_name="title", lookup_expr="icontains")
    batch = filters.ModelChoiceFilter(label=_("batch"), queryset=batches_seen)
    kind = filters.ChoiceFilter(label=_("kind"), choices=Training.Kind.choices)

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
    attended = NumberColumn(verbose_name=_("took part"))
    missed = NumberColumn(verbose_name=_("missed"))

    class Meta(RegistryTable.Meta):
        model = Training
        fields = ()


class TrainingList(DispatchRegister):
    model = Training
    roles = READERS
    table_class = TrainingTable
    filterset_class = TrainingFilter
    title = _("Trainings")
    actions = [(_("Add a training"), "cadres:training_create", {"county"})]

    def get_queryset(self):
        counts = {
            "attended": Count("attendances", filter=Q(attendances__attended=True)),
            "missed": Count("attendances", filter=Q(attendances__attended=False)),
        }
        return super().get_queryset().select_related("batch").annotate(**counts)


class TrainingPage(RegistryPage):
    model = Training
    roles = READERS
    template_name = "cadres/training_page.html"

    def get_context_data(self, **kwargs):
        seen = TrainingAttendance.objects.visible_to(self.request.user)
        rows = seen.filter(training=self.object).select_related("cadre__unit")
        return super().get_context_data(**kwargs) | {
            "rows": rows.order_by("-attended", "cadre__sort_key"),
            "may_edit": self.request.user.role == "county",
        }


class TrainingCreate(RegistryCreate):
    model = Training
    roles = {"county"}
    form_class = TrainingForm
    title = _("Add a training")

    def get_success_url(self):
        return reverse("cadres:training_attendance", args=[self.object.pk])


class TrainingEdit(RegistryEdit):
    model = Training
    roles = {"county"}
    form_class = TrainingForm
    title = _("Edit the training")


@for_roles("county")
def training_attendance(request, pk):
    """Tick who came: the people nominated for or posted in the batch, and those already listed."""
    training = get_object_or_404(Training.objects.visible_to(request.user), pk=pk)
    marks = dict(training.attendances.values_list("cadre", "attended"))
    of_batch = Q(nominations__batch=training.batch_id) | Q(postings__team__batch=training.batch_id)
    wanted = Cadre.objects.filter(of_batch | Q(pk__in=marks)).values("pk")
    cadres = Cadre.objects.visible_to(request.user).filter(pk__in=wanted).select_related("unit")
    cadres = list(cadres.order_by("unit__sort_key", "sort_key"))
    form = AttendanceForm(request.POST or None, cadres=cadres, marks=marks)
    if request.method == "POST" and form.is_valid():
        _mark(training, marks, form.marks, request.user)
        messages.success(request, gettext("Saved: %(what)s") % {"what": training})
        return redirect("cadres:training_page", pk=training.pk)
    context = {"object": training, "form": form, "cadres": cadres}
    return render(request, "cadres/training_attendance.html", context)


@transaction.atomic
def _mark(training, before, after, by):
    """Write the list as it stands after the form: people left blank are taken off."""
    Training.objects.select_for_update().get(pk=training.pk)
    rows = training.attendances
    rows.exclude(cadre__in=after).delete()
    rows.bulk_create(
        [TrainingAttendance(training=training, cadre_id=c, attended=a) for c, a in after.items()],
        update_conflicts=True,
        unique_fields=["training", "cadre"],
        update_fields=["attended"],
    )
    if before != after:
        ledger.record(by, gettext_noop("attendance"), training, before, after)
