"""The dated class and flags of a village: how they changed, and the next change."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, UpdateView

from accounts import ledger
from accounts.access import ForRoles
from accounts.roles import KEEPERS

from ..forms.places import ClassForm, FlagEndForm, FlagForm
from ..models import VillageClass, VillageFlag
from .of_village import OfVillage


class _Dated(OfVillage, ForRoles, FormView):
    roles = KEEPERS
    template_name = "villages/village_form.html"
    submit = gettext_lazy("Save")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "title": self.title,
            "submit": self.submit,
            "back_url": self.get_back_url(),
        }


class ClassChange(_Dated):
    form_class = ClassForm
    title = gettext_lazy("Change the class")

    def get_form_kwargs(self):
        seen = VillageClass.objects.visible_to(self.request.user)
        names = seen.order_by("name").values_list("name", flat=True).distinct()
        return super().get_form_kwargs() | {
            "instance": VillageClass(village=self.village),
            "names": names,
        }

    def get_context_data(self, **kwargs):
        history = self.village.classes.order_by("-since")
        return super().get_context_data(**kwargs) | {"history": history}

    def form_valid(self, form):
        said = form.cleaned_data
        try:
            self.village.change_class(said["name"], said["since"], self.request.user, said["basis"])
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, _("Saved: %(what)s") % {"what": said["name"]})
        return redirect(self.get_success_url())


class FlagAdd(_Dated):
    form_class = FlagForm
    title = gettext_lazy("Set a flag")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"village": self.village}

    def get_context_data(self, **kwargs):
        history = self.village.flags.order_by("-since")
        return super().get_context_data(**kwargs) | {"history": history}

    def form_valid(self, form):
        flag = ledger.write(form.save(commit=False), self.request.user)
        messages.success(self.request, _("Saved: %(what)s") % {"what": flag})
        return redirect(self.get_success_url())


class FlagEnd(OfVillage, ForRoles, UpdateView):
    roles = KEEPERS
    form_class = FlagEndForm
    template_name = "villages/village_form.html"

    def get_object(self, queryset=None):
        flags = VillageFlag.objects.visible_to(self.request.user).filter(until__isnull=True)
        return get_object_or_404(flags.select_related("village__township"), pk=self.kwargs["pk"])

    @property
    def village(self):
        return self.object.village

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "title": _("End the flag"),
            "submit": _("Save"),
            "back_url": self.get_back_url(),
        }

    def form_valid(self, form):
        form.end(self.request.user)
        messages.success(self.request, _("Saved: %(what)s") % {"what": self.object})
        return redirect(self.get_success_url())
