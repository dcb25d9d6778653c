from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.filters import dress
from accounts.forms import VersionedForm
from cadres.registry.models.postings import Posting
from cadres.registry.models.teams import Batch
from cadres.workflow.widgets import date_picker, text_area
from villages.models import Township

from .models.sessions import TrainingSession
from .models.trainings import Training


class TrainingForm(VersionedForm):
    class Meta:
        model = Training
        fields = [
            "batch",
            "kind",
            "title",
            "since",
            "until",
            "place",
            "organizer",
            "guests",
            "guests_called",
            "guests_came",
        ]
        widgets = {"since": date_picker(), "until": date_picker()}

    def narrow(self, user):
        self.fields["batch"].queryset = Batch.objects.visible_to(user)

    def clean(self):
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day lies before the first day."))
        elif since and until and (until - since).days > 60:
            self.add_error("until", _("A course takes 60 days at most."))
        if (cleaned.get("guests_came") or 0) > (cleaned.get("guests_called") or 0):
            self.add_error("guests_came", _("More came than were called."))
        return cleaned


def _in_row(field, *classes):
    """A small field of a table, named without a label of its own."""
    field.widget.attrs |= {
        "class": " ".join(("form-control form-control-sm", *classes)),
        "aria-label": field.label,
    }
    return field


class TimetableForm(forms.Form):
    """Hours and topic of each half-day; without hours it does not take place."""

    def __init__(self, *args, training, **kwargs):
        super().__init__(*args, **kwargs)
        held = {(each.on, each.half): each for each in training.sessions.all()}
        self.keys = [(on, half) for on in training.days for half in TrainingSession.Half]
        for on, half in self.keys:
            session = held.get((on, half)) or TrainingSession(on=on, half=half)
            self.fields[f"{on}-{half}-hours"] = self._hours(session)
            self.fields[f"{on}-{half}-topic"] = self._topic(session)

    def _hours(self, session):
        field = TrainingSession._meta.get_field("hours").formfield(
            required=False,
            initial=session.hours,
            label=f"{session} {_('hours')}",
            min_value=Decimal("0.5"),
            max_value=12,
        )
        return _in_row(field, "w-num")

    def _topic(self, session):
        field = TrainingSession._meta.get_field("topic").formfield(
            initial=session.topic, label=f"{session} {_('topic')}"
        )
        return _in_row(field)

    @property
    def rows(self):
        """[(day, half-day, hours, topic)]"""
        return [
            (on, half.label, self[f"{on}-{half}-hours"], self[f"{on}-{half}-topic"])
            for on, half in self.keys
        ]

    @property
    def wanted(self):
        """{(day, half): (hours, topic)} of what takes place."""
        data = self.cleaned_data
        return {
            (on, half.value): (data[f"{on}-{half}-hours"], data[f"{on}-{half}-topic"])
            for on, half in self.keys
            if data[f"{on}-{half}-hours"]
        }


class CandidateForm(forms.Form):
    """Whom to look for; nothing given: everybody nominated for or posted in the batch."""

    q = forms.CharField(label=_("Name, code or pinyin initials"), max_length=40, required=False)
    township = forms.ModelChoiceField(
        label=_("township"), queryset=Township.objects.none(), required=False
    )
    role = forms.ChoiceField(
        label=_("role"), choices=[("", _("any")), *Posting.Role.choices], required=False
    )
    untrained = forms.BooleanField(label=_("without training before posting"), required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["township"].queryset = Township.objects.visible_to(user)
        for name in ("q", "township", "role"):
            dress(self.fields[name])
        self.fields["untrained"].widget.attrs["class"] = "form-check-input"


class ExcuseForm(forms.Form):
    words = forms.CharField(label=_("Your explanation"), max_length=300, widget=text_area(3))
