"""The figures of one village and year in one form, with the difference when somebody was faster."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.core import signing
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts import ledger

from ..models import AnnualFigure, FigureKind
from ..tables_in import cells
from ..templatetags.figures import figure as written


class FigureField(forms.CharField):
    """An exact decimal; a text that is nearly right is refused with the one that would be."""

    parse = staticmethod(cells.number())

    def to_python(self, value):
        text = super().to_python(value)
        try:
            return self.parse(text) if text else None
        except cells.BadCell as bad:
            raise forms.ValidationError(f"{bad.found}{bad.remedy}") from None


class YearForm(forms.Form):
    """One field per figure, named figure_CODE; empty means not known, and erases what was there.

    `opened` carries, signed, what the form was opened with: {code: [version, value]}. A figure that
    both sides changed meanwhile is asked for (`use_figure_CODE`: theirs or mine).
    """

    source = forms.CharField(
        label=_("Source"),
        max_length=120,
        help_text=_("The document, for example the town's ledger."),
    )
    opened = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, village, year, **kwargs):
        super().__init__(*args, **kwargs)
        self.village, self.year, self.conflicts = village, year, []
        self.held = self._held()
        before = {each.kind_id: each for each in village.figures.filter(year=year - 1)}
        self.kinds = {
            kind.pk: kind
            for kind in FigureKind.objects.all()
            if kind.in_form or kind.pk in self.held
        }
        own = list(self.fields)
        for code, kind in self.kinds.items():
            self.fields[f"figure_{code}"] = self._field(kind, before.get(code))
        self.order_fields([*(f"figure_{code}" for code in self.kinds), *own])
        self.initial |= {"opened": self._sign(), "source": self._source()}
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = self._layout()

    def _held(self):
        figures = self.village.figures.filter(year=self.year).select_related("kind")
        return {each.kind_id: each for each in figures}

    def _field(self, kind, last):
        told = [kind.help] if kind.help else []
        if last:
            told.append(
                _("%(year)d: %(value)s %(unit)s")
                % {"year": last.year, "value": written(last.value), "unit": kind.unit}
            )
        held = self.held.get(kind.pk)
        return FigureField(
            label=f"{kind.name}（{kind.unit}）" if kind.unit else kind.name,
            required=False,
            initial=cells.plain(held.value) if held else "",
            help_text=" · ".join(map(str, told)),
            widget=forms.TextInput(attrs={"class": "w-num", "inputmode": "decimal"}),
        )

    def _layout(self):
        money = [f"figure_{code}" for code, kind in self.kinds.items() if kind.is_money]
        counts = [f"figure_{code}" for code, kind in self.kinds.items() if not kind.is_money]
        return Layout(
            Fieldset(_("Income"), Div(*money, css_class="fields")),
            Fieldset(_("Households and party members"), Div(*counts, css_class="fields")),
            Fieldset(_("Source and confirmation"), "source", "opened"),
        )

    def _source(self):
        sources = {each.source for each in self.held.values()}
        return sources.pop() if len(sources) == 1 else ""

    def _sign(self):
        held = {code: [each.version, cells.plain(each.value)] for code, each in self.held.items()}
        return signing.dumps(held, salt="figures")

    def clean(self):
        cleaned = super().clean()
        try:
            self.was = signing.loads(cleaned.get("opened") or "", salt="figures")
        except signing.BadSignature:
            raise forms.ValidationError(_("This page is too old. Open the form again.")) from None
        for code in self.kinds:
            name = f"figure_{code}"
            if self.data.get(f"use_{name}") == "theirs" and name in cleaned:
                cleaned[name] = self.held[code].value if code in self.held else None
        return cleaned

    @transaction.atomic
    def store(self, by):
        """Write what was changed; True, or False with `conflicts` filled and nothing written."""
        self.held = self._locked()
        changes = [code for code in self.kinds if self._is_mine(code)]
        self.conflicts = [self._conflict(code) for code in changes if self._was_overtaken(code)]
        if self.conflicts:
            self._take_theirs(changes)
            return False
        for code in changes or self._resourced():
            self._write(code, by)
        return True

    def _locked(self):
        figures = self.village.figures.filter(year=self.year).select_related("kind", "village")
        return {each.kind_id: each for each in figures.select_for_update(of=("self",))}

    def _mine(self, code):
        return self.cleaned_data.get(f"figure_{code}")

    def _is_mine(self, code):
        """Whether this person changed the figure since the form was opened."""
        was = self.was.get(code, [0, None])[1]
        mine = self._mine(code)
        held = self.held.get(code)
        if mine == (held.value if held else None):
            return False
        return (cells.plain(mine) if mine is not None else None) != was

    def _was_overtaken(self, code):
        held = self.held.get(code)
        return (held.version if held else 0) != self.was.get(code, [0, None])[0]

    def _resourced(self):
        """Only the source was changed: it holds for all figures of the form."""
        source = self.cleaned_data["source"]
        return [
            code for code in self.kinds if code in self.held and self.held[code].source != source
        ]

    def _write(self, code, by):
        value, held = self._mine(code), self.held.get(code)
        if value is None:
            ledger.erase(held, by)
            return
        figure = held or AnnualFigure(village=self.village, year=self.year, kind=self.kinds[code])
        if figure.value != value:  # 13800 is not written over 13800.0000
            figure.value = value
        figure.source = self.cleaned_data["source"]
        figure.entered_by, figure.confirmed_by, figure.confirmed_at = str(by), "", None
        ledger.write(figure, by)

    def _conflict(self, code):
        held = self.held.get(code)
        return {
            "name": f"figure_{code}",
            "label": self.kinds[code].name,
            "opened": written(self.was.get(code, [0, None])[1]),
            "theirs": written(held.value if held else None),
            "mine": written(self._mine(code)),
        }

    def _take_theirs(self, mine):
        """Show the page again: my changes stay, everything else as it stands now."""
        data = self.data.copy()
        for code, held in self.held.items():
            if code in self.kinds and code not in mine:
                data[f"figure_{code}"] = cells.plain(held.value)
        data["opened"] = self._sign()
        self.data = data
