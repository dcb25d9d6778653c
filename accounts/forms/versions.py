"""Forms that keep what was typed: optimistic locking with a choice per field."""

import json

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Layout
from django import forms
from django.core import signing
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext_lazy as _


class VersionedForm(forms.ModelForm):
    """A ModelForm of a Versioned row.

    The hidden field `opened` carries, signed, the version and the values the form was opened with.
    When somebody saved meanwhile, `merge` keeps both sides and asks per field: `use_<field>` is
    `theirs` or `mine`. Pass `user` to narrow choices in `narrow`.
    """

    opened = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.conflicts = []
        if self.instance.pk and not self.instance._state.adding:
            self.fields["opened"].initial = self._sign(self.instance)
        else:
            del self.fields["opened"]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = self.layout()
        self.narrow(user)

    def narrow(self, user):
        """Limit the choices to what `user` may see; subclasses override."""

    def layout(self):
        return Layout(*self.fields)

    def _values(self, obj):
        names = [name for name in self.fields if name != "opened"]
        data = forms.model_to_dict(obj, fields=names)
        return json.loads(json.dumps(data, cls=DjangoJSONEncoder, default=str))

    def _sign(self, obj):
        return signing.dumps({"version": obj.version, "values": self._values(obj)})

    def clean(self):
        cleaned = super().clean()
        if "opened" in self.fields:
            try:
                self.was = signing.loads(cleaned.get("opened") or "")
            except signing.BadSignature:
                raise forms.ValidationError(_("This page is too old. Open the form again.")) from None
            self.instance.version = self.was["version"]
            for name in list(cleaned):
                if self.data.get(f"use_{name}") == "theirs":
                    cleaned[name] = self.fields[name].clean(self.was["values"].get(name))
        return cleaned

    def merge(self, current):
        """Keep both sides after a StaleRecord: fills `conflicts`, re-signs with `current`.

        Fields that only they changed take their value; fields that both changed are asked for.
        """
        before, theirs = self.was["values"], self._values(current)
        data = self.data.copy()
        for name in theirs:
            field = self.fields[name]
            mine = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
            if not field.has_changed(before.get(name), theirs[name]):
                continue
            if not field.has_changed(before.get(name), mine):
                data[self.add_prefix(name)] = theirs[name]
            elif field.has_changed(theirs[name], mine):
                self.conflicts.append(
                    {
                        "name": name,
                        "label": field.label,
                        "opened": self._show(name, before.get(name)),
                        "theirs": self._show(name, theirs[name]),
                        "mine": self._show(name, mine),
                    }
                )
        data[self.add_prefix("opened")] = self._sign(current)
        self.data = data

    def _show(self, name, value):
        choices = dict(getattr(self.fields[name], "choices", []))
        return choices.get(value, choices.get(str(value), value))


def section(title):
    """A heading between groups of fields in a crispy layout."""
    return HTML(f'<h2 class="form-h">{title}</h2>')
