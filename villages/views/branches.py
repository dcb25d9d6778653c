"""The branch, the committee members and the reserve cadres of a village."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from accounts.access import ForRoles
from accounts.registry import RegistryEdit
from accounts.roles import KEEPERS

from ..forms.branches import BranchForm, MemberForm, ReserveForm, StepForm
from ..models import CommitteeMember, PartyBranch, ReserveCadre
from .of_village import CreateOfVillage, EditOfVillage, OfVillage


class BranchEdit(OfVillage, RegistryEdit):
    """The one branch of the village; it is made by its first saving."""

    model = PartyBranch
    roles = KEEPERS
    form_class = BranchForm
    template_name = "villages/village_form.html"
    title = gettext_lazy("Edit the party branch")
    tab = "people"

    def get_object(self, queryset=None):
        village = self.village
        return PartyBranch.objects.filter(village=village).first() or PartyBranch(village=village)


class MemberCreate(CreateOfVillage):
    model = CommitteeMember
    form_class = MemberForm
    title = gettext_lazy("Add a committee member")
    tab = "people"


class MemberEdit(EditOfVillage):
    model = CommitteeMember
    form_class = MemberForm
    title = gettext_lazy("Edit the committee member")
    tab = "people"


class ReserveCreate(CreateOfVillage):
    model = ReserveCadre
    form_class = ReserveForm
    title = gettext_lazy("Add a reserve cadre")
    tab = "people"


class ReserveEdit(EditOfVillage):
    model = ReserveCadre
    form_class = ReserveForm
    title = gettext_lazy("Edit the reserve cadre")
    tab = "people"


class StepAdd(OfVillage, ForRoles, FormView):
    """The next of 三荐二议一审查."""

    roles = KEEPERS
    form_class = StepForm
    template_name = "villages/village_form.html"
    tab = "people"

    @property
    def village(self):
        return self.reserve.village

    @property
    def reserve(self):
        if not hasattr(self, "_reserve"):
            reserves = ReserveCadre.objects.visible_to(self.request.user)
            self._reserve = get_object_or_404(
                reserves.select_related("village__township"), pk=self.kwargs["pk"]
            )
            prefetch_related_objects([self._reserve], "steps")
        return self._reserve

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"reserve": self.reserve}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "title": _("Record a step"),
            "object": self.reserve,
            "submit": _("Save"),
            "back_url": self.get_back_url(),
            "steps": self.reserve.steps.all(),
        }

    def form_valid(self, form):
        try:
            self.reserve.add_step(form.instance, self.request.user)
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
            return self.form_invalid(form)
        messages.success(self.request, _("Saved: %(what)s") % {"what": form.instance})
        return redirect(self.get_success_url())
