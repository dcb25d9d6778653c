"""The branch, the two committees, and the reserve cadres with their steps."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.forms import VersionedForm

from ..models import CommitteeMember, PartyBranch, ReserveCadre, ReserveStep
from .places import day


class BranchForm(VersionedForm):
    class Meta:
        model = PartyBranch
        fields = ["name", "kind", "members"]
        widgets = {"members": forms.NumberInput(attrs={"class": "w-num"})}


class PersonForm(VersionedForm):
    """What a committee member and a reserve share: born in a likely year, entered once."""

    def clean_birth_year(self):
        year = self.cleaned_data["birth_year"]
        if year is not None and not 1900 <= year <= timezone.localdate().year - 16:
            raise forms.ValidationError(_("Write the year of birth with four digits."))
        return year

    def clean(self):
        cleaned = super().clean()
        since, until = cleaned.get("since") or self.instance.since, cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day lies before the first."))
        same = type(self.instance).objects.filter(
            village=self.instance.village_id, name=cleaned.get("name"), until__isnull=True
        )
        if self.instance._state.adding and same.exists():
            self.add_error("name", _("This person is already recorded here."))
        return cleaned


class MemberForm(PersonForm):
    class Meta:
        model = CommitteeMember
        fields = ["name", "sex", "birth_year", "party_post", "village_post", "since", "until"]
        widgets = {
            "since": day(),
            "until": day(),
            "birth_year": forms.NumberInput(attrs={"class": "w-num"}),
        }


class ReserveForm(PersonForm):
    class Meta:
        model = ReserveCadre
        fields = ["name", "sex", "birth_year", "post", "until"]
        widgets = {"until": day(), "birth_year": forms.NumberInput(attrs={"class": "w-num"})}


class StepForm(forms.ModelForm):
    """The next recorded step; only those still missing are offered."""

    class Meta:
        model = ReserveStep
        fields = ["step", "on", "note"]
        widgets = {"on": day()}

    def __init__(self, *args, reserve, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.reserve = reserve
        done = set(reserve.steps.values_list("step", flat=True))
        left = [(step.value, step.label) for step in ReserveStep.Step if step not in done]
        self.fields["step"].choices = left
