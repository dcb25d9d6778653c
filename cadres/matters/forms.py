"""Recording a matter, and the words that go with each of its moves."""

from crispy_forms.layout import HTML, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.versions import VersionedForm
from cadres.workflow.widgets import date_picker, text_area
from villages.models import Village

from .models import Matter

FIRST = ("village", "title", "category", "origin", "text")
MORE = ("raised_on", "person")


class MatterForm(VersionedForm):
    """A new matter. `village` is limited to the places the user sees.

    On a cadre's phone four fields are enough; the rest is folded and has its usual answer.
    """

    class Meta:
        model = Matter
        fields = [*FIRST, *MORE]
        widgets = {"raised_on": date_picker(), "text": text_area(4)}
        help_texts = {
            "text": _("Name a household only when it cannot be done otherwise."),
            "person": _("Only when an answer cannot be brought otherwise; lists show it masked."),
        }

    def __init__(self, *args, today=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

        self.fields["origin"].required = False

    def narrow(self, user):
        places = Village.objects.visible_to(user)
        self.fields["village"].queryset = places.distinct()
        if len(only := list(places.distinct()[:2])) == 1:
            self.fields["village"].initial = only[0]
            if user.role == "cadre":
                self.fields["village"].widget = forms.HiddenInput()

    def layout(self):
        if self.user is None or self.user.role != "cadre":
            return Layout(*FIRST, *MORE)
        opened = " open" if self.is_bound else ""
        folded = HTML(f'<details class="p-more"{opened}><summary>{_("Day and person")}</summary>')
        return Layout(*FIRST, folded, *MORE, HTML("</details>"))

    def clean_origin(self):
        return self.cleaned_data["origin"] or Matter.Origin.VISIT

    def clean_raised_on(self):
        if self.cleaned_data["raised_on"] > self.today:
            raise forms.ValidationError(_("This day has not come yet."))
        return self.cleaned_data["raised_on"]


class MatterDetails(VersionedForm):
    """What may be put right afterwards; number, village and days stay."""

    class Meta:
        model = Matter
        fields = ["title", "category", "origin", "person", "office", "text"]
        widgets = {"text": text_area(5)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["origin"].required = False
