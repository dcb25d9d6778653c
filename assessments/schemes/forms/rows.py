"""One row of a scheme's table, its eleven cells."""

from django import forms
from django.core import signing
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from assessments.scoring import COLUMNS
from assessments.scoring.cells.names import column_title

from ..lines import NAMED, cell_text

WIDE = frozenset({"name", "fact", "params", "basis"})
SIZE = 2000  # characters of a cell, as the import takes them


class RowForm(forms.Form):
    """`opened` carries, signed, the cells the form was opened with, so that nobody's change is
    overwritten: `merge` keeps both sides and asks per cell, `use_<column>` is theirs or mine.

    `fixed` are columns that stay as they are: the level and the code of the scheme row."""

    opened = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, opened=None, typed=None, fixed=()):
        super().__init__(data, initial=dict(typed or opened or {}))
        self.conflicts = []
        for column in COLUMNS:
            self.fields[column] = _field(column)
            self.fields[column].disabled = column in fixed
        if "level" in fixed:
            self.fields["level"].choices = [("scheme", cell_text("level", "scheme"))]
        if opened is not None:
            self.fields["opened"].initial = signing.dumps(opened, salt="row")

    def clean_opened(self):
        try:
            return signing.loads(self.cleaned_data["opened"], salt="row")
        except signing.BadSignature:
            message = _("This page is too old. Open the form again.")
            raise forms.ValidationError(message) from None

    @property
    def cells(self):
        """The cells as they shall be; theirs where they were chosen after a conflict."""
        opened = self.cleaned_data["opened"]
        return {
            column: opened[column]
            if self.data.get(f"use_{column}") == "theirs"
            else self.cleaned_data[column]
            for column in COLUMNS
        }

    def merge(self, theirs):
        """Take over what only they changed, ask for what both did; then theirs is what is open."""
        opened, mine = self.cleaned_data["opened"], self.cells
        data = self.data.copy()
        for column in COLUMNS:
            sides = opened[column], theirs[column], mine[column]
            if sides[0] == sides[2]:
                data[column] = theirs[column]
            elif sides[1] not in (sides[0], sides[2]):
                self.conflicts.append(self._conflict(column, *sides))
        self.data = data
        self.reopen(theirs)

    def reopen(self, cells):
        """The next save is held against these cells."""
        self.data = self.data.copy()
        self.data["opened"] = signing.dumps(cells, salt="row")

    def _conflict(self, column, opened, theirs, mine):
        sides = {"opened": opened, "theirs": theirs, "mine": mine}
        words = {side: cell_text(column, text) or None for side, text in sides.items()}
        return {"name": column, "label": self.fields[column].label, **words}

    def tell(self, by_column):
        """Mark the cells that the import found wrong: {column: sentences}."""
        for column in by_column:
            if column in self.fields:
                widget = self.fields[column].widget
                widget.attrs["class"] += " is-invalid"
                widget.attrs |= {"aria-invalid": "true", "aria-describedby": f"wrong_{column}"}
        wrong = [column for column in COLUMNS if column in by_column]
        self.fields[wrong[0] if wrong else "name"].widget.attrs["autofocus"] = True


def _field(column):
    label = column_title(column, get_language() or "zh")
    if column in NAMED:
        return forms.ChoiceField(
            label=label,
            required=column == "level",
            choices=_choices(column),
            widget=forms.Select(attrs={"class": "form-select form-select-sm"}),
        )
    attrs = {"class": "form-control form-control-sm", "autocomplete": "off"}
    if column == "fact":
        attrs["list"] = "facts"
    field = forms.CharField(
        label=label, required=False, max_length=SIZE, widget=forms.TextInput(attrs=attrs)
    )
    field.wide = column in WIDE
    return field


def _choices(column):
    names = [(name, cell_text(column, name)) for name in NAMED[column] if name != "scheme"]
    return names if column == "level" else [("", "—"), *names]
