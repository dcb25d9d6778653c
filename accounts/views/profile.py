"""One's own account: data, language, password, and what this account may do."""

from django.utils.translation import gettext_lazy as _

from ..forms.users import ProfileForm
from ..models import Role, User
from ..navigation import places_of
from ..registry import RegistryEdit

MAY = {
    Role.COUNTY: _("The whole county: registry, dispatch, schemes, publishing, deciding."),
    Role.LEADER: _("The whole county, to read; own visits to linked places."),
    Role.TOWNSHIP: _("Own township: villages, teams, leave, comments on diaries, reports."),
    Role.UNIT: _("Own unit's cadres: nominating, reports, their results."),
    Role.CADRE: _("Own posting and village: diary, matters, leave, own card."),
    Role.SCORER: _("The lines this account scores: entries with a reason."),
    Role.SYSADMIN: _("Accounts: opening, closing, one-time passwords. No roles, no business data."),
    Role.SECADMIN: _("Rights: role and area of an account. Opens no account, sees no scores."),
    Role.AUDITOR: _("The ledger, to read. Own reading is recorded too."),
}


class Profile(RegistryEdit):
    model = User
    form_class = ProfileForm
    roles = frozenset(Role.values)
    context_object_name = "account"
    template_name = "accounts/profile.html"
    title = _("My account")

    def get_object(self, queryset=None):
        return User.objects.get(pk=self.request.user.pk)

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(**kwargs) | {"may": MAY[user.role], "own": places_of(user)}

    def get_success_url(self):
        return self.request.path
