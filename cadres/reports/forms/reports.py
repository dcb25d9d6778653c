"""A report's text, one field per section of its paper, and what became of the last promises."""

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from accounts.forms.versions import VersionedForm

from ..models.reports import QuarterlyReport

LONGEST = 20_000
HEAD = {  # field: its label and what stands below it
    "signer": (_("Signed off by"), _("Stands at the head of the paper.")),
    "copies": (_("Copies to"), _("Offices parted by commas; at the foot of the last page.")),
}


def text_of(row, value):
    """The box of one section; `row` is that of the layout."""
    return forms.CharField(
        label=row["title"],
        required=False,
        max_length=LONGEST,
        strip=True,
        initial=value,
        help_text=row.get("hint", ""),
        widget=forms.Textarea(
            attrs={"rows": 5 if row["needs_text"] else 3, "class": "form-control"}
        ),
    )


def _state(promise):
    return forms.ChoiceField(
        label=promise["text"],
        required=False,
        initial=promise["state"],
        choices=[("", "—"), *QuarterlyReport.Kept.choices],
        widget=forms.Select(attrs={"class": "form-select"}),
    )


def _why(promise):
    return forms.CharField(
        label=_("How it stands: %(promise)s") % {"promise": promise["text"]},
        required=False,
        max_length=200,
        initial=promise["why"],
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )


class ReportForm(VersionedForm):
    """Signer and copies, the sections, and `kept_0`, `why_0` … of each promise of last time;
    whoever saved first keeps theirs, and the other chooses field by field."""

    class Meta:
        model = QuarterlyReport
        fields = list(HEAD)
        labels = {name: label for name, (label, _help) in HEAD.items()}
        help_texts = {name: text for name, (_label, text) in HEAD.items()}
        widgets = {name: forms.TextInput(attrs={"class": "form-control"}) for name in HEAD}

    def __init__(self, *args, instance, **kwargs):
        fields = {
            row["key"]: text_of(row, instance.sections.get(row["key"], ""))
            for row in instance.layout
        }
        for at, promise in enumerate(instance.promises):
            fields |= {f"kept_{at}": _state(promise), f"why_{at}": _why(promise)}
        self.base_fields = self.base_fields | fields
        super().__init__(*args, instance=instance, **kwargs)

    @property
    def promise_fields(self):
        """[(state, why)] bound, one pair per promise."""
        return [
            (self[f"kept_{at}"], self[f"why_{at}"]) for at in range(len(self.instance.promises))
        ]

    @property
    def head_fields(self):
        """Who signs the paper and who gets a copy, bound."""
        return [self[name] for name in HEAD]

    @property
    def section_fields(self):
        """[(chapter, bound field)] in the order of the paper."""
        return [(chapter, self[chapter.key]) for chapter in self.instance.chapters]

    def _values(self, report):
        values = {name: getattr(report, name) for name in HEAD}
        values |= {key: report.sections.get(key, "") for key in report.outline}
        for at, promise in enumerate(report.promises):
            values |= {f"kept_{at}": promise["state"], f"why_{at}": promise["why"]}
        return values

    def save(self, commit=False):
        """The instance with what was typed, not saved: the ledger writes it."""
        report, typed = self.instance, self.cleaned_data
        report.sections = {key: typed[key] for key in report.outline}
        report.promises = [
            promise | {"state": typed[f"kept_{at}"], "why": typed[f"why_{at}"]}
            for at, promise in enumerate(report.promises)
        ]
        return report

    def read_opened(self):
        """{version, values} the page was opened with; BadSignature when it does not say."""
        return signing.loads(self.data.get("opened", ""))

    def typed(self):
        """{field: text} of what differs from the text the page was opened with, and `opened`."""
        was = self.read_opened()["values"]
        changed = {
            name: self.data[name][:LONGEST]
            for name, text in was.items()
            if name in self.data and not self._same(name, text, self.data[name])
        }
        return changed | {"opened": self.data["opened"]}


class ReturnForm(forms.Form):
    """Why a report goes back: overall or by section, one of them at least."""

    note = forms.CharField(
        label=_("Overall"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, report, **kwargs):
        super().__init__(*args, **kwargs)
        for key, label in report.outline.items():
            self.fields[f"section_{key}"] = forms.CharField(
                label=label, required=False, max_length=500
            )
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control"

    def clean(self):
        cleaned = super().clean()
        if not any(cleaned.values()):
            raise forms.ValidationError(_("Say what is missing, overall or at a section."))
        return cleaned

    @property
    def remarks(self):
        """{section key: reason} of what was filled in."""
        sections = {name.removeprefix("section_"): text for name, text in self.cleaned_data.items()}
        return {key: text for key, text in sections.items() if text and key != "note"}
