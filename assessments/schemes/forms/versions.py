"""A new version: when it was decided and on what basis; and which two to compare."""

from django import forms
from django.utils.translation import gettext_lazy as _


class VersionForm(forms.Form):
    dated_on = forms.DateField(
        label=_("Date of the decision"),
        widget=forms.DateInput(
            format="%Y-%m-%d", attrs={"type": "date", "class": "form-control in-date"}
        ),
    )
    basis = forms.CharField(
        label=_("On what basis"),
        max_length=200,
        help_text=_("The document or the meeting, and what it changes."),
        widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
    )


class CompareForm(forms.Form):
    """`versions` are SchemeVersions, the newest first."""

    old = forms.ChoiceField(label=_("Older version"))
    new = forms.ChoiceField(label=_("Newer version"))

    def __init__(self, *args, versions, **kwargs):
        super().__init__(*args, **kwargs)
        self.versions = {str(version.pk): version for version in versions}
        for field in self.fields.values():
            field.choices = [(pk, _named(version)) for pk, version in self.versions.items()]
            field.widget.attrs["class"] = "form-select form-select-sm"

    @property
    def pair(self):
        """(the older SchemeVersion, the newer)."""
        return tuple(self.versions[self.cleaned_data[name]] for name in ("old", "new"))


def _named(version):
    words = _("version %(n)s") % {"n": version.number}
    return f"{version.scheme.code} {words}"
