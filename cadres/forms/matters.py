"""Recording a matter, and the words that go with each of its moves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.versions import VersionedForm
from villages.models import Village

from ..models import Matter


class MatterForm(VersionedForm):
    """A new matter. `village` is limited to the places the user sees."""

    class Meta:
        model = Matter
        fields = ["village", "title", "category", "raised_on", "text"]
        widgets = {
            "raised_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "text": forms.Textarea(attrs={"rows": 5}),
        }
        help_texts = {"text": _("Name a household only when it cannot be done otherwise.")}

    def __init__(self, *args, today=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def narrow(self, user):
        places = Village.objects.visible_to(user)
        self.fields["village"].queryset = places.distinct()
        if len(only := list(places[:2])) == 1:
            self.fields["village"].initial = only[0]

    def clean_raised_on(self):
        if self.cleaned_data["raised_on"] > self.today:
            raise forms.ValidationError(_("This day has not come yet."))
        return self.cleaned_data["raised_on"]


class MatterDetails(VersionedForm):
    """What may be put right afterwards; number, village and days stay."""

    class Meta:
        model = Matter
        fields = ["title", "category", "office", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 5})}
