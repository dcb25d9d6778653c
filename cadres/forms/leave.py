from django import forms
from django.utils.translation import gettext_lazy as _

from cadres.models import Leave

from .widgets import day, lines


class LeaveForm(forms.ModelForm):
    """What the cadre asks for; the posting is the cadre's own."""

    class Meta:
        model = Leave
        fields = ["kind", "since", "until", "reason", "place", "stand_in"]
        widgets = {"since": day(), "until": day(), "reason": lines(3)}

    def __init__(self, *args, posting, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.posting = posting


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
    on = forms.DateField(label=_("back on"), widget=day())
