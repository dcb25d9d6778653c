from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import VersionedForm
from cadres.workflow.widgets import date_picker
from villages.models import County, Village

from ..models.teams import Batch, WorkTeam
from ..models.units import Unit


class BatchForm(VersionedForm):
    class Meta:
        model = Batch
        fields = ["code", "name", "since", "until", "target"]
        widgets = {"since": date_picker(), "until": date_picker()}

    def narrow(self, user):
        self.instance.county = County.objects.get(code=user.area_code[:6])

    def clean(self):
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day lies before the first day."))
        return cleaned


class TeamForm(VersionedForm):
    level = forms.ChoiceField(
        label=WorkTeam._meta.get_field("level").verbose_name, choices=WorkTeam.Level.choices
    )

    class Meta:
        model = WorkTeam
        fields = ["code", "village", "batch", "level", "lead_unit", "size"]

    def narrow(self, user):
        self.fields["village"].queryset = Village.objects.visible_to(user)
        self.fields["batch"].queryset = Batch.objects.visible_to(user)
        self.fields["lead_unit"].queryset = Unit.objects.visible_to(user)
        if not self.instance._state.adding:
            for name in ("code", "village", "batch"):
                del self.fields[name]
            own = self.instance.level
            if own not in WorkTeam.Level.values:
                self.fields["level"].choices = [(own, own or "—"), *WorkTeam.Level.choices]
                self.fields["level"].required = False
