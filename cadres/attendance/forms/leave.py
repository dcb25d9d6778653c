from datetime import timedelta

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from cadres.registry.models.postings import stand_ins
from cadres.workflow.widgets import date_picker, text_area

from ..models.leave import Leave

MORE = ("place", "stand_in")


class LeaveForm(forms.ModelForm):
    """What the cadre asks for, in four fields; the posting is the cadre's own.

    `extends` is the granted leave that this one goes on from (续假).
    """

    class Meta:
        model = Leave
        fields = ["kind", "since", "until", "reason", *MORE]
        widgets = {"since": date_picker(), "until": date_picker(), "reason": text_area(2)}

    def __init__(self, *args, posting, today, extends=None, **kwargs):
        if extends:
            following = extends.until + timedelta(days=1)
            began = {"kind": extends.kind, "reason": extends.reason, "since": following}
            kwargs["initial"] = began | {name: getattr(extends, name) for name in MORE}
        super().__init__(*args, **kwargs)
        self.instance.posting, self.instance.extends = posting, extends
        if names := stand_ins(posting, today):
            self.fields["stand_in"].help_text = _("Of your team: %(names)s") % {
                "names": "、".join(names)
            }
        self.helper = FormHelper()
        self.helper.form_tag, self.helper.disable_csrf = False, True
        self.helper.layout = self._layout()

    def _layout(self):
        opened = " open" if self.is_bound else ""
        told = _("Where to, and who stands in")
        folded = HTML(f'<details class="p-more"{opened}><summary>{told}</summary>')
        first = [name for name in self.fields if name not in MORE]
        return Layout(*first, folded, *MORE, HTML("</details>"))


class DecisionForm(forms.Form):
    granted = forms.TypedChoiceField(
        label=_("decision"),
        choices=[("1", _("Approve leave")), ("0", _("Refuse"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    opinion = forms.CharField(
        label=_("opinion"),
        max_length=200,
        required=False,
        help_text=_("Needed when you refuse."),
    )


class BackForm(forms.Form):
    on = forms.DateField(label=_("back on"), widget=date_picker())
