"""What a village did: the list, a new record, a correction."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.registry import RegistryList
from accounts.roles import BUSINESS, FIELD

from ..filters import ActivityFilter
from ..forms.activities import ActivityForm
from ..models import Activity
from ..tables import ActivityTable, OwnActivityTable
from .of_village import CreateOfVillage, EditOfVillage, OfVillage


class ActivityList(OfVillage, RegistryList):
    model = Activity
    roles = BUSINESS
    filterset_class = ActivityFilter
    template_name = "villages/activity_list.html"

    @property
    def title(self):
        return _("Activities of %(village)s") % {"village": self.village}

    def get_queryset(self):
        return super().get_queryset().filter(village=self.village)

    def get_table_class(self):
        return OwnActivityTable if self.request.user.role in FIELD else ActivityTable

    def get_actions(self):
        if self.request.user.role not in FIELD:
            return []
        new = reverse("villages:activity_create", args=[self.village.pk])
        return [(_("Record an activity"), new)]


class ActivityCreate(CreateOfVillage):
    model = Activity
    roles = FIELD
    form_class = ActivityForm
    title = gettext_lazy("Record an activity")
    tab = "activities"

    def save(self, form):
        form.instance.entered_by = str(self.request.user)
        return super().save(form)


class ActivityEdit(EditOfVillage):
    model = Activity
    roles = FIELD
    form_class = ActivityForm
    title = gettext_lazy("Correct the activity")
    tab = "activities"
