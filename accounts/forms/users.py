"""Forms of accounts: opening one, its data, its rights, and one's own data."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import User
from .versions import VersionedForm


class UserForm(VersionedForm):
    """Who it is. A system administrator opens accounts with it: no role yet, his own area."""

    class Meta:
        model = User
        fields = ["username", "name", "office"]
        help_texts = {"username": _("Letters, digits and . @ - _, for example wenzhiqiang.")}

    def narrow(self, user):
        self.fields["name"].required = True
        if self.instance.pk:
            del self.fields["username"]
        elif not self.instance.area_code:
            self.instance.area_code = user.area_code


class GrantForm(VersionedForm):
    """Role and area, within the area of who grants it."""

    class Meta:
        model = User
        fields = ["role", "area_code"]
        help_texts = {
            "role": _("Empty takes the right to log in away."),
            "area_code": _("6 digits for a county, 9 for a township; everything under it is seen."),
        }

    def clean_area_code(self):
        code, area = self.cleaned_data["area_code"], self.user.area_code
        if not code.startswith(area):
            message = _("%(code)s is not in your area. Begin with %(area)s.")
            raise forms.ValidationError(message % {"code": code, "area": area})
        return code


class ProfileForm(VersionedForm):
    """What a person says about himself; never role, area or state."""

    class Meta:
        model = User
        fields = ["name", "office", "email"]
