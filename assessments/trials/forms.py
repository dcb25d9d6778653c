"""What to try: a stored version or a table of one's own, on a period."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cadres.periods import parse_period


class TrialForm(forms.Form):
    """`versions` are SchemeVersions, newest first; `periods` Quarters and Years, newest first."""

    version = forms.ChoiceField(label=_("version"), required=False)
    table = forms.FileField(
        label=_("Or a table of your own"),
        required=False,
        help_text=_("It is tried and not stored."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv", "class": "form-control"}),
    )
    period = forms.ChoiceField(label=_("On the facts of"))

    def __init__(self, *args, versions, periods, **kwargs):
        super().__init__(*args, **kwargs)
        self.versions = {str(version.number): version for version in versions}
        named = [(number, _("version %(n)s") % {"n": number}) for number in self.versions]
        self.fields["version"].choices = named
        self.fields["period"].choices = [(str(period), period.label()) for period in periods]
        for name in ("version", "period"):
            self.fields[name].widget.attrs["class"] = "form-select"

    def clean_period(self):
        return parse_period(self.cleaned_data["period"])

    @property
    def selected_version(self):
        """The stored version that was asked for; the newest unless told."""
        return self.versions.get(self.cleaned_data["version"]) or next(iter(self.versions.values()))
