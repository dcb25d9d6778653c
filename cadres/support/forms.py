from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.forms import VersionedForm
from cadres.registry.models.units import Unit
from cadres.workflow.widgets import date_picker, text_area
from villages.models import Village

from .models import UnitSupport


class SupportForm(VersionedForm):
    class Meta:
        model = UnitSupport
        fields = ["unit", "village", "on", "kind", "what", "amount", "households", "outcome"]
        widgets = {"on": date_picker(), "outcome": text_area(3)}
        help_texts = {"outcome": _("May be added later, when it can be seen.")}

    def narrow(self, user):
        """A unit speaks for itself and for the villages where its people are or were."""
        units = Unit.objects.visible_to(user)
        self.fields["unit"].queryset = units
        villages = Village.objects.visible_to(user)
        self.fields["village"].queryset = villages.select_related("township").distinct()
        self.fields["village"].label_from_instance = lambda place: f"{place.township} {place}"
        if len(only := list(units[:2])) == 1:
            self.fields["unit"].initial = only[0]

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on > timezone.localdate():
            self.add_error("on", _("This day has not come yet."))
        return on
