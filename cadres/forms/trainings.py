from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import VersionedForm
from cadres.models import Batch, Training

from .widgets import day


class TrainingForm(VersionedForm):
    class Meta:
        model = Training
        fields = ["batch", "kind", "title", "since", "until", "place", "organizer"]
        widgets = {"since": day(), "until": day()}

    def narrow(self, user):
        self.fields["batch"].queryset = Batch.objects.visible_to(user)

    def clean(self):
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day lies before the first day."))
        return cleaned


class AttendanceForm(forms.Form):
    """One line per person: attended, missed, or not on the list."""

    def __init__(self, *args, cadres, marks, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [("", "—"), ("1", _("Attended")), ("0", _("Missed"))]
        self.cadres = cadres
        for cadre in cadres:
            self.fields[cadre.pk] = forms.ChoiceField(
                label=cadre.name,
                choices=choices,
                required=False,
                initial={True: "1", False: "0"}.get(marks.get(cadre.pk), ""),
                widget=forms.Select(attrs={"class": "form-select form-select-sm"}),
            )

    @property
    def rows(self):
        return [(cadre, self[cadre.pk]) for cadre in self.cadres]

    @property
    def marks(self):
        """{cadre code: attended} of the people on the list."""
        return {code: mark == "1" for code, mark in self.cleaned_data.items() if mark}
