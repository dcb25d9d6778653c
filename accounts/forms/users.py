"""Forms of accounts: opening one, its data, its rights, and one's own data."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..models import Role, User
from .versions import VersionedForm

LENGTH_OF_AREA = {Role.TOWNSHIP: 9}


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
            "area_code": _("6 digits for a county, 9 for a township; everything under it is seen.")
        }

    def clean_area_code(self):
        return checked_area(self.cleaned_data["area_code"], self.user)

    def clean(self):
        cleaned = super().clean()
        check_role_and_area(cleaned.get("role"), cleaned.get("area_code"))
        return cleaned


class ProfileForm(VersionedForm):
    """What a person says about himself; never role, area or state."""

    class Meta:
        model = User
        fields = ["name", "office"]


def checked_area(code, by):
    if not code.startswith(by.area_code):
        raise ValidationError(
            _("%(code)s is not in your area. Begin with %(area)s."),
            params={"code": code, "area": by.area_code},
        )
    return code


def check_role_and_area(role, area_code):
    """A role that works in one township needs that township's code."""
    digits = LENGTH_OF_AREA.get(role)
    if digits and area_code and len(area_code) != digits:
        message = _("A township committee's account needs the %(n)d digits of its township.")
        raise forms.ValidationError({"area_code": message % {"n": digits}})
