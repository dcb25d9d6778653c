from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import VersionedForm
from cadres.registry.forms.postings import named
from cadres.registry.models.cadres import Cadre
from cadres.registry.models.postings import Posting
from cadres.registry.models.teams import Batch

from ..models.nominations import Nomination
from ..models.plans import DispatchLine


class NominateForm(forms.Form):
    """A unit chooses from its own people; those already named are not offered."""

    batch = forms.ModelChoiceField(label=_("batch"), queryset=Batch.objects.none())
    cadres = forms.ModelMultipleChoiceField(
        label=_("people to nominate"),
        queryset=Cadre.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["batch"].queryset = Batch.objects.visible_to(user)
        self.fields["cadres"].queryset = Cadre.objects.nominable_by(user).select_related("unit")
        self.fields["cadres"].label_from_instance = named

    def clean(self):
        cleaned = super().clean()
        named_before = Nomination.objects.filter(
            batch=cleaned.get("batch"), cadre__in=cleaned.get("cadres") or []
        )
        if first := named_before.first():
            self.add_error("cadres", _("%(cadre)s is already nominated.") % {"cadre": first})
        return cleaned


class SeatForm(VersionedForm):
    role = forms.ChoiceField(label=_("role"), choices=Posting.Role.choices)
    why = forms.CharField(label=_("reason"), max_length=200)

    class Meta:
        model = Nomination
        fields = ["line", "role", "why"]

    def narrow(self, user):
        lines = DispatchLine.objects.visible_to(user).with_township()
        lines = lines.filter(plan__batch=self.instance.batch_id, size__gt=0)
        self.fields["line"].queryset = lines
        self.fields["line"].label_from_instance = lambda line: (
            f"{line.village.township} {line.village}"
        )
