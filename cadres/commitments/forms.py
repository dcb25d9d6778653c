"""A promise and its change; a meeting with its vote."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.forms import VersionedForm
from cadres.matters.models import Matter
from cadres.workflow.widgets import date_picker, text_area
from villages.models import FigureKind, Village

from .models.commitments import Commitment
from .models.reviews import DutyReview

WORDS = ["kind", "text", "standard", "person", "due_on", "figure", "target"]


def in_scope(form, user):
    """Choices of the field `village`, the only one taken at once."""
    villages = Village.objects.visible_to(user).select_related("township").distinct()
    form.fields["village"].queryset = villages
    form.fields["village"].label_from_instance = lambda place: f"{place.township} {place}"
    if len(only := list(villages[:2])) == 1:
        form.fields["village"].initial = only[0]


class CommitmentForm(VersionedForm):
    class Meta:
        model = Commitment
        fields = ["village", "year", "promiser", *WORDS]
        widgets = {"due_on": date_picker(), "text": text_area(2), "standard": text_area(2)}
        help_texts = {
            "text": _("One thing that can be seen or counted."),
            "figure": _("Then the village's recorded figure shows how far it is."),
        }

    def narrow(self, user):
        in_scope(self, user)
        self.fields["figure"].queryset = FigureKind.objects.all()
        if user.role == "cadre":
            self.fields["promiser"].initial = Commitment.Promiser.TEAM


class ReplaceForm(forms.ModelForm):
    """The same promise in other words, and why."""

    reason = forms.CharField(label=_("why it is changed"), max_length=200)

    class Meta:
        model = Commitment
        fields = WORDS
        widgets = {"due_on": date_picker(), "text": text_area(2), "standard": text_area(2)}


class StepForm(forms.Form):
    text = forms.CharField(label=_("what was done"), max_length=300)
    matter = forms.ModelChoiceField(
        label=_("matter"), queryset=Matter.objects.none(), required=False
    )

    def __init__(self, *args, village, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["matter"].queryset = Matter.objects.visible_to(user).filter(village=village)


class ReviewForm(VersionedForm):
    class Meta:
        model = DutyReview
        fields = [
            "village",
            "promiser",
            "on",
            "meeting",
            "said",
            "satisfied",
            "fairly",
            "dissatisfied",
        ]
        widgets = {"on": date_picker(), "said": text_area(5)}

    def narrow(self, user):
        in_scope(self, user)

    def clean_on(self):
        if self.cleaned_data["on"] > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return self.cleaned_data["on"]
