"""One's own account: data, language, password, and what this account may do."""

from django.utils.translation import gettext_lazy as _

from ..forms.users import ProfileForm
from ..models import Role, User
from ..navigation import places_of
from ..registry import RegistryEdit
from ..roles import MAY


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
