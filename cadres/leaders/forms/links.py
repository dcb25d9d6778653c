"""A leader's link to a place, and its end."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import VersionedForm
from accounts.models import Role, User
from cadres.workflow.widgets import date_picker
from villages.models import County, Township, Village

from ..models.links import LeaderLink

PLACE = {"of_county", "township", "village"}


class LinkForm(VersionedForm):
    class Meta:
        model = LeaderLink
        fields = [
            "leader",
            "post",
            "of_county",
            "township",
            "village",
            "user",
            "since",
        ]
        widgets = {"since": date_picker()}
        labels = {"user": _("account"), "of_county": _("county leader")}

    def narrow(self, user):
        """A township names its own leaders for its own villages; a link keeps its place."""
        county = user.area_code[:6]
        self.instance.county = County.objects.get(code=county)
        self.fields["village"].queryset = Village.objects.visible_to(user)
        self.fields["township"].queryset = Township.objects.filter(county=county)
        self.fields["user"].queryset = User.objects.filter(role=Role.LEADER, area_code=county)
        if user.role == Role.TOWNSHIP:
            for name in ("of_county", "township", "user"):
                del self.fields[name]
            self.fields["village"].required = True
            self.instance.of_county = False
        if self.instance.pk:
            for name in PLACE & self.fields.keys():
                del self.fields[name]

    def clean(self):
        cleaned = super().clean()
        if not self.instance.pk:
            self._check_place(cleaned)
        return cleaned

    def _check_place(self, cleaned):
        if not cleaned.get("of_county") and cleaned.get("township"):
            self.add_error("township", _("A leader of the township is linked to a village."))
        if (village := cleaned.get("village")) and not self.instance.of_county:
            self._check_one_each(cleaned, village)

    def _check_one_each(self, cleaned, village):
        """Every leader of a township takes one village (S3 三(一))."""
        same = LeaderLink.objects.filter(
            leader=cleaned.get("leader"),
            of_county=False,
            until=None,
            village__township=village.township_id,
        )
        if other := same.first():
            self.add_error(
                "village",
                _("%(leader)s already takes %(village)s; end that link first.")
                % {"leader": other, "village": other.village},
            )


class LinkEndForm(forms.Form):
    """Why a link ends, its last day, and who takes over. Offers what this link allows."""

    kind = forms.ChoiceField(label=_("why it ends"), choices=LeaderLink.End.choices)
    on = forms.DateField(label=_("last day of the link"), widget=date_picker())
    reason = forms.CharField(
        label=_("reason"),
        max_length=200,
        required=False,
        help_text=_("Needed unless the place has passed the acceptance."),
    )
    leader = forms.CharField(
        label=_("who takes over"),
        max_length=40,
        required=False,
        help_text=_("Linked from the day after the last one."),
    )
    post = forms.CharField(label=_("post"), max_length=60, required=False)
    user = forms.ModelChoiceField(label=_("account"), queryset=User.objects.none(), required=False)

    def __init__(self, *args, link, user, **kwargs):
        super().__init__(*args, **kwargs)
        ways = set(LeaderLink.End.values)
        if link.passed_acceptance is None:
            ways.remove(LeaderLink.End.ACCEPTED)
        if user.role != Role.COUNTY:
            ways.remove(LeaderLink.End.CORRECTED)
        self.fields["kind"].choices = [way for way in LeaderLink.End.choices if way[0] in ways]
        if link.of_county:
            accounts = User.objects.filter(role=Role.LEADER, area_code=link.county_id)
            self.fields["user"].queryset = accounts
        else:
            del self.fields["user"]

    def clean(self):
        cleaned = super().clean()
        taken_over = cleaned.get("kind") == LeaderLink.End.CHANGED
        if taken_over and not cleaned.get("leader"):
            self.add_error("leader", _("Name the leader who takes over."))
        if cleaned.get("kind") != LeaderLink.End.ACCEPTED and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Give the reason."))
        return cleaned

    def end(self, link, by):
        """Carry it out; raises what the model refuses."""
        told = self.cleaned_data
        if told["kind"] == LeaderLink.End.ACCEPTED:
            return link.end_accepted(by, told["on"])
        if told["kind"] == LeaderLink.End.CORRECTED:
            return link.correct(by, told["on"], told["reason"])
        successor = LeaderLink(leader=told["leader"], post=told["post"], user=told.get("user"))
        return link.hand_over(by, told["on"], successor, told["reason"])
