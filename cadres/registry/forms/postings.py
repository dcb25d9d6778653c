from django import forms
from django.utils.translation import gettext_lazy as _

from cadres.workflow.widgets import date_picker, text_area

from ..models.cadres import Cadre
from ..models.postings import Posting


class PostingForm(forms.ModelForm):
    """A new posting in a given team; the overlap and leader rules live in the model."""

    role = forms.ChoiceField(
        label=Posting._meta.get_field("role").verbose_name, choices=Posting.Role.choices
    )

    class Meta:
        model = Posting
        fields = ["cadre", "role", "office", "since", "until", "untrained_reason"]
        widgets = {"since": date_picker(), "until": date_picker()}
        help_texts = {
            "office": _("For the leader only; empty: by party membership."),
            "untrained_reason": _("Only when no training was attended before the first day."),
        }

    def __init__(self, *args, team, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.team = team
        self.fields["cadre"].queryset = Cadre.objects.visible_to(user).select_related("unit")
        self.fields["cadre"].label_from_instance = named
        if "since" in self.fields and team.batch.since:
            self.fields["since"].initial = team.batch.since
            self.fields["until"].initial = team.batch.until


def named(cadre):
    """温国强（县水务局）, to tell namesakes apart."""
    return f"{cadre}（{cadre.unit}）"


class EndForm(forms.Form):
    """Withdrawal: reason, day, and the list that was handed over (forms 4d, 4e)."""

    kind = forms.ChoiceField(label=_("why it ends"), choices=Posting.End.choices)
    on = forms.DateField(label=_("last day in post"), widget=date_picker())
    reason = forms.CharField(label=_("reason"), max_length=200)
    handover = forms.CharField(
        label=_("handover list"),
        widget=text_area(6),
        help_text=_("Work under way, promises, goods, papers: one a line."),
    )
    handed_over_on = forms.DateField(label=_("handed over on"), widget=date_picker())


class SuccessorForm(PostingForm):
    """The one who takes over: same team and role, from the day after."""

    role = None

    class Meta(PostingForm.Meta):
        fields = ["cadre", "office", "untrained_reason"]

    def _post_clean(self):
        """The model checks the whole row in `Posting.replace`, when its days are known."""
        self.instance.cadre = self.cleaned_data.get("cadre") or self.instance.cadre
        for name in ("office", "untrained_reason"):
            setattr(self.instance, name, self.cleaned_data.get(name, ""))
