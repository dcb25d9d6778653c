"""The lines of an acceptance, its conclusion with the problems, and for which places one opens."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.forms import VersionedForm
from cadres.registry.models.teams import Batch
from cadres.workflow.widgets import date_picker, text_area
from villages.models import Township

from .models.acceptances import Acceptance
from .models.criteria import NO, YES
from .opening import open_acceptances

PROBLEMS = 5
MET = [("", _("not answered")), (YES, _("met")), (NO, _("not met"))]


class AcceptanceForm(VersionedForm):
    """A word for each line: numbers come from the records and take a remark only, what people
    judge takes met or not with its evidence. Writes the answers or the findings, whose turn it is.
    """

    class Meta:
        model = Acceptance
        fields = []

    def __init__(self, *args, instance, **kwargs):
        self.base_fields = self.base_fields | {
            name: field for line in instance.lines for name, field in _fields(line)
        }
        super().__init__(*args, instance=instance, **kwargs)

    @property
    def rows(self):
        """[(line, bound field of met or None, bound field of the note)]"""
        found = []
        for line in self.instance.lines:
            met = f"met_{line.target.key}"
            note = self[f"note_{line.target.key}"]
            found.append((line, self[met] if met in self.fields else None, note))
        return found

    def _values(self, acceptance):
        told = acceptance.answers | acceptance.findings
        values = {}
        for name in self.fields.keys() - {"opened"}:
            part, _dash, key = name.partition("_")
            values[name] = told.get(key, {}).get(part, "")
        return values

    def save(self, commit=False):
        """The instance with what was said, not saved: the ledger writes it."""
        told = {}
        for name in self.fields.keys() - {"opened"}:
            part, _dash, key = name.partition("_")
            if value := self.cleaned_data[name]:
                told.setdefault(key, {})[part] = value
        setattr(self.instance, self.instance.voice, told)
        return self.instance


def _fields(line):
    """(name, form field) of one line; names are met_<line> and note_<line>."""
    key, number = line.target.key, line.target.is_number
    said, title = _("remark") if number else _("evidence"), line.target.title
    if not number:
        met = {True: YES, False: NO}.get(line.met, "")
        field = forms.ChoiceField(
            label=format_lazy("{} {}", title, _("met")),
            choices=MET,
            required=False,
            initial=met,
            widget=forms.Select(attrs={"class": "form-select form-select-sm"}),
        )
        yield f"met_{key}", field
    yield (
        f"note_{key}",
        forms.CharField(
            label=format_lazy("{} {}", title, said),
            max_length=300,
            required=False,
            initial=line.note,
            widget=forms.Textarea(attrs={"rows": 1, "class": "form-control form-control-sm"}),
        ),
    )


class ConcludeForm(forms.Form):
    conclusion = forms.ChoiceField(
        label=_("conclusion"), choices=Acceptance.Conclusion.choices, widget=forms.RadioSelect
    )
    members = forms.CharField(
        label=_("members of the group"),
        max_length=200,
        help_text=_("Names of those who sign, separated by commas."),
    )
    opinion = forms.CharField(
        label=_("opinion of the place examined"),
        max_length=200,
        required=False,
        widget=text_area(2),
    )

    def conclude(self, acceptance, by, problems):
        """Carry it out; raises what the model refuses."""
        return acceptance.conclude(by, problems=problems, **self.cleaned_data)


class ProblemForm(forms.Form):
    """One problem; an empty row is none."""

    text = forms.CharField(label=_("problem"), max_length=200, required=False)
    due_on = forms.DateField(label=_("to rectify by"), required=False, widget=date_picker())

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("text") and not cleaned.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", _("Say by when."))
        return cleaned


class BaseProblems(forms.BaseFormSet):
    @property
    def named(self):
        """[(text, due day)] of the rows that were filled in."""
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("text")]
        return [(row["text"], row["due_on"]) for row in rows]


Problems = forms.formset_factory(ProblemForm, formset=BaseProblems, extra=PROBLEMS)


class OpenForm(forms.Form):
    batch = forms.ModelChoiceField(label=_("batch"), queryset=Batch.objects.none())
    townships = forms.ModelMultipleChoiceField(
        label=_("townships"),
        queryset=Township.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["batch"].queryset = Batch.objects.visible_to(user)
        towns = Township.objects.visible_to(user)
        self.fields["townships"].queryset = towns
        self.fields["townships"].initial = list(towns)

    def open(self, by, today):
        """Open them; `opened` says how many."""
        told = self.cleaned_data
        self.opened = open_acceptances(by, told["batch"], told["townships"], today)
