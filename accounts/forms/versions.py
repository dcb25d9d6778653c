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
        self.narrow(user)
        self.helper.layout = self.layout()

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

    def _get_validation_exclusions(self):
        """Without what the page has settled instead of asking: the village of a record, the county
        of a batch. Django leaves out every constraint that names a field the form lacks."""
        fields = {field.name: field.attname for field in self.instance._meta.concrete_fields}
        named = {n for each in self.instance._meta.constraints for n in getattr(each, "fields", ())}
        settled = {
            name
            for name in named - self.fields.keys()
            if getattr(self.instance, fields[name]) is not None
        }
        return super()._get_validation_exclusions() - settled

    def clean(self):
        cleaned = super().clean()
        if "opened" in self.fields:
            try:
                self.was = signing.loads(cleaned.get("opened") or "")
            except signing.BadSignature:
                message = _("This page is too old. Open the form again.")
                raise forms.ValidationError(message) from None
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
            opened, their, mine = before.get(name), theirs[name], self._typed(name)
            if self._same(name, opened, their) or self._same(name, their, mine):
                continue
            if self._same(name, opened, mine):
                data.setlist(self.add_prefix(name), their if isinstance(their, list) else [their])
            else:
                self.conflicts.append(self._conflict(name, opened, their, mine))
        data[self.add_prefix("opened")] = self._sign(current)
        self.data = data

    def _typed(self, name):
        widget = self.fields[name].widget
        return widget.value_from_datadict(self.data, self.files, self.add_prefix(name))

    def _same(self, name, one, other):
        """Do two values, typed or stored as JSON, mean the same to this field?"""
        return self._read(name, one) == self._read(name, other)

    def _read(self, name, value):
        try:
            return self.fields[name].to_python(value)
        except forms.ValidationError:
            return value

    def _conflict(self, name, opened, their, mine):
        sides = {"opened": opened, "theirs": their, "mine": mine}
        shown = {side: self._show(name, value) for side, value in sides.items()}
        return {"name": name, "label": self.fields[name].label, **shown}

    def _show(self, name, value):
        choices = dict(getattr(self.fields[name], "choices", []))
        return choices.get(value, choices.get(str(value), value))


def section(title):
    """A heading between groups of fields in a crispy layout."""
    return HTML(f'<h2 class="form-h">{title}</h2>')
