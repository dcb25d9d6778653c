from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.forms import VersionedForm

from ..models.cadres import Cadre
from ..models.units import Unit


class CadreForm(VersionedForm):
    """The telephone is typed anew or left empty: the stored number is never sent to the page."""

    new_phone = forms.RegexField(
        r"^[\d\-+ ]{7,20}$",
        label=_("phone"),
        required=False,
        help_text=_("Empty: the number stays as it is."),
    )

    class Meta:
        model = Cadre
        fields = [
            "code",
            "name",
            "unit",
            "post",
            "sex",
            "birth_year",
            "education",
            "party_member",
            "new_phone",
        ]

    def narrow(self, user):
        self.fields["unit"].queryset = Unit.objects.visible_to(user)
        self.fields["party_member"].widget.choices = [
            ("unknown", "—"),
            ("true", _("Party member")),
            ("false", _("Not a member")),
        ]
        if not self.instance._state.adding:
            del self.fields["code"]
            del self.fields["unit"]  # by a dated transfer (views/transfers.py)

    def clean_birth_year(self):
        year = self.cleaned_data["birth_year"]
        if year is not None and not 1940 <= year <= 2015:
            raise ValidationError(_("Write the year of birth with four digits, like 1985."))
        return year

    def save(self, commit=True):
        if self.cleaned_data.get("new_phone"):
            self.instance.phone = self.cleaned_data["new_phone"].strip()
        return super().save(commit)


class RevealForm(forms.Form):
    reason = forms.CharField(label=_("Why you need the number"), max_length=120)
