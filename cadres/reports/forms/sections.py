"""A section of the template: its title, the sentence of the records, what the author is asked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import VersionedForm
from cadres.workflow.widgets import text_area

from ..models.sections import ReportSection
from ..numbers import NUMBERS


class SectionForm(VersionedForm):
    class Meta:
        model = ReportSection
        fields = ["title", "order", "sentence", "hint", "needs_text"]
        widgets = {"sentence": text_area(5)}
        help_texts = {"sentence": _("Numbers of the records stand in braces: {matters.raised}.")}

    def clean_sentence(self):
        sentence = self.cleaned_data["sentence"].strip()
        unknown = [code for code in ReportSection(sentence=sentence).numbers if code not in NUMBERS]
        if unknown:
            raise forms.ValidationError(
                _("The records hold no such number: %(codes)s. Take one of the list beside.")
                % {"codes": "、".join(unknown)}
            )
        return sentence


class NewSectionForm(SectionForm):
    class Meta(SectionForm.Meta):
        fields = ["kind", "key", *SectionForm.Meta.fields]
