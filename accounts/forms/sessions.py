"""The log-in, which says how many tries are left, and the change of one's own password."""

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_failure_limit
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy


class LoginForm(AuthenticationForm):
    error_messages = {
        "invalid_login": _("The user name or the password is wrong, or the account is not in use.")
    }

    def tries_left(self):
        """Wrong tries left for this name from this address; a sentence, '' after a good log-in."""
        credentials = {"username": self.data.get("username", "")}
        failures = AxesProxyHandler.get_failures(self.request, credentials)
        left = max(get_failure_limit(self.request, credentials) - failures, 0)
        return ngettext_lazy(
            "%(n)d more wrong try locks the log-in for 30 minutes.",
            "%(n)d more wrong tries lock the log-in for 30 minutes.",
            left,
        ) % {"n": left}


class PasswordForm(PasswordChangeForm):
    def clean_new_password1(self):
        password = self.cleaned_data["new_password1"]
        if self.user.check_password(password):
            raise ValidationError(_("This is the present password. Choose another."))
        return password
