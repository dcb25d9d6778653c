"""Registering and editing townships and villages; their dated classes and flags."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts import ledger
from accounts.forms import VersionedForm

from ..models import Township, Village, VillageClass, VillageFlag


def day():
    """A date picker; the value travels as 2026-05-08."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "w-date"})


class TownshipForm(VersionedForm):
    class Meta:
        model = Township
        fields = ["name", "class_name", "is_urban"]


class VillageForm(VersionedForm):
    """The township follows from the code, so it is not asked for."""

    class Meta:
        model = Village
        fields = ["code", "name", "kind", "address", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "code": _("The statistical code of 12 digits; its first nine are the township's."),
            "name": _("The full name as on the seal."),
        }

    def narrow(self, user):
        if not self.instance._state.adding:
            del self.fields["code"]

    def clean_code(self):
        code = self.cleaned_data["code"]
        if not Township.objects.visible_to(self.user).filter(pk=code[:9]).exists():
            raise ValidationError(_("There is no township with the code %s here.") % code[:9])
        return code


class ClassForm(forms.ModelForm):
    """A class from a day on."""

    class Meta:
        model = VillageClass
        fields = ["name", "since", "basis"]
        widgets = {"since": day()}
        help_texts = {"basis": _("The document that decided it.")}

    def __init__(self, *args, names=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["since"].required = True
        self.fields["name"].widget.attrs["list"] = "class-names"
        self.names = names


class FlagForm(forms.ModelForm):
    """A flag from a day on."""

    class Meta:
        model = VillageFlag
        fields = ["kind", "since", "basis"]
        widgets = {"since": day()}

    def __init__(self, *args, village, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.village = village
        self.fields["since"].required = True

    def clean(self):
        cleaned = super().clean()
        same = VillageFlag.objects.filter(village=self.instance.village, kind=cleaned.get("kind"))
        if same.filter(until__isnull=True).exists():
            self.add_error("kind", _("The village already has this flag."))
        return cleaned


class FlagEndForm(forms.ModelForm):
    """The last day of a flag."""

    class Meta:
        model = VillageFlag
        fields = ["until"]
        widgets = {"until": day()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["until"].required = True

    def clean_until(self):
        until = self.cleaned_data["until"]
        if self.instance.since and until < self.instance.since:
            raise ValidationError(_("The last day lies before the first."))
        return until

    def end(self, by):
        return ledger.write(self.save(commit=False), by)
