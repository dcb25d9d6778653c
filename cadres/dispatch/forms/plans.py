from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import VersionedForm
from cadres.registry.models.teams import Batch
from cadres.registry.models.units import Unit
from villages.models import Township, Village

from ..models.plans import DispatchLine, DispatchPlan


class PlanForm(VersionedForm):
    """A new plan: which batch, whose figures, how many county teams, which townships."""

    townships = forms.ModelMultipleChoiceField(
        label=_("townships"),
        queryset=Township.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    communities = forms.BooleanField(label=_("communities too"), required=False)

    class Meta:
        model = DispatchPlan
        fields = [
            "batch",
            "figures_year",
            "county_teams",
            "townships",
            "communities",
            "announced_teams",
            "announced_township_teams",
            "announced_cadres",
            "announced_county_cadres",
            "announced_township_cadres",
        ]

    def narrow(self, user):
        self.fields["batch"].queryset = Batch.objects.visible_to(user).filter(plan=None)
        townships = Township.objects.visible_to(user)
        self.fields["townships"].queryset = townships
        self.fields["townships"].initial = townships

    def villages(self, user):
        """The villages of the chosen townships."""
        rows = Village.objects.visible_to(user).filter(township__in=self.cleaned_data["townships"])
        if not self.cleaned_data["communities"]:
            rows = rows.filter(kind=Village.Kind.VILLAGE)
        return rows


class FiguresForm(VersionedForm):
    """The totals that were announced, and the teams of county level."""

    class Meta:
        model = DispatchPlan
        fields = [
            "figures_year",
            "county_teams",
            "announced_teams",
            "announced_township_teams",
            "announced_cadres",
            "announced_county_cadres",
            "announced_township_cadres",
        ]


class LineForm(VersionedForm):
    class Meta:
        model = DispatchLine
        fields = ["size", "level", "lead_unit", "reason"]
        help_texts = {"size": _("0: no team.")}

    def narrow(self, user):
        self.fields["lead_unit"].queryset = Unit.objects.visible_to(user)
        self.fields["size"].required = True
        self.fields["reason"].required = True
        self.fields["size"].widget.attrs["max"] = 20

    def clean_size(self):
        size = self.cleaned_data["size"]
        if size > 20:
            raise forms.ValidationError(_("At most 20 people."))
        return size


class ConfirmForm(forms.Form):
    untrained_reason = forms.CharField(
        label=_("reason for posting untrained"), max_length=200, required=False
    )
    vacant_reason = forms.CharField(
        label=_("reason for leaving places vacant"), max_length=200, required=False
    )

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        asked = {"untrained_reason": plan.untrained().exists(), "vacant_reason": plan.vacant}
        for name in [name for name, wanted in asked.items() if not wanted]:
            del self.fields[name]
