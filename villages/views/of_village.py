"""What the pages of one village share: the village named by the code in the URL."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from accounts.registry import RegistryCreate, RegistryEdit
from accounts.roles import KEEPERS

from ..models import Village


def village_url(code, tab=""):
    return reverse("villages:village_page", args=[code]) + (f"?tab={tab}" if tab else "")


class OfVillage:
    """`self.village` from the URL's code; 404 when it is out of scope."""

    tab = ""

    @cached_property
    def village(self):
        return get_object_or_404(
            Village.objects.visible_to(self.request.user).select_related("township"),
            pk=self.kwargs["code"],
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"village": self.village}

    def get_back_url(self):
        return village_url(self.village.pk, self.tab)

    def get_success_url(self):
        return self.get_back_url()


class CreateOfVillage(OfVillage, RegistryCreate):
    """A new row of the village."""

    roles = KEEPERS
    template_name = "villages/village_form.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.model(village=self.village)}


class EditOfVillage(OfVillage, RegistryEdit):
    """A row found by its own key; the village is the row's."""

    roles = KEEPERS
    template_name = "villages/village_form.html"

    @cached_property
    def village(self):
        return self.object.village

    def get_queryset(self):
        return super().get_queryset().select_related("village__township")
