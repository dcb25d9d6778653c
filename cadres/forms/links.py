from django.utils.translation import gettext_lazy as _

from accounts.forms import VersionedForm
from accounts.models import Role, User
from cadres.models import LeaderLink
from villages.models import County, Township, Village

from .widgets import day


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
            "until",
        ]
        widgets = {"since": day(), "until": day()}
        labels = {"user": _("account"), "of_county": _("county leader")}

    def narrow(self, user):
        """A township names its own leaders for its own villages."""
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

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("of_county") and cleaned.get("township"):
            self.add_error("township", _("A leader of the township is linked to a village."))
        if (village := cleaned.get("village")) and not self.instance.of_county:
            self._check_one_each(cleaned, village)
        return cleaned

    def _check_one_each(self, cleaned, village):
        """Every leader of a township takes one village (S3 三(一))."""
        same = LeaderLink.objects.filter(
            leader=cleaned.get("leader"),
            of_county=False,
            until=None,
            village__township=village.township_id,
        ).exclude(pk=self.instance.pk)
        if not cleaned.get("until") and (other := same.first()):
            self.add_error(
                "village",
                _("%(leader)s already takes %(village)s; end that link first.")
                % {"leader": other, "village": other.village},
            )
