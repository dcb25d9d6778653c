from django import forms

from accounts.forms import VersionedForm
from accounts.models import Role, User
from villages.models import County, Township

from ..models.units import Unit


class UnitForm(VersionedForm):
    level = forms.ChoiceField(
        label=Unit._meta.get_field("level").verbose_name, choices=Unit.Level.choices
    )

    class Meta:
        model = Unit
        fields = ["code", "name", "level", "township", "establishment", "class_name"]

    def narrow(self, user):
        self.fields["township"].queryset = Township.objects.filter(county=user.area_code[:6])
        self.instance.county = County.objects.get(code=user.area_code[:6])
        if not self.instance._state.adding:
            del self.fields["code"]
            own = self.instance.level
            if own and own not in Unit.Level.values:
                self.fields["level"].choices = [(own, own), *Unit.Level.choices]

    def clean_code(self):
        return self.cleaned_data["code"].strip()


class LiaisonsForm(forms.Form):
    """Who speaks for the unit: accounts with the role of unit liaison in the county."""

    liaisons = forms.ModelMultipleChoiceField(
        label=Unit._meta.get_field("liaisons").verbose_name,
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, unit, **kwargs):
        super().__init__(*args, **kwargs)
        accounts = User.objects.filter(role=Role.UNIT, area_code=unit.county_id, is_active=True)
        self.fields["liaisons"].queryset = accounts
        self.fields["liaisons"].initial = unit.liaisons.all()
