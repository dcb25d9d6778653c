"""A leader's visit in few words, with up to three promises and their days."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import VersionedForm
from cadres.matters.models import Matter
from cadres.workflow.widgets import date_picker, text_area
from villages.models import Village

from ..models.visits import LeaderVisit

PROMISES = 3


class VisitForm(VersionedForm):
    class Meta:
        model = LeaderVisit
        fields = ["on", "village", "company", "talked_to", "households", "seen", "advice"]
        widgets = {"on": date_picker(), "seen": text_area(5), "advice": text_area(3)}

    def __init__(self, *args, today=None, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)

    def narrow(self, user):
        link = self.instance.link
        villages = Village.objects.visible_to(user)
        near = villages.filter(township=link.township_id or link.village.township_id)
        self.fields["village"].queryset = near
        if link.village_id:
            self.fields["village"].queryset = near.filter(pk=link.village_id)
            self.initial["village"] = link.village_id

    def clean_on(self):
        if self.cleaned_data["on"] > self.today:
            raise forms.ValidationError(_("This day has not come yet."))
        return self.cleaned_data["on"]


class PromiseForm(forms.Form):
    """One promise; an empty row is none."""

    title = forms.CharField(label=_("promise"), max_length=120, required=False)
    category = forms.ChoiceField(
        label=_("category"),
        choices=Matter.Category,
        required=False,
        initial=Matter.Category.OTHER,
    )
    due_on = forms.DateField(label=_("to be done by"), required=False, widget=date_picker())

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("title") and not cleaned.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", _("Say by when."))
        return cleaned


class BasePromises(forms.BaseFormSet):
    @property
    def made(self):
        """[(title, category, due day)] of the rows that were filled in."""
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("title")]
        return [
            (row["title"], row["category"] or Matter.Category.OTHER, row["due_on"]) for row in rows
        ]


Promises = forms.formset_factory(PromiseForm, formset=BasePromises, extra=PROMISES)
