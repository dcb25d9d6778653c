from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.forms import VersionedForm
from accounts.models import Role, User
from accounts.rights import OF_COUNTY
from villages.models import County, Township

from ..accounts import check_links
from ..models.cadres import Cadre
from ..models.units import Unit


class AccountForm(VersionedForm):
    """The county office opens an account of its business: role, area and link in one step."""

    role = forms.ChoiceField(label=_("role"))
    area_code = forms.ChoiceField(label=_("area"))
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("unit"),
        required=False,
        help_text=_("For a unit liaison: the unit whose cadres are seen."),
    )
    cadre = forms.ModelChoiceField(
        Cadre.objects.none(),
        label=_("cadre"),
        required=False,
        help_text=_("For a resident cadre: the person; those without a log-in are listed."),
    )

    class Meta:
        model = User
        fields = ["username", "name", "office", "role", "area_code"]

    def narrow(self, user):
        self.fields["name"].required = True
        choices = [(role, Role(role).label) for role in Role if role in OF_COUNTY]
        self.fields["role"].choices = [("", "—"), *choices]
        self.fields["area_code"].choices = list(areas(user))
        self.fields["unit"].queryset = Unit.objects.visible_to(user)
        self.fields["cadre"].queryset = Cadre.objects.visible_to(user).filter(user=None)

    def clean(self):
        cleaned = super().clean()
        try:
            check_links(cleaned.get("role"), cleaned.get("unit"), cleaned.get("cadre"))
        except ValidationError as faults:
            self.add_error(None, faults)
        return cleaned


def areas(user):
    """[(code, name)]: the county itself, then its townships."""
    for place in (County, Township):
        rows = place.objects.visible_to(user).order_by("code")
        yield from rows.values_list("code", "name")
