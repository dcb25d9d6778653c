"""Matters: the list with its ages, one matter with its steps, and every move it makes."""

import django_tables2 as tables
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.access import for_roles
from accounts.registry import (
    NumberColumn,
    RegistryCreate,
    RegistryEdit,
    RegistryList,
    RegistryPage,
    RegistryTable,
)
from accounts.roles import FIELD, KEEPERS, PLACES, PROGRAMME
from cadres.workflow.phone_pages import ForCadre
from cadres.workflow.refusals import show_refusal

from .filters import MatterFilter
from .forms import MatterDetails, MatterForm
from .models import Matter


class MatterTable(RegistryTable):
    number = tables.Column(
        accessor="short_number",
        order_by="number",
        verbose_name=gettext_lazy("number"),
        linkify=lambda record: record.get_absolute_url(),
    )
    title = tables.Column(linkify=True)
    village = tables.Column(order_by="village")
    township = tables.Column(
        accessor="village__township", order_by="village", verbose_name=gettext_lazy("township")
    )
    category = tables.Column()
    raised_on = tables.DateColumn(format="Y-m-d")
    due_on = tables.DateColumn(format="Y-m-d")
    state = tables.TemplateColumn(
        template_name="cadres/matters/_state.html",
        orderable=False,
        verbose_name=gettext_lazy("state"),
    )
    age = NumberColumn(empty_values=(), order_by="-raised_on", verbose_name=gettext_lazy("days"))

    class Meta(RegistryTable.Meta):
        model = Matter
        fields = ("number", "title", "village", "township", "category", "raised_on", "due_on")
        sequence = (*fields, "state", "age")

    def render_age(self, record):
        return record.age(timezone.localdate())

    def value_state(self, record):
        return str(record.get_state_display())


class MatterList(ForCadre, RegistryList):
    model = Matter
    roles = PROGRAMME
    template_name = "cadres/matters/list.html"
    phone_template = "cadres/matters/phone.html"
    title = gettext_lazy("Matters")
    table_class = MatterTable
    filterset_class = MatterFilter
    actions = (
        (gettext_lazy("By holder and age"), "cadres:matter_ages", PLACES),
        (gettext_lazy("Register of matters"), "cadres:matter_register", PROGRAMME),
        (gettext_lazy("Record a matter"), "cadres:matter_create", FIELD),
    )

    def get_queryset(self):
        return super().get_queryset().select_related("village__township")

    def get_actions(self):
        """The register shows what the list was narrowed to."""
        asked = self.request.GET.urlencode()
        register = reverse("cadres:matter_register")
        return [
            (label, f"{path}?{asked}" if asked and path == register else path)
            for label, path in super().get_actions()
        ]

    def get_filterset(self, filterset_class):
        filterset = super().get_filterset(filterset_class)
        filterset.today = timezone.localdate()
        return filterset

    def get_context_data(self, **kwargs):
        today, user = timezone.localdate(), self.request.user
        proposed = self.object_list.to_take_over(user, today) if user.role in KEEPERS else None
        return super().get_context_data(**kwargs) | {
            "today": today,
            "standing": self.object_list.standing(today),
            "proposed": None if proposed is None else proposed.count(),
        }


class MatterPage(ForCadre, RegistryPage):
    model = Matter
    roles = PROGRAMME
    template_name = "cadres/matters/page.html"
    phone_template = "cadres/matters/page_phone.html"

    def get_queryset(self):
        matters = super().get_queryset().select_related("village__township")
        return matters.prefetch_related("steps")

    def get_context_data(self, **kwargs):
        user, today = self.request.user, timezone.localdate()
        return super().get_context_data(**kwargs) | {
            "today": today,
            "works": user.role in FIELD,
            "holds": self.object.is_held_by(user),
            "takes_over": self.object.may_take_over(user, today),
            "ways": Matter.Told,
            "says": Matter.Satisfaction,
            "leaders": self._leaders(today),
        }

    def _leaders(self, today):
        """Names of the linked leaders one level up, to whom it may be handed."""
        level = self.object.next_holder
        village = self.object.village
        links = village.links.on(today) | village.township.links.on(today)
        found = links.filter(of_county=level == Matter.Holder.COUNTY) if level else links.none()
        return list(dict.fromkeys(found.values_list("leader", flat=True)))


class MatterCreate(ForCadre, RegistryCreate):
    model = Matter
    roles = FIELD
    form_class = MatterForm
    phone_template = "cadres/workflow/form_phone.html"
    title = gettext_lazy("Record a matter")
    submit = gettext_lazy("Record the matter")
    back_url = reverse_lazy("cadres:matter_list")

    def get_initial(self):
        chosen = {"village": village} if (village := self.request.GET.get("village")) else {}
        return {"raised_on": timezone.localdate(), **chosen}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"today": timezone.localdate()}

    def save(self, form):
        return Matter.raise_new(self.request.user, **form.cleaned_data)

    def get_success_url(self):
        return self.object.get_absolute_url()


class MatterEdit(ForCadre, RegistryEdit):
    model = Matter
    roles = FIELD
    form_class = MatterDetails
    phone_template = "cadres/workflow/form_phone.html"
    title = gettext_lazy("Edit the matter")


def _move(*, by_holder=False):
    """A POST that moves one visible matter: `change(matter, user, words, today)`."""

    def decorate(change):
        @require_POST
        @for_roles(*FIELD)
        @show_refusal
        def view(request, pk):
            matter = get_object_or_404(Matter.objects.visible_to(request.user), pk=pk)
            if by_holder and not matter.is_held_by(request.user):
                raise PermissionDenied(_("Only who holds the matter may do this."))
            change(matter, request.user, request.POST, timezone.localdate())
            return redirect(matter)

        return view

    return decorate


@_move()
def matter_step(matter, user, words, today):
    matter.step(user, words.get("text", ""), today)


@_move(by_holder=True)
def matter_escalate(matter, user, words, today):
    matter.escalate(user, words.get("text", ""), today, words.get("office", "").strip())


@_move()
def matter_take_over(matter, user, words, today):
    if not matter.may_take_over(user, today):
        raise PermissionDenied(_("Only the next office up takes over what is overdue."))
    matter.take_over(user, today)


@_move(by_holder=True)
def matter_hand_down(matter, user, words, today):
    matter.hand_down(user, words.get("text", ""), today)


@_move(by_holder=True)
def matter_close(matter, user, words, today):
    matter.close(user, words.get("text", ""), today)


@_move()
def matter_tell(matter, user, words, today):
    matter.tell(user, today, words.get("how", ""), words.get("satisfaction", ""))


@_move()
def matter_reopen(matter, user, words, today):
    matter.reopen(user, words.get("text", ""), today)
